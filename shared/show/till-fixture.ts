import * as v from 'valibot';
import { assert } from '../invariant.ts';
import { BuyerId, type HoldId, type ItemId } from '../ids.ts';
import type { Random } from '../random.ts';
import type { Result } from '../result.ts';
import { SYSTEM, type BuyingActor } from './actor.ts';
import { holdOf, holdsOfBuyer, verdictOf, type Ledger } from './ledger.ts';
import type { ShowEvent } from './event.ts';
import { totalOf, type Hold, type Money, type PayKind } from './hold.ts';
import type { ItemFacts } from './item.ts';
import { itemOf } from './item-of.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';

export const buyer = (name: string): BuyingActor => ({ role: 'viewer', buyerId: v.parse(BuyerId, name) });

/** A live show with one product, and people who buy it. */
export class ScriptedTill {
  readonly show: ScriptedShow;
  readonly itemId: ItemId;
  #intents = 0;

  constructor(facts: Partial<ItemFacts> = {}, random?: Random) {
    this.show = ScriptedShow.in('live', random);
    this.itemId = this.show.addItem(facts);
  }

  get ledger(): Ledger {
    assert(this.show.state.ledger, 'the whole show is known here');
    return this.show.state.ledger;
  }

  /** Units of the product: held, sold. */
  get counts(): readonly [number, number] {
    const item = itemOf(this.show.state, this.itemId);
    assert(item, 'the product is on the shelf');
    return [item.held, item.sold];
  }

  request(
    name: string,
    { quantity = 1, intent = this.#nextIntent(), priceMinor = someFacts().priceMinor } = {},
  ): Result<readonly ShowEvent[]> {
    const seen = { priceMinor, currency: someFacts().currency };
    return this.show.ask({ type: 'hold.request', intent, itemId: this.itemId, quantity, seen }, buyer(name));
  }

  /** What a new wish leads to: the state of its hold, or the reason for none. */
  want(name: string, over: { readonly quantity?: number; readonly priceMinor?: number } = {}): string {
    const intent = this.#nextIntent();
    assert(this.request(name, { ...over, intent }).ok, 'a wish is always answered');
    const verdict = verdictOf(this.ledger, buyer(name).buyerId, intent);
    assert(verdict, 'the verdict is kept');
    return verdict.answer.kind === 'rejected' ? verdict.answer.reason : this.hold(verdict.answer.holdId).life.state;
  }

  hold(holdId: HoldId): Hold {
    const hold = holdOf(this.ledger, holdId);
    assert(hold, 'the hold is in the ledger');
    return hold;
  }

  /** The newest hold of this buyer. */
  newest(name: string): Hold {
    const hold = holdsOfBuyer(this.ledger, buyer(name).buyerId).at(-1);
    assert(hold, 'they have asked for something');
    return hold;
  }

  as(name: string, type: 'hold.extend' | 'hold.cancel' | 'hold.startCheckout'): Result<readonly ShowEvent[]> {
    const { holdId } = this.newest(name);
    return this.show.ask(
      type === 'hold.startCheckout' ? { type, holdId, payKind: 'demo' } : { type, holdId },
      buyer(name),
    );
  }

  /** Their newest hold is on its way to be paid, by this provider. */
  startCheckout(name: string, payKind: PayKind): void {
    this.show.must({ type: 'hold.startCheckout', holdId: this.newest(name).holdId, payKind }, buyer(name));
  }

  /** With what it costs, where nothing else is said. */
  pay(holdId: HoldId, paymentId = 'payment1', paid: Partial<Money> = {}): Result<readonly ShowEvent[]> {
    const money = { ...totalOf(this.hold(holdId)), ...paid };
    return this.show.ask({ type: 'order.pay', holdId, paymentId, paid: money }, SYSTEM);
  }

  /** Time passes, and what has run out is swept. */
  wait(ms: number): readonly ShowEvent[] {
    this.show.atMs += ms;
    return this.show.must({ type: 'hold.expire' }, SYSTEM);
  }

  #nextIntent(): string {
    this.#intents += 1;
    return `intent-${this.#intents}`;
  }
}
