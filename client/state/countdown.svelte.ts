import { createSubscriber } from 'svelte/reactivity';
import type { FlashSale } from '../../shared/show/flash.ts';
import type { Clock } from '../platform/clock.ts';

type CountdownOptions = {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** The server's clock, in epoch milliseconds. */
  readonly serverNowMs: () => number;
  readonly untilMs: number;
};

/**
 * Whole seconds until a deadline of the server's. They change at the second, not at some tick of the page, so that every page shows
 * the same.
 */
export class Countdown {
  readonly #options: CountdownOptions;
  readonly #subscribe: () => void;

  constructor(options: CountdownOptions) {
    this.#options = options;
    const { clock } = options;
    this.#subscribe = createSubscriber((update) => {
      let timer = 0;
      const wait = (): void => {
        const leftMs = this.#leftMs();
        if (leftMs <= 0) return;
        timer = clock.setTimeout(
          () => {
            update();
            wait();
          },
          leftMs - (Math.ceil(leftMs / 1_000) - 1) * 1_000,
        );
      };
      wait();
      return () => clock.clearTimeout(timer);
    });
  }

  /** 0 when it has passed: what happens then is for the server to say. */
  get seconds(): number {
    this.#subscribe();
    return Math.ceil(this.#leftMs() / 1_000);
  }

  #leftMs(): number {
    return Math.max(0, this.#options.untilMs - this.#options.serverNowMs());
  }
}

/** Counts down to what a flash sale does next; null for one that is over. */
export const flashCountdown = (
  { life }: Pick<FlashSale, 'life'>,
  options: Omit<CountdownOptions, 'untilMs'>,
): Countdown | null => {
  if (life.phase === 'over') return null;
  return new Countdown({ ...options, untilMs: life.phase === 'warm-up' ? life.opensAtMs : life.closesAtMs });
};
