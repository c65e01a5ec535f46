import type { ErrorCode } from '../../shared/errors.ts';
import type { HoldId } from '../../shared/ids.ts';
import type { OrderCard, RefundWay } from '../../shared/protocol/orders.ts';
import type { Result } from '../../shared/result.ts';
import type { Sales } from '../../shared/show/sales.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { Attempts } from './attempts.ts';
import { ShowNumbers } from './show-numbers.svelte.ts';

type Options = { readonly call: Connection['call']; readonly attempts: Attempts; readonly clock: Clock };

/** What the show sells: counts as they come, and the list of orders while somebody looks at it. */
export class Orders {
  readonly numbers: ShowNumbers;
  readonly #options: Options;
  #sales = $state.raw<Sales | null>(null);
  /** Newest first; null before anybody has looked. */
  #list = $state.raw<readonly OrderCard[] | null>(null);
  /** Why the last thing that was done to an order failed; null when it did not. */
  #failure = $state.raw<ErrorCode | null>(null);
  #isLookedAt = false;
  /** Answers come in any order; only the newest question's counts. */
  #question = 0;

  constructor(options: Options) {
    this.#options = options;
    this.numbers = new ShowNumbers(options);
  }

  /** Null before anybody has asked for anything. */
  get sales(): Sales | null {
    return this.#sales;
  }

  get list(): readonly OrderCard[] | null {
    return this.#list;
  }

  get failure(): ErrorCode | null {
    return this.#failure;
  }

  /** What is reserved, or waited for, goes to who is next. */
  withdraw(holdId: HoldId): Promise<void> {
    return this.#do(() => this.#options.call('orders.withdraw', { holdId }));
  }

  /** It was sold in a shop that does not tell us. */
  settle(holdId: HoldId): Promise<void> {
    return this.#do(() => this.#options.call('orders.settle', { holdId }));
  }

  /** A payment goes back, or did. */
  refund(holdId: HoldId, paymentId: string, way: RefundWay): Promise<void> {
    return this.#do(() => this.#options.call('orders.refund', { holdId, paymentId, way }));
  }

  /** The list is on the screen until the function that this gives is called: it follows the sales meanwhile. */
  lookAt(): () => void {
    this.#isLookedAt = true;
    this.#failure = null;
    void this.#load();
    return () => (this.#isLookedAt = false);
  }

  handleTick(...[type, data]: TickArguments): void {
    if (type !== 'sales.counted') return;
    this.#sales = data;
    if (this.#isLookedAt) void this.#load();
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.#failure = null;
    const done: Result<unknown> = await this.#options.attempts.ask(work);
    if (!done.ok) this.#failure = done.error.code;
    await this.#load();
  }

  async #load(): Promise<void> {
    const { call, attempts } = this.#options;
    this.#question += 1;
    const question = this.#question;
    const listed = await attempts.attempt(() => call('orders.list', {}));
    if (listed.ok && question === this.#question) this.#list = listed.value.orders;
  }
}
