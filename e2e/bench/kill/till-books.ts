import type { BuyerId, FlashId, HoldId, ItemId } from '../../../shared/ids.ts';
import { assertNever } from '../../../shared/invariant.ts';
import type { EventOf } from './event-of.ts';
import type { Availability } from './flash-books.ts';

export type TillEvent = EventOf<'shelf.added' | 'shelf.changed' | `hold.${string}` | `order.${string}`>;

type KeptLife = 'waiting' | 'open' | 'paid' | 'over' | 'refund-due' | 'won';
type KeptHold = {
  readonly buyerId: BuyerId;
  readonly itemId: ItemId;
  readonly quantity: number;
  readonly flashId: FlashId | null;
  life: KeptLife;
};
type KeptItem = { stock: number | null; held: number; sold: number; given: number };
type Wish = { readonly buyerId: BuyerId; readonly intent: string };

/** What a wish led to, as the log has it: the hold, or the reason for none. */
export type KeptVerdict = { readonly holdId: HoldId } | { readonly reason: string };

type Notes = { readonly note: (problem: string) => void };

/** The stock, the holds and the orders of a show, by the events alone. */
export class TillBooks {
  readonly #notes: Notes;
  readonly #items = new Map<ItemId, KeptItem>();
  readonly #holds = new Map<HoldId, KeptHold>();
  readonly #verdicts = new Map<string, KeptVerdict>();

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /** Holds by what has become of them. */
  get counts(): Readonly<Record<KeptLife, number>> {
    const counts = { waiting: 0, open: 0, paid: 0, over: 0, 'refund-due': 0, won: 0 };
    for (const { life } of this.#holds.values()) counts[life] += 1;
    return counts;
  }

  lifeOf(holdId: HoldId): KeptLife | null {
    return this.#holds.get(holdId)?.life ?? null;
  }

  verdictOf(buyerId: BuyerId, intent: string): KeptVerdict | null {
    return this.#verdicts.get(keyOf({ buyerId, intent })) ?? null;
  }

  /** Null for a product that was never there. */
  itemOf(itemId: ItemId): Readonly<KeptItem> | null {
    return this.#items.get(itemId) ?? null;
  }

  available(itemId: ItemId): Availability {
    const { stock, held, sold, given } = this.#items.get(itemId) ?? { stock: 0, held: 0, sold: 0, given: 0 };
    const canComeBack = (stock ?? Infinity) - sold - given;
    const isAwaited = this.#any(
      (hold) => hold.itemId === itemId && isIn(hold, 'waiting') && hold.quantity <= canComeBack,
    );
    return { left: canComeBack - held, canComeBack, isAwaited };
  }

