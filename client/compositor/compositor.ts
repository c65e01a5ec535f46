import * as v from 'valibot';
import { assertNever } from '../../shared/invariant.ts';
import type { AssetId, SceneId, SourceId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { ProgramFormat, SceneDocument } from '../../shared/scene/document.ts';
import type { Program } from '../../shared/scene/program.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import { pageClock, type Clock, type TimerId } from '../platform/clock.ts';
import { openFrameWriter, readFrames, type FrameWriter } from '../platform/track-io.ts';
import type { WorkerLike } from '../platform/worker-like.ts';
import {
  FromCompositor,
  type CompositorStats,
  type DetachReason,
  type StampSwitch,
  type ToCompositor,
  type ToTrackWorker,
} from './messages.ts';
import type { SourcePace } from './source-intake.ts';

export type CompositorEvent =
  | { readonly type: 'stats'; readonly stats: CompositorStats }
  | { readonly type: 'mark'; readonly mark: ProgramMark }
  | { readonly type: 'source-pace'; readonly sourceId: SourceId; readonly pace: SourcePace }
  /** An asset or a picture could not be decoded; it is left out of the picture. */
  | { readonly type: 'image-unreadable'; readonly key: string }
  /** The worker died and another one has taken over, on the same track. */
  | { readonly type: 'crashed' };

/** The program's picture. Everything that is set is also set again after a crash of the worker. */
export type Compositor = Closable & {
  /** The program's video: never another one, not even when the format changes or the worker is replaced. */
  readonly track: MediaStreamTrack;
  setDocument(document: SceneDocument): void;
  setProgram(program: Program): void;
  setFormat(format: ProgramFormat): void;
  setStamp(stamp: StampSwitch): void;
  /** Takes a clone of the track and owns the clone. */
  attach(sourceId: SourceId, track: MediaStreamTrack): void;
  /** A lost source leaves a slate with its name. */
  detach(sourceId: SourceId, reason: DetachReason): void;
  putAsset(assetId: AssetId, blob: Blob): void;
  putPicture(pictureKey: string, blob: Blob): void;
  /**
   * A small picture of a scene, on air or not. The caller closes it. Rejects with an AbortError when the scene does not exist
   * or the compositor closes.
   */
  requestThumbnail(sceneId: SceneId, widthPx: number): Promise<ImageBitmap>;
};

export type CompositorOptions = {
  readonly format: ProgramFormat;
  readonly stamp: StampSwitch;
  readonly onEvent: (event: CompositorEvent) => void;
};

/** What the browser gives; tests give fakes. */
export type CompositorPorts = {
  readonly startCompositor: () => WorkerLike;
  readonly startTrackWorker: () => WorkerLike;
  readonly openFrameWriter: () => FrameWriter;
  readonly readFrames: (track: MediaStreamTrack) => ReadableStream<VideoFrame>;
  readonly clock: Clock;
};

/** How often the worker is looked after. Its statistics come once a second, so silence is soon told from work. */
const WATCH_MS = 2_000;
const SILENCE_MS = 5_000;
/** A crash so long ago is no longer part of a row. */
const CRASH_MEMORY_MS = 30_000;
const MAX_PAUSE_MS = 8_000;

type Waiting = { readonly resolve: (bitmap: ImageBitmap) => void; readonly reject: (reason: unknown) => void };

const aborted = (): DOMException => new DOMException('no thumbnail', 'AbortError');

export class WorkerCompositor implements Compositor {
  readonly track: MediaStreamTrack;
  readonly #ports: CompositorPorts;
  readonly #onEvent: (event: CompositorEvent) => void;
  readonly #trackWorker: WorkerLike;
  readonly #sources = new Map<SourceId, MediaStreamTrack>();
  readonly #lost = new Set<SourceId>();
  readonly #assets = new Map<AssetId, Blob>();
  readonly #pictures = new Map<string, Blob>();
  readonly #thumbnails = new Map<number, Waiting>();
  #worker: WorkerLike;
  #format: ProgramFormat;
  #stamp: StampSwitch;
  #document: SceneDocument | null = null;
  #program: Program | null = null;
  #lastRequestId = 0;
  #heardAtMs: number;
  /** When a ping was sent that has no answer yet. */
  #pingedAtMs: number | null = null;
  #watch: TimerId | null = null;
  #isClosed = false;
  /** Crashes in a row, and when the last one was. */
  #crashes = 0;
  #crashedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: CompositorOptions, ports: CompositorPorts) {
    this.#ports = ports;
    this.#onEvent = options.onEvent;
    this.#format = options.format;
    this.#stamp = options.stamp;
    this.#heardAtMs = ports.clock.now();
    const { track, writable } = ports.openFrameWriter();
    this.track = track;
    this.#trackWorker = ports.startTrackWorker();
    this.#tellTrackWorker({ type: 'open', writable }, [writable]);
    this.#worker = this.#start();
    this.#watchLater();
  }

  setDocument(document: SceneDocument): void {
    this.#document = document;
    this.#tell({ type: 'document', document });
  }

  setProgram(program: Program): void {
    this.#program = program;
    this.#tell({ type: 'program', program });
  }

  setFormat(format: ProgramFormat): void {
    this.#format = format;
    this.#tell({ type: 'format', format });
  }

  setStamp(stamp: StampSwitch): void {
    this.#stamp = stamp;
    this.#tell({ type: 'stamp', stamp });
  }

  attach(sourceId: SourceId, track: MediaStreamTrack): void {
    this.#sources.get(sourceId)?.stop();
    const clone = track.clone();
    this.#sources.set(sourceId, clone);
    this.#lost.delete(sourceId);
    this.#feed(sourceId, clone);
  }

  detach(sourceId: SourceId, reason: DetachReason): void {
    this.#sources.get(sourceId)?.stop();
    this.#sources.delete(sourceId);
    if (reason === 'lost') this.#lost.add(sourceId);
    else this.#lost.delete(sourceId);
    this.#tell({ type: 'detach', sourceId, reason });
  }

  putAsset(assetId: AssetId, blob: Blob): void {
    this.#assets.set(assetId, blob);
    this.#tell({ type: 'asset', assetId, blob });
  }

  putPicture(pictureKey: string, blob: Blob): void {
    this.#pictures.set(pictureKey, blob);
    this.#tell({ type: 'picture', pictureKey, blob });
  }

  requestThumbnail(sceneId: SceneId, widthPx: number): Promise<ImageBitmap> {
    if (this.#isClosed) return Promise.reject(aborted());
    this.#lastRequestId += 1;
    const requestId = this.#lastRequestId;
    return new Promise((resolve, reject) => {
      this.#thumbnails.set(requestId, { resolve, reject });
      this.#tell({ type: 'thumbnail', requestId, sceneId, widthPx });
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#watch !== null) this.#ports.clock.clearTimeout(this.#watch);
    this.#worker.terminate();
    this.#trackWorker.terminate();
    for (const track of this.#sources.values()) track.stop();
    this.#sources.clear();
    this.track.stop();
    this.#refuseThumbnails();
  }

  #start(): WorkerLike {
    const worker = this.#ports.startCompositor();
    worker.addEventListener('message', ({ data }) => this.#handle(worker, v.parse(FromCompositor, data)));
    worker.addEventListener('error', () => this.#replace(worker));
    worker.addEventListener('messageerror', () => this.#replace(worker));
    const { port1, port2 } = new MessageChannel();
    this.#tellTrackWorker({ type: 'source', input: port2 }, [port2]);
    const facts = { format: this.#format, stamp: this.#stamp };
    const opening: ToCompositor = { type: 'open', ...facts, output: port1 };
    worker.postMessage(opening, [port1]);
    return worker;
  }

  /** Puts a new worker in the place of one that died: at once, and after pauses when it dies again and again. */
  #replace(worker: WorkerLike): void {
    if (this.#isClosed || worker !== this.#worker) return;
    worker.terminate();
    this.#refuseThumbnails();
    const nowMs = this.#ports.clock.now();
    this.#crashes = nowMs - this.#crashedAtMs > CRASH_MEMORY_MS ? 1 : this.#crashes + 1;
    this.#crashedAtMs = nowMs;
    this.#onEvent({ type: 'crashed' });
    if (this.#crashes === 1) return this.#restart(worker);
    const pauseMs = Math.min(MAX_PAUSE_MS, 500 * 2 ** this.#crashes);
    this.#ports.clock.setTimeout(() => this.#restart(worker), pauseMs);
  }

  /** Starts a worker and tells it everything that the dead one knew. */
  #restart(dead: WorkerLike): void {
    if (this.#isClosed || dead !== this.#worker) return;
    this.#pingedAtMs = null;
    this.#heardAtMs = this.#ports.clock.now();
    this.#worker = this.#start();
    for (const [assetId, blob] of this.#assets) this.#tell({ type: 'asset', assetId, blob });
    for (const [pictureKey, blob] of this.#pictures) this.#tell({ type: 'picture', pictureKey, blob });
    if (this.#document) this.#tell({ type: 'document', document: this.#document });
    if (this.#program) this.#tell({ type: 'program', program: this.#program });
    for (const sourceId of this.#lost) this.#tell({ type: 'detach', sourceId, reason: 'lost' });
    for (const [sourceId, track] of this.#sources) this.#feed(sourceId, track);
  }

  #feed(sourceId: SourceId, track: MediaStreamTrack): void {
    const readable = this.#ports.readFrames(track);
    this.#tell({ type: 'attach', sourceId, readable }, [readable]);
  }

  #handle(worker: WorkerLike, message: FromCompositor): void {
    if (this.#isClosed || worker !== this.#worker) return;
    this.#heardAtMs = this.#ports.clock.now();
    this.#pingedAtMs = null;
    switch (message.type) {
      case 'stats':
      case 'mark':
      case 'source-pace':
      case 'image-unreadable':
        return this.#onEvent(message);
      case 'thumbnail': {
        const waiting = this.#thumbnails.get(message.requestId);
        this.#thumbnails.delete(message.requestId);
        if (message.bitmap) waiting?.resolve(message.bitmap);
        else waiting?.reject(aborted());
        return;
      }
      case 'pong':
        return;
      default:
        return assertNever(message);
    }
  }

  /**
   * A silent worker is asked first and replaced only when the answer does not come either: after a pause of the whole page
   * (a suspended laptop) silence alone says nothing.
   */
  #lookAfter(): void {
    const nowMs = this.#ports.clock.now();
    if (this.#pingedAtMs !== null && nowMs - this.#pingedAtMs > SILENCE_MS) this.#replace(this.#worker);
    else if (this.#pingedAtMs === null && nowMs - this.#heardAtMs > SILENCE_MS) {
      this.#pingedAtMs = nowMs;
      this.#tell({ type: 'ping' });
    }
    this.#watchLater();
  }

  #watchLater(): void {
    this.#watch = this.#ports.clock.setTimeout(() => this.#lookAfter(), WATCH_MS);
  }

  #refuseThumbnails(): void {
    for (const { reject } of this.#thumbnails.values()) reject(aborted());
    this.#thumbnails.clear();
  }

  #tell(message: ToCompositor, transfer: Transferable[] = []): void {
    if (!this.#isClosed) this.#worker.postMessage(message, transfer);
  }

  #tellTrackWorker(message: ToTrackWorker, transfer: Transferable[]): void {
    this.#trackWorker.postMessage(message, transfer);
  }
}

/**
 * Starts the compositor's workers. The caller closes it, or `signal` does.
 * @throws AppError browser.unsupported
 */
export const openCompositor = (options: CompositorOptions, signal: AbortSignal): Compositor => {
  signal.throwIfAborted();
  const compositor = new WorkerCompositor(options, {
    startCompositor: () =>
      new Worker(new URL('./compositor.worker.ts', import.meta.url), { type: 'module', name: 'compositor' }),
    startTrackWorker: () =>
      new Worker(new URL('./program-track.worker.ts', import.meta.url), { type: 'module', name: 'program track' }),
    openFrameWriter,
    readFrames,
    clock: pageClock(),
  });
  signal.addEventListener('abort', () => compositor.close(), { once: true });
  return compositor;
};
