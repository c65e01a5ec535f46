import type { Closable } from '../../shared/lifetime.ts';
import type { Clock, TimerId } from '../platform/clock.ts';

type CountingOptions = {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly everyMs: number;
  /** Whether there is more to count. */
  readonly count: () => boolean;
};

/** Counts time as long as there is something to count: a page that waits for nothing sleeps, and so does the phone that it is on. */
export class Counting implements Closable {
  readonly #options: CountingOptions;
  #timer: TimerId | null = null;

  constructor(options: CountingOptions) {
    this.#options = options;
  }

  /** Counts now, and from now on. */
  wake(): void {
    this.close();
    const { clock, everyMs, count } = this.#options;
    if (count()) this.#timer = clock.setTimeout(() => this.wake(), everyMs);
  }

  close(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