  /** Units that a buyer has or waits for at the price of a sale. */
  unitsAt(flashId: FlashId, buyerId: BuyerId): number {
    const theirs = [...this.#holds.values()].filter((hold) => hold.flashId === flashId && hold.buyerId === buyerId);
    return theirs.reduce((sum, hold) => sum + (isIn(hold, 'waiting', 'open', 'paid') ? hold.quantity : 0), 0);
  }

  isWaiting(buyerId: BuyerId, itemId: ItemId): boolean {
    return this.#any((hold) => hold.buyerId === buyerId && hold.itemId === itemId && isIn(hold, 'waiting'));
  }

  /** For a giveaway, or free again: that counts as held. */
  setAside(itemId: ItemId, units: number): void {
    const item = this.#items.get(itemId);
    if (item) item.held += units;
    else this.#notes.note(`${itemId} is given away and was never added`);
  }

  /** After each event. */
  expectExact(): void {
    for (const [itemId, { stock, held, sold, given }] of this.#items) {
      const isExact = Math.min(held, sold, given) >= 0 && (stock === null || held + sold + given <= stock);
      if (!isExact) this.#notes.note(`${itemId}: ${held} held, ${sold} sold and ${given} given of ${stock}`);
    }
  }

  take(event: TillEvent): void {
    switch (event.type) {
      case 'shelf.added':
        this.#items.set(event.itemId, { stock: event.facts.stock, held: 0, sold: 0, given: 0 });
        return;
      case 'shelf.changed': {
        const item = this.#items.get(event.itemId);
        if (item) item.stock = event.facts.stock;
        else this.#notes.note(`${event.itemId} is changed and was never added`);
        return;
      }
      case 'hold.granted':
        return this.#begin(event, 'open');
      case 'hold.waitlisted':
        return this.#begin(event, 'waiting');
      case 'hold.won':
        return this.#begin(event, 'won');
      case 'hold.rejected':
        return this.#decide(event, { reason: event.reason });
      case 'hold.offered':
        return this.#turn(event.holdId, ['waiting'], 'open');
      case 'hold.extended':
      case 'hold.checkoutStarted':
        return this.#turn(event.holdId, ['open'], 'open');
      case 'hold.checkoutNamed':
        return;
      case 'hold.cancelled':
        return this.#turn(event.holdId, ['waiting', 'open'], 'over');
      case 'hold.expired':
        return this.#turn(event.holdId, ['open'], 'over');
      case 'hold.listClosed':
        for (const [holdId, { life }] of this.#holds) if (life === 'waiting') this.#turn(holdId, ['waiting'], 'over');
        return;
      case 'order.paid':
        return this.#turn(event.holdId, event.timing === 'late' ? ['over'] : ['open'], 'paid');
      case 'order.refundDue':
        return this.#turn(event.holdId, ['waiting', 'over'], 'refund-due');
      case 'order.surplusPaid':
        return this.#notes.note(`${event.holdId} was paid twice`);
      case 'order.refunded':
      case 'order.surplusRefunded':
        return this.#notes.note(`${event.holdId} was paid back, which nobody asked for`);
      default:
        return assertNever(event);
    }
  }

  #begin(event: EventOf<'hold.granted' | 'hold.waitlisted' | 'hold.won'>, life: 'open' | 'waiting' | 'won'): void {
    const { holdId, buyerId, itemId, quantity, flashId } = event;
    if (this.#holds.has(holdId)) this.#notes.note(`${holdId} is there twice`);
    this.#decide(event, { holdId });
    this.#holds.set(holdId, { buyerId, itemId, quantity, flashId, life: 'waiting' });
    this.#turn(holdId, ['waiting'], life);
  }

  #decide(wish: Wish, verdict: KeptVerdict): void {
    const key = keyOf(wish);
    if (this.#verdicts.has(key)) this.#notes.note(`${key} has two verdicts`);
    this.#verdicts.set(key, verdict);
  }

  #turn(holdId: HoldId, from: readonly KeptLife[], life: KeptLife): void {
    const hold = this.#holds.get(holdId);
    const item = hold && this.#items.get(hold.itemId);
    if (!hold || !item) return this.#notes.note(`${holdId} becomes ${life} and was never there`);
    if (!from.includes(hold.life)) this.#notes.note(`${holdId} becomes ${life} and was ${hold.life}`);
    item.held += unitsOf(life, 'open', hold) - unitsOf(hold.life, 'open', hold);
    item.sold += unitsOf(life, 'paid', hold) - unitsOf(hold.life, 'paid', hold);
    item.given += unitsOf(life, 'won', hold) - unitsOf(hold.life, 'won', hold);
    hold.life = life;
  }

  #any(isIt: (hold: KeptHold) => boolean): boolean {
    return [...this.#holds.values()].some(isIt);
  }
}

const keyOf = ({ buyerId, intent }: Wish): string => `${buyerId} ${intent}`;

const isIn = ({ life }: KeptHold, ...lives: readonly KeptLife[]): boolean => lives.includes(life);

const unitsOf = (life: KeptLife, counted: KeptLife, { quantity }: KeptHold): number =>
  life === counted ? quantity : 0;
