import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { RefundWay } from '../../shared/protocol/orders.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { SYSTEM, type Actor, type BuyingActor } from '../../shared/show/actor.ts';
import { isPaidAtShop, openLife, surplusOf, type Hold } from '../../shared/show/hold.ts';
import { itemOf } from '../../shared/show/item-of.ts';
import { holdOf } from '../../shared/show/ledger.ts';
import type { ChannelId, HoldId, ItemId } from '../../shared/ids.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Records } from '../store/port.ts';
import type { Checkouts } from './choices.ts';
import { CheckoutCloser } from './closer.ts';
import type { RefundAnswer } from './port.ts';

type Options = {
  readonly shows: Pick<ShowRegistry, 'listen'>;
  readonly checkouts: Checkouts;
  readonly records: Pick<Records, 'accountOfChannel'>;
  /** Ends with the server. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

type RefundAsk = { readonly holdId: HoldId; readonly paymentId: string; readonly way: RefundWay };

/** Between shows and those who take the money for them. Methods throw AppError `checkout.unavailable`. */
export class HandOff implements Closable {
  readonly #options: Options;
  readonly #closer: CheckoutCloser;
  readonly #owners = new Map<ChannelId, string>();

  constructor(options: Options) {
    this.#options = options;
    this.#closer = new CheckoutCloser(options);
  }

  /** Closes the checkouts of holds that ended while the server was away. */
  resume(actors: Iterable<ShowActor>): void {
    for (const actor of actors) this.#closer.catchUp(actor.state);
  }

  /** Whether there is a way to pay for the product: what has none is not reserved. `checkout.not-set-up`. */
  canBePaid(actor: ShowActor, itemId: ItemId): Result<null> {
    const item = itemOf(actor.state, itemId);
    if (!item) return ok(null);
    const checkout = this.#options.checkouts.for({ owner: this.#ownerOf(actor), link: item.link, payKind: null });
    return checkout.ok ? ok(null) : checkout;
  }

  /** Sends a buyer to pay, and gives the address. `hold.not-found`, `hold.not-open`, `checkout.not-set-up`. */
  async open(actor: ShowActor, holdId: HoldId, buyer: BuyingActor): Promise<Result<{ readonly url: string }>> {
    const asked = find(actor, holdId);
    if (asked?.buyerId !== buyer.buyerId) return refuse('hold.not-found', 'holdId');
    const link = itemOf(actor.state, asked.itemId)?.link ?? null;
    const { checkouts, signal } = this.#options;
    const checkout = checkouts.for({ owner: this.#ownerOf(actor), link, payKind: asked.payKind });
    if (!checkout.ok) return checkout;
    const { kind } = checkout.value;
    const started = await actor.submit({ type: 'hold.startCheckout', holdId, payKind: kind }, buyer);
    if (!started.ok) return started;
    const hold = find(actor, holdId);
    if (!hold) return refuse('hold.not-found', 'holdId');
    const { id: showId, address } = actor.state;
    const { url, sessionName } = await checkout.value.open({ showId, address, hold, link }, signal);
    if (sessionName !== null) {
      const named = await actor.submit({ type: 'hold.nameCheckout', holdId, sessionName }, SYSTEM);
      if (!named.ok) return named;
      // It ended while the provider was asked: what was opened is being closed.
      const later = find(actor, holdId);
      if (!later || !openLife(later)) return refuse('hold.not-open', 'holdId');
    }
    return ok({ url });
  }

  /** Gives a payment back, or says that it was. `order.unknown`, `order.not-at-provider`. */
  async refund(
    actor: ShowActor,
    { holdId, paymentId, way }: RefundAsk,
    staff: Actor,
  ): Promise<Result<{ readonly refund: 'done' | 'asked' }>> {
    const hold = find(actor, holdId);
    if (!hold || !isPaidBy(hold, paymentId)) return refuse('order.unknown', 'paymentId');
    const answer = way === 'mark' || isGivenBack(hold, paymentId) ? 'done' : await this.#ask(actor, hold, paymentId);
    if (answer === 'elsewhere') return refuse('order.not-at-provider', 'paymentId');
    if (answer === 'asked') return ok({ refund: 'asked' });
    const outcome = await actor.submit({ type: 'order.refund', holdId, paymentId }, staff);
    return outcome.ok ? ok({ refund: 'done' }) : outcome;
  }

  close(): void {
    this.#closer.close();
  }

  /** Neither who owns a channel nor what they sign in as ever changes, and every wish of a flash sale asks. */
  #ownerOf({ state: { channelId } }: ShowActor): string {
    const known = this.#owners.get(channelId);
    if (known !== undefined) return known;
    const owner = this.#options.records.accountOfChannel(channelId)?.handle ?? '';
    this.#owners.set(channelId, owner);
    return owner;
  }

  #ask(actor: ShowActor, hold: Hold, paymentId: string): Promise<RefundAnswer> {
    const { checkouts, signal } = this.#options;
    const { payKind } = hold;
    const checkout = payKind === null ? null : checkouts.ofKind(payKind, this.#ownerOf(actor));
    if (!checkout || isPaidAtShop(payKind)) return Promise.resolve('elsewhere');
    return checkout.refund({ showId: actor.state.id, hold, paymentId }, signal);
  }
}

const find = ({ state: { ledger } }: ShowActor, holdId: HoldId): Hold | null => ledger && holdOf(ledger, holdId);

const isPaidBy = (hold: Hold, paymentId: string): boolean =>
  ('paymentId' in hold.life && hold.life.paymentId === paymentId) || surplusOf(hold, paymentId) !== null;

const isGivenBack = (hold: Hold, paymentId: string): boolean =>
  (surplusOf(hold, paymentId)?.state ?? hold.life.state) === 'refunded';
