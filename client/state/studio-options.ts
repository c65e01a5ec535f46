import type { ErrorCode } from '../../shared/errors.ts';
import type { PictureId, ShowId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import type { CardWords } from '../../shared/scene/card.ts';
import type { ProgramFormat } from '../../shared/scene/document.ts';
import type { Mixer } from '../audio/mixer.ts';
import type { Monitor } from '../audio/monitor.ts';
import type { Devices } from '../capture/devices.ts';
import type { OpenSource } from '../capture/open-source.ts';
import type { Compositor, CompositorEvent } from '../compositor/compositor.ts';
import type { Connection, ConnectionHandlers, Resume } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { Publisher, PublisherHandlers, PublisherPorts } from '../publish/publisher.ts';
import type { OpenCrewMedia } from './crew-media.svelte.ts';
import type { PersonDevices } from './person-devices.svelte.ts';
import type { PicturesOptions } from './pictures.ts';
import type { StoredDraft } from '../storage/stored-draft.ts';
import type { OpenSourceOf } from './source-rack.svelte.ts';

export type Stamp = 'off' | 'on';

/** What a reload or a crash must bring back. */
export type StudioDraft = Omit<StoredDraft, 'savedAtMs'>;

/** Who makes the program from now on, and why; `name` is null for who is not in the studio. */
export type Handover = {
  readonly to: 'this-page' | 'another';
  readonly name: string | null;
  readonly cause: 'asked' | 'lost';
};

export type StudioOptions = PicturesOptions & {
  readonly showId: ShowId;
  /** How the server knows whose page it is: the host's by their sign-in, a co-host's or producer's by their seat. */
  readonly as: 'studio' | 'crew';
  /** The own camera and microphone of somebody who came by a link; null for the host, whose are in the document, and for whoever has none. */
  readonly person: PersonDevices | null;
  readonly draft: StudioDraft;
  /**
   * `welcome`: a new show. Devices stay closed and nothing is saved until the host has said how to start, or the log turns out
   * to have a document. `at-once`: the host goes on with a draft. `wait`: a page that is not the host's. It has the log's
   * document as soon as there is one, and keeps no draft.
   */
  readonly begin: 'welcome' | 'at-once' | 'wait';
  /** Whether program frames carry the machine-readable stamp; for tests and diagnostics. */
  readonly stamp: Stamp;
  readonly openCompositor: (format: ProgramFormat, onEvent: (event: CompositorEvent) => void) => Compositor;
  readonly mixer: Mixer;
  readonly openSource: OpenSourceOf;
  /** Opens the microphone of somebody who speaks to the studio off air. */
  readonly openVoice: (signal: AbortSignal) => Promise<OpenSource>;
  readonly listDevices: () => Promise<Devices>;
  /** Sends bytes that the server throws away; resolves when it has them all. */
  readonly loadUplink: (bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<void>;
  /** Stores a product's picture on the server. Fails with `picture.*` or the line's codes. */
  readonly uploadPicture: (picture: Blob, signal: AbortSignal) => Promise<PictureId>;
  readonly connect: (
    makeOpenParams: (resume: Resume | null) => MethodParams<'session.open'>,
    handlers: ConnectionHandlers,
    scope: Scope,
  ) => Connection;
  readonly publish: (ports: PublisherPorts, handlers: PublisherHandlers, scope: Scope) => Promise<Publisher>;
  /** Opens what this page sends to the people in the studio, and receives from them. */
  readonly openCrewMedia: OpenCrewMedia;
  /** What the host hears of them. */
  readonly monitor: Monitor;
  /** What is kept of this show now, maybe by another window; null when there is nothing. */
  readonly loadDraft: () => Promise<StudioDraft | null>;
  /** Schedules a save; many calls in a row are one save. */
  readonly save: (draft: StudioDraft) => void;
  /** Language and words of the card on air, as the host reads them. */
  readonly cardWords: () => CardWords;
  /** What the card of a person says whose line is lost, as the host reads it. */
  readonly droppedWord: () => string;
  /** Something that the host asked for did not work; the sentence for `code` belongs in front of the host. */
  readonly onProblem: (code: ErrorCode) => void;
  /** Another page makes the program from now on, or this one does. */
  readonly onHandover: (handover: Handover) => void;
  readonly nowMs: () => number;
  /** Not slowed down in hidden tabs. */
  readonly clock: Clock;
};
