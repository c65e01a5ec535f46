import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../../shared/random.ts';

/**
 * The server dies after so many answers at most: while buyers come back, or in the middle of what they do. Counted, and not timed:
 * a slow machine's server is not killed before it has done anything.
 */
const MAX_ANSWERS = 200;
/** And so much later, at most: not always just after an answer. */
const MAX_MORE_MS = 10;
/** So often, a draw that comes so soon is waited for instead: few kills would fall into what is over in some milliseconds. */
const AT_DRAWS = 0.5;
const SOON_MS = 1_000;
/** The draw is decided, stored and told in about this time. */
const DRAWING_MS = 25;

/** When the server dies in one of its lives. */
export class Fate {
  readonly #random: Random;
  readonly #due = Promise.withResolvers<void>();
  readonly #mayWait: boolean;
  #left: number;
  #servedAtMs: number | null = null;

  constructor(random: Random) {
    this.#random = random;
    this.#left = Math.ceil(random() * MAX_ANSWERS);
    this.#mayWait = random() < AT_DRAWS;
  }

  /** When the first answer came. */
  get servedAtMs(): number {
    return this.#servedAtMs ?? NaN;
  }

  /** Resolves when the server is to be killed. */
  async due(): Promise<void> {
    await this.#due.promise;
    await delay(this.#random() * MAX_MORE_MS);
  }

  /** Somebody was answered. */
  answered(): void {
    this.#servedAtMs ??= performance.now();
    this.#left -= 1;
    if (this.#left === 0) this.#due.resolve();
  }

  /** Somebody sees that something is drawn at this time of the server's clock. */
  drawsAt(atMs: number): void {
    const inMs = atMs - Date.now();
    if (!this.#mayWait || inMs < 0 || inMs > SOON_MS || this.#left <= 0 || this.#left === Infinity) return;
    this.#left = Infinity;
    setTimeout(this.#due.resolve, inMs + this.#random() * DRAWING_MS);
  }
}
