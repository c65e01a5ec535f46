import { valuesOf } from '../../shared/buckets.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { openLife, type Hold } from '../../shared/show/hold.ts';
import { holdOf, type Ledger } from '../../shared/show/ledger.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Checkouts } from './choices.ts';

type Options = {
  readonly shows: Pick<ShowRegistry, 'listen'>;
  readonly checkouts: Pick<Checkouts, 'sessionsOf'>;
  /** Ends with the server. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

/** No provider keeps a checkout open for longer. */
const LONGEST_SESSION_MS = 60 * 60_000;

/**
 * Tells providers that nobody may pay any more: for what ran out, was let go or taken back. Money that was on its way already
 * comes late, and is dealt with like any other that does.
 */
export class CheckoutCloser implements Closable {
  readonly #options: Options;
  readonly #listening: Closable;

  constructor(options: Options) {
    this.#options = options;
    this.#listening = options.shows.listen((events, state) => this.#hear(events, state));
  }

  /** What ended while the server was away. */
  catchUp({ ledger }: ShowState): void {
    if (ledger) for (const hold of this.#recent(ledger)) this.#closeIfOver(hold);
  }

  close(): void {
    this.#listening.close();
  }

  #recent(ledger: Ledger): readonly Hold[] {
    const fromMs = this.#options.clock() - LONGEST_SESSION_MS;
    return valuesOf(ledger.holds).filter(
      ({ sessionName, checkoutAtMs }) => sessionName !== null && (checkoutAtMs ?? 0) > fromMs,
    );
  }

  #hear(events: readonly LoggedEvent[], { ledger }: ShowState): void {
    for (const { event } of events) {
      const isEnd =
        event.type === 'hold.expired' || event.type === 'hold.cancelled' || event.type === 'hold.checkoutNamed';
      const hold = isEnd && ledger ? holdOf(ledger, event.holdId) : null;
      if (hold) this.#closeIfOver(hold);
    }
  }

  #closeIfOver(hold: Hold): void {
    const { sessionName, payKind, life } = hold;
    if (sessionName === null || payKind === null || openLife(hold)) return;
    if (life.state !== 'expired' && life.state !== 'cancelled') return;
    const { checkouts, signal, log } = this.#options;
    checkouts
      .sessionsOf(payKind)
      ?.expire(sessionName, signal)
      .catch((error: unknown) => {
        if (!signal.aborted) log.error({ holdId: hold.holdId, sessionName }, 'a checkout was not closed', error);
      });
  }
}
