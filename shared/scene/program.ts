import type { CalloutId, ItemId, MessageId, ParticipantId, SceneId, SourceId } from '../ids.ts';

/** What a callout's card says; the same values draw the card on air and in the viewer's page. */
export type CalloutCard = {
  readonly name: string;
  /** Already formatted for the show's locale ("¥39.90"), because a painter has no locale. */
  readonly price: string;
  /** Struck-through former price, formatted; null when there is none. */
  readonly formerPrice: string | null;
  /** "23 left", "Sold out" …, in the host's language; null says nothing about stock. */
  readonly stockLine: string | null;
  /** "Sold by Ann", in the host's language; null for what the channel itself sells. */
  readonly sellerLine: string | null;
  readonly availability: 'available' | 'sold-out';
  /** Key of the picture in the raster cache, or null for a card without a picture. */
  readonly pictureKey: string | null;
};

/** A callout in the program. Times are the compositor's wall clock, epoch milliseconds. */
export type ProgramCallout = {
  readonly calloutId: CalloutId;
  readonly itemId: ItemId;
  readonly card: CalloutCard;
  readonly openedAtMs: number;
  /** Set while the card leaves; the callout is dropped when its exit animation is over. */
  readonly closedAtMs: number | null;
};

/** What somebody wrote, in the program. Times as in a callout. */
export type ProgramComment = {
  readonly messageId: MessageId;
  readonly name: string;
  readonly text: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
};

/** A person on stage, and what stands for them in the picture. */
export type StageSeat = {
  readonly participantId: ParticipantId;
  /** Their camera. The host's seat shows the layer's own `hostSourceId` instead. */
  readonly sourceId: SourceId;
  readonly name: string;
  /** `card`: the camera is off or hidden, and a card with the name stands in for it. */
  readonly picture: 'shown' | 'card';
  /** `dropped`: the line is lost; a card keeps the slot for a moment. */
  readonly presence: 'here' | 'dropped';
};

/** A person's shared screen that is on air. */
export type ScreenSeat = {
  readonly participantId: ParticipantId;
  readonly sourceId: SourceId;
  /** Whose screen it is. */
  readonly name: string;
};

/** Who is in the picture, before any layout: what the compositor knows of people. */
export type StageSeats = {
  /** In the order of the slots that they fill. */
  readonly seats: readonly StageSeat[];
  /** Who has the large slot; null leaves it to the order. */
  readonly spotlightId: ParticipantId | null;
  readonly screens: readonly ScreenSeat[];
  /** What the card of a dropped person says ("Reconnecting"), in the host's language: a painter has none. */
  readonly droppedWord: string;
};

export const EMPTY_STAGE: StageSeats = { seats: [], spotlightId: null, screens: [], droppedWord: '' };

/** The stage in a frame. A change moves everybody from where they were: see `stage.ts`. */
export type ProgramStage = StageSeats & {
  /** When it began to become so, by the compositor's wall clock, epoch milliseconds. */
  readonly changedAtMs: number;
  /** What it was before, as long as that is still to be seen. */
  readonly former: ProgramStage | null;
};

/** What is on air besides the document: which scene, how it came there, what is explained, and what somebody wrote. */
export type Program = {
  readonly sceneId: SceneId;
  readonly fade: { readonly fromSceneId: SceneId; readonly startedAtMs: number; readonly durationMs: number } | null;
  readonly callout: ProgramCallout | null;
  readonly comment: ProgramComment | null;
  readonly stage: StageSeats;
};

/** The program as a frame is planned from it: whoever makes the frames knows since when people move. */
export type FrameProgram = Program & { readonly stage: ProgramStage };

/** What is known of a source's picture when a frame is planned. `lost` sources are drawn as a slate with the source's name. */
export type SourceView =
  | { readonly state: 'live'; readonly widthPx: number; readonly heightPx: number }
  | { readonly state: 'starting' }
  | { readonly state: 'lost' };

export type SourceViews = ReadonlyMap<SourceId, SourceView>;
