import { AppError } from '../../shared/errors.ts';
import type { SceneId } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Clock } from '../platform/clock.ts';
import { repeat } from './repeat.ts';

const LOOK_EVERY_MS = 5_000;
const SEND_EVERY_MS = 25_000;
const WIDTH_PX = 320;

type Options = {
  /** The scene that this page has on air; null while it makes no program that goes out. */
  readonly onAir: () => SceneId | null;
  readonly draw: (sceneId: SceneId, widthPx: number) => Promise<ImageBitmap>;
  /** Takes the bitmap over. */
  readonly encode: (bitmap: ImageBitmap) => Promise<Blob>;
  /** Rejects with AppErrors. */
  readonly send: (picture: Blob, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Lets the lobby see what is on air: one small picture soon after the beginning and every 25 seconds, nothing between. */
export class LiveThumbnails {
  readonly #options: Options;
  readonly #signal: AbortSignal;
  #sentAtMs = -Infinity;

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    this.#signal = scope.signal;
    scope.use(repeat(options.clock, LOOK_EVERY_MS, () => void this.#look()));
  }

  async #look(): Promise<void> {
    const { onAir, clock, log } = this.#options;
    const sceneId = onAir();
    if (sceneId === null) this.#sentAtMs = -Infinity;
    if (sceneId === null || clock.now() - this.#sentAtMs < SEND_EVERY_MS) return;
    this.#sentAtMs = clock.now();
    try {
      await this.#send(sceneId);
    } catch (error) {
      // The scene is gone, the compositor is being replaced, or the line is: the next one comes by itself.
      const isPassing = error instanceof AppError || (error instanceof DOMException && error.name === 'AbortError');
      if (!isPassing) throw error;
      log.debug({ reason: String(error) }, 'no picture for the lobby this time');
    }
  }

  async #send(sceneId: SceneId): Promise<void> {
    const { draw, encode, send } = this.#options;
    await send(await encode(await draw(sceneId, WIDTH_PX)), this.#signal);
  }
}
