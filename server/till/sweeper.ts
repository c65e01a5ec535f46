import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import type { ShowId } from '../../shared/ids.ts';
import { flashDueMs } from '../../shared/show/flash.ts';
import { giveawayDueMs } from '../../shared/show/giveaway.ts';
import { nextDeadlineMs } from '../../shared/show/ledger.ts';
import type { ShowActor } from '../shows/actor.ts';

type SweeperOptions = {
  readonly shows: () => Iterable<ShowActor>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

/** How often it is looked whether something is due before the next look. */
const LOOK_EVERY_MS = 250;

/** Does what is due in every show, whoever is there, to the millisecond: a deadline is the server's alone. */
export class Sweeper implements Closable {
  readonly #options: SweeperOptions;
  readonly #looking: NodeJS.Timeout;
  readonly #due = new Map<ShowId, NodeJS.Timeout>();

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#looking = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  look(): void {
    const { shows, clock } = this.#options;
    const atMs = clock();
    for (const actor of shows()) {
      const { id, ledger } = actor.state;
      const dues = [ledger && nextDeadlineMs(ledger), flashDueMs(actor.state), giveawayDueMs(actor.state)];
      const dueMs = Math.min(...dues.map((due) => due ?? Infinity));
      if (dueMs <= atMs) this.#sweep(actor);
      else if (dueMs < atMs + LOOK_EVERY_MS) this.#sweepIn(actor, id, dueMs - atMs);
    }
  }

  close(): void {
    clearInterval(this.#looking);
    for (const timer of this.#due.values()) clearTimeout(timer);
    this.#due.clear();
  }

  #sweepIn(actor: ShowActor, showId: ShowId, ms: number): void {
    clearTimeout(this.#due.get(showId));
    const timer = setTimeout(() => {
      this.#due.delete(showId);
      this.#sweep(actor);
    }, ms);
    this.#due.set(showId, timer);
  }

  /** A store that fails now is asked again at the next look. */
  #sweep(actor: ShowActor): void {
    const { log } = this.#options;
    for (const type of ['hold.expire', 'flash.advance', 'giveaway.advance'] as const) {
      actor.submit({ type }, SYSTEM).catch((error: unknown) => {
        log.error({ showId: actor.state.id, type }, 'what is due in a show was not done', error);
      });
    }
  }
}
