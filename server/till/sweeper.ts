import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { nextDeadlineMs } from '../../shared/show/ledger.ts';
import type { ShowActor } from '../shows/actor.ts';

type SweeperOptions = {
  readonly shows: () => Iterable<ShowActor>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

/** A hold may last this much longer than its deadline says: well below the second within which it must be over. */
const SWEEP_EVERY_MS = 250;

/** Ends the holds that have run out, in every show, whoever is there: a deadline is the server's alone. */
export class Sweeper implements Closable {
  readonly #options: SweeperOptions;
  readonly #timer: NodeJS.Timeout;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.sweep(), SWEEP_EVERY_MS);
  }

  sweep(): void {
    const { shows, clock, log } = this.#options;
    const atMs = clock();
    for (const actor of shows()) {
      const { ledger, id: showId } = actor.state;
      const deadlineMs = ledger && nextDeadlineMs(ledger);
      if (deadlineMs === null || deadlineMs > atMs) continue;
      // A store that fails now is asked again a quarter of a second later.
      actor.submit({ type: 'hold.expire' }, SYSTEM).catch((error: unknown) => {
        log.error({ showId }, 'holds that have run out could not be ended', error);
      });
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
