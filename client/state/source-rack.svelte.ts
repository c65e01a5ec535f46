import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { SourceId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { DeviceChoice, SceneDocument, Source } from '../../shared/scene/document.ts';
import {
  canReturn,
  isDevice,
  openingKey,
  opensByItself,
  type SourceStatus,
} from '../../shared/scene/source-opening.ts';
import type { SoundWay } from '../audio/mixer.ts';
import type { OpenSource } from '../capture/open-source.ts';

/** Where the tracks of open sources go: the compositor and the mixer, which know nothing of each other. */
export type SourceSinks = {
  attachVideo(sourceId: SourceId, track: MediaStreamTrack): void;
  detachVideo(sourceId: SourceId, reason: 'removed' | 'lost'): void;
  attachAudio(sourceId: SourceId, track: MediaStreamTrack, way: SoundWay): void;
  detachAudio(sourceId: SourceId): void;
};

/** The tracks of an open source, which are the source's. */
export type SourceTracks = Pick<OpenSource, 'video' | 'audio'>;

export type OpenSourceOf = (source: Source, document: SceneDocument, signal: AbortSignal) => Promise<OpenSource>;

export type PluggedDevices = {
  readonly cameras: readonly DeviceChoice[];
  readonly microphones: readonly DeviceChoice[];
};

type Options = {
  readonly open: OpenSourceOf;
  /** Whether the document's devices are this computer's. Those that are not are never opened here. */
  readonly devices: 'here' | 'elsewhere';
  readonly sinks: SourceSinks;
  readonly log: Log;
  /** Called after a device opened: only then do browsers tell the labels of devices. */
  readonly onPermission: () => void;
  /** Other tracks are open than before; those that are not any more have yet to be stopped. */
  readonly onTracks: () => void;
};

type Holding = { readonly key: string; readonly controller: AbortController; open: OpenSource | null };

const IDLE: SourceStatus = { state: 'idle' };
const ELSEWHERE: SourceStatus = { state: 'elsewhere' };

/** Keeps the document's sources open: opens what was added, closes what was removed, brings back what was unplugged. */
export class SourceRack implements Closable {
  readonly #options: Options;
  readonly #holdings = new Map<SourceId, Holding>();
  /** What a faulty source was opened with: another device or size is worth a new try, the same is not. */
  readonly #faultyKeys = new Map<SourceId, string>();
  #document: SceneDocument | null = null;
  #isClosed = false;
  #statuses = $state.raw<ReadonlyMap<SourceId, SourceStatus>>(new Map());

  constructor(options: Options) {
    this.#options = options;
  }

  status(sourceId: SourceId): SourceStatus {
    return this.#statuses.get(sourceId) ?? IDLE;
  }

  /** What is open of a source; null for nothing. */
  tracks(sourceId: SourceId): SourceTracks | null {
    return this.#holdings.get(sourceId)?.open ?? null;
  }

  /** Brings the open sources in line with the document. */
  follow(document: SceneDocument): void {
    if (this.#isClosed) return;
    this.#document = document;
    for (const sourceId of this.#statuses.keys()) {
      if (!document.sources[sourceId]) this.#forget(sourceId);
    }
    for (const source of Object.values(document.sources)) {
      if (this.#isElsewhere(source)) {
        this.#leaveElsewhere(source.id);
        continue;
      }
      const held = this.#holdings.get(source.id);
      const key = openingKey(source, document.format);
      if (held ? held.key === key : !opensByItself(source)) continue;
      if (!held && this.#faultyKeys.get(source.id) === key) continue;
      void this.#open(source, document);
    }
  }

  /** Opens a source that waits for a gesture, or tries a faulty one again. */
  async retry(sourceId: SourceId): Promise<void> {
    const source = this.#document?.sources[sourceId];
    if (source && this.#document && !this.#isElsewhere(source)) await this.#open(source, this.#document);
  }

  /** Stops a source that the person started (a shared screen); its layers stay and show its slate. */
  stop(sourceId: SourceId): void {
    this.#drop(sourceId, 'lost');
    this.#setStatus(sourceId, IDLE);
  }

  handleDevices(present: PluggedDevices): void {
    const document = this.#document;
    if (!document) return;
    for (const source of Object.values(document.sources)) {
      if (canReturn(source, this.status(source.id), present)) void this.#open(source, document);
    }
  }

  /** Nothing is done about a picture that stands still: the last one is better than a slate, and the person decides. */
  handlePace(sourceId: SourceId, pace: 'moving' | 'stalled'): void {
    const status = this.status(sourceId);
    if (status.state === 'live') this.#setStatus(sourceId, { ...status, pace });
  }

  /** Closes every source, until there is a document to follow again. */
  release(): void {
    this.#document = null;
    for (const sourceId of this.#statuses.keys()) this.#forget(sourceId);
  }

  close(): void {
    this.#isClosed = true;
    this.release();
  }

  #isElsewhere(source: Source): boolean {
    return this.#options.devices === 'elsewhere' && isDevice(source);
  }

  #leaveElsewhere(sourceId: SourceId): void {
    this.#drop(sourceId, 'lost');
    if (this.status(sourceId) !== ELSEWHERE) this.#setStatus(sourceId, ELSEWHERE);
  }

  async #open(source: Source, document: SceneDocument): Promise<void> {
    this.#drop(source.id, 'lost');
    const holding: Holding = {
      key: openingKey(source, document.format),
      controller: new AbortController(),
      open: null,
    };
    this.#holdings.set(source.id, holding);
    this.#faultyKeys.delete(source.id);
    this.#setStatus(source.id, { state: 'opening' });
    try {
      const open = await this.#options.open(source, document, holding.controller.signal);
      if (this.#holdings.get(source.id) !== holding) {
        open.close();
        return;
      }
      this.#adopt(source, holding, open);
    } catch (error) {
      if (this.#holdings.get(source.id) !== holding) return;
      this.#handleFault(source.id, error instanceof AppError ? error.code : 'server.internal');
      if (!(error instanceof AppError)) throw error;
    }
  }

  #adopt(source: Source, holding: Holding, open: OpenSource): void {
    holding.open = open;
    if (open.video) this.#options.sinks.attachVideo(source.id, open.video);
    if (open.audio) this.#options.sinks.attachAudio(source.id, open.audio, 'bus');
    const { label, surface, sharedSound } = open.facts;
    this.#setStatus(source.id, { state: 'live', label, surface, sharedSound, pace: 'moving' });
    this.#options.onTracks();
    this.#options.onPermission();
    // Last, because a source that was lost meanwhile says so at once.
    open.onFault(({ code }) => {
      if (this.#holdings.get(source.id) === holding) this.#handleFault(source.id, code);
    });
  }

  #handleFault(sourceId: SourceId, code: ErrorCode): void {
    this.#options.log.info({ sourceId, code }, 'source lost');
    const key = this.#holdings.get(sourceId)?.key;
    if (key !== undefined) this.#faultyKeys.set(sourceId, key);
    this.#drop(sourceId, 'lost');
    this.#setStatus(sourceId, code === 'screen.canceled' || code === 'screen.ended' ? IDLE : { state: 'fault', code });
  }

  #drop(sourceId: SourceId, reason: 'removed' | 'lost'): void {
    const holding = this.#holdings.get(sourceId);
    if (!holding) return;
    this.#holdings.delete(sourceId);
    holding.controller.abort();
    this.#options.sinks.detachVideo(sourceId, reason);
    this.#options.sinks.detachAudio(sourceId);
    if (holding.open) this.#options.onTracks();
    holding.open?.close();
  }

  #forget(sourceId: SourceId): void {
    this.#drop(sourceId, 'removed');
    this.#faultyKeys.delete(sourceId);
    const statuses = new Map(this.#statuses);
    statuses.delete(sourceId);
    this.#statuses = statuses;
  }

  #setStatus(sourceId: SourceId, status: SourceStatus): void {
    this.#statuses = new Map(this.#statuses).set(sourceId, status);
  }
}
