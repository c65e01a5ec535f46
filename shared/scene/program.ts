import type { CalloutId, ItemId, SceneId, SourceId } from '../ids.ts';

/** What a callout's card says; the same values draw the card on air and in the viewer's page. */
export type CalloutCard = {
  readonly name: string;
  /** Already formatted for the show's locale ("¥39.90"), because a painter has no locale. */
  readonly price: string;
  /** Struck-through former price, formatted; null when there is none. */
  readonly formerPrice: string | null;
  /** "23 left", "Sold out" …, in the host's language; null says nothing about stock. */
  readonly stockLine: string | null;
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

/** What is on air besides the document: which scene, how it came there, and what is explained. */
export type Program = {
  readonly sceneId: SceneId;
  readonly fade: { readonly fromSceneId: SceneId; readonly startedAtMs: number; readonly durationMs: number } | null;
  readonly callout: ProgramCallout | null;
};

/** What is known of a source's picture when a frame is planned. `lost` sources are drawn as a slate with the source's name. */
export type SourceView =
  | { readonly state: 'live'; readonly widthPx: number; readonly heightPx: number }
  | { readonly state: 'starting' }
  | { readonly state: 'lost' };

export type SourceViews = ReadonlyMap<SourceId, SourceView>;
