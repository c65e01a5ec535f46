import * as v from 'valibot';
import type { Closable } from '../../shared/lifetime.ts';
import { openFrameWriter, readFrames, type FrameWriter } from '../platform/track-io.ts';
import type { WorkerLike } from '../platform/worker-like.ts';
import type { BackdropKind } from './backdrops.ts';
import { FromBackdrop, FromSegmenter, type ToBackdrop, type ToSegmenter } from './messages.ts';

export type BackdropOptions = {
  readonly kind: BackdropKind;
  /** The track has a picture from now on. */
  readonly onFlowing: () => void;
  /** Persons cannot be told from rooms here, or not any more: the track will not go on. Close it. */
  readonly onFailure: () => void;
};

/** A camera's picture with something else behind the person. Until it is known where they are, the whole picture is blurred. */
export type Backdrop = Closable & {
  /** Never another one, whatever is fed and shown. */
  readonly track: MediaStreamTrack;
  show(kind: BackdropKind): void;
  /** Takes a clone of the camera's track and owns the clone. */
  feed(camera: MediaStreamTrack): void;
};

/** What the browser gives; tests give fakes. */
export type BackdropPorts = {
  readonly startPainter: () => WorkerLike;
  readonly startSegmenter: () => WorkerLike;
  readonly openFrameWriter: () => FrameWriter;
  readonly readFrames: (track: MediaStreamTrack) => ReadableStream<VideoFrame>;
};

/**
 * Two workers: one paints every frame, the other says about 15 times a second where the person is. A segmenter that has
 * worked and dies (phones run out of memory) is started again, and the picture is blurred meanwhile; one that never made
 * a mask is not going to.
 */
export class WorkerBackdrop implements Backdrop {
  readonly track: MediaStreamTrack;
  readonly #options: BackdropOptions;
  readonly #ports: BackdropPorts;
  readonly #painter: WorkerLike;
  #segmenter: WorkerLike;
  #hasWorked = false;
  #camera: MediaStreamTrack | null = null;
  #isClosed = false;

  constructor(options: BackdropOptions, ports: BackdropPorts) {
    this.#options = options;
    this.#ports = ports;
    const { track, writable } = ports.openFrameWriter();
    this.track = track;
    this.#painter = ports.startPainter();
    this.#painter.addEventListener('message', ({ data }) => this.#handlePainter(v.parse(FromBackdrop, data)));
    this.#painter.addEventListener('error', () => this.#fail());
    this.#painter.addEventListener('messageerror', () => this.#fail());
    this.#tell({ type: 'open', writable, kind: options.kind }, [writable]);
    this.#segmenter = this.#startSegmenter();
  }

  show(kind: BackdropKind): void {
    this.#tell({ type: 'show', kind });
  }

  feed(camera: MediaStreamTrack): void {
    this.#camera?.stop();
    this.#camera = camera.clone();
    const readable = this.#ports.readFrames(this.#camera);
    this.#tell({ type: 'feed', readable }, [readable]);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#segmenter.terminate();
    this.#painter.terminate();
    this.#camera?.stop();
    this.track.stop();
  }

  #startSegmenter(): WorkerLike {
    const worker = this.#ports.startSegmenter();
    worker.addEventListener('message', ({ data }) => this.#handleSegmenter(worker, v.parse(FromSegmenter, data)));
    worker.addEventListener('error', () => this.#replace(worker));
    worker.addEventListener('messageerror', () => this.#replace(worker));
    const { port1, port2 } = new MessageChannel();
    const opening: ToSegmenter = { type: 'open', port: port1 };
    worker.postMessage(opening, [port1]);
    this.#tell({ type: 'segmenter', port: port2 }, [port2]);
    this.#hasWorked = false;
    return worker;
  }

  #handlePainter(message: FromBackdrop): void {
    if (!this.#isClosed && message.type === 'flowing') this.#options.onFlowing();
  }

  #handleSegmenter(worker: WorkerLike, message: FromSegmenter): void {
    if (worker !== this.#segmenter) return;
    if (message.type === 'working') this.#hasWorked = true;
    else this.#replace(worker);
  }

  #replace(worker: WorkerLike): void {
    if (this.#isClosed || worker !== this.#segmenter) return;
    worker.terminate();
    if (this.#hasWorked) this.#segmenter = this.#startSegmenter();
    else this.#fail();
  }

  #fail(): void {
    if (!this.#isClosed) this.#options.onFailure();
  }

  #tell(message: ToBackdrop, transfer: Transferable[] = []): void {
    if (!this.#isClosed) this.#painter.postMessage(message, transfer);
  }
}

/**
 * Starts the workers. The caller closes it.
 * @throws AppError browser.unsupported
 */
export const openBackdrop = (options: BackdropOptions): Backdrop =>
  new WorkerBackdrop(options, {
    startPainter: () =>
      new Worker(new URL('./backdrop.worker.ts', import.meta.url), { type: 'module', name: 'backdrop' }),
    startSegmenter: () =>
      new Worker(new URL('./segmenter.worker.ts', import.meta.url), { type: 'module', name: 'segmenter' }),
    openFrameWriter,
    readFrames,
  });
