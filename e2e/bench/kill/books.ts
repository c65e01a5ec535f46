import type { BuyerId, HoldId, ItemId } from '../../../shared/ids.ts';
import type { LoggedEvent, ShowEvent } from '../../../shared/show/event.ts';

type KeptLife = 'waiting' | 'open' | 'paid' | 'over' | 'refund-due';
type KeptHold = { readonly itemId: ItemId; readonly quantity: number; life: KeptLife };
type KeptItem = { stock: number | null; held: number; sold: number };

/** What a wish led to, as the log has it: the hold, or the reason for none. */
export type KeptVerdict = { readonly holdId: HoldId } | { readonly reason: string };

/** What the server said of a product when the log was at `seq`. */
export type Stated = {
  readonly seq: number;
  readonly itemId: ItemId;
  readonly held: number;
  readonly sold: number;
};

/**
 * A second bookkeeper, who knows the events and nothing of the product's own way to add them up: reads a show's log as it was
 * found on the disk, and notes every event that cannot be, everything that happened twice, and stock that is not exact.
 */
export class Books {
  readonly problems: string[] = [];
  readonly #items = new Map<ItemId, KeptItem>();
  readonly #holds = new Map<HoldId, KeptHold>();
  readonly #verdicts = new Map<string, KeptVerdict>();
  #stated: readonly Stated[] = [];
  #seq = 0;

  get seq(): number {
    return this.#seq;
  }

  /** Holds by what has become of them. */
  get counts(): Readonly<Record<KeptLife, number>> {
    const counts = { waiting: 0, open: 0, paid: 0, over: 0, 'refund-due': 0 };
    for (const { life } of this.#holds.values()) counts[life] += 1;
    return counts;
  }

  lifeOf(holdId: HoldId): KeptLife | null {
    return this.#holds.get(holdId)?.life ?? null;
  }

  verdictOf(buyerId: BuyerId, intent: string): KeptVerdict | null {
    return this.#verdicts.get(keyOf(buyerId, intent)) ?? null;
  }

  stockOf(itemId: ItemId): number | null {
    return this.#items.get(itemId)?.stock ?? null;
  }

  /** Checked when the books are at the same event. */
  expectStated(stated: readonly Stated[]): void {
    this.#stated = [...this.#stated, ...stated];
    this.#compareStated();
  }

  /** The next part of the log. */
  add(tail: readonly LoggedEvent[]): void {
    for (const { seq, event } of tail) {
      if (seq !== this.#seq + 1) this.#note(`event ${seq} follows event ${this.#seq}`);
      this.#seq = seq;
      this.#take(event);
      for (const [itemId, { stock, held, sold }] of this.#items) {
        const isExact = held >= 0 && sold >= 0 && (stock === null || held + sold <= stock);
        if (!isExact) this.#note(`${itemId}: ${held} held and ${sold} sold of ${stock}`);
      }
      this.#compareStated();
    }
  }

  #take(event: ShowEvent): void {
    switch (event.type) {
      case 'shelf.added':
        this.#items.set(event.itemId, { stock: event.facts.stock, held: 0, sold: 0 });
        return;
      case 'shelf.changed': {
        const item = this.#items.get(event.itemId);
        if (item) item.stock = event.facts.stock;
        else this.#note(`${event.itemId} is changed and was never added`);
        return;
      }
      case 'hold.granted':
      case 'hold.waitlisted': {
        const { holdId, itemId, quantity } = event;
        if (this.#holds.has(holdId)) this.#note(`${holdId} is there twice`);
        this.#decide(event, { holdId });
        this.#holds.set(holdId, { itemId, quantity, life: 'waiting' });
        if (event.type === 'hold.granted') this.#turn(holdId, ['waiting'], 'open');
        return;
      }
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
      case 'hold.won':
        return this.#note(`${event.holdId} was won, and nobody gave anything away`);
      case 'order.paid':
        return this.#turn(event.holdId, event.timing === 'late' ? ['over'] : ['open'], 'paid');
      case 'order.refundDue':
        return this.#turn(event.holdId, ['waiting', 'over'], 'refund-due');
      case 'order.surplusPaid':
        return this.#note(`${event.holdId} was paid twice`);
      case 'order.refunded':
      case 'order.surplusRefunded':
        return this.#note(`${event.holdId} was paid back, which nobody asked for`);
      default:
        // An event of the till that these books do not know does not compile.
        event satisfies Exclude<ShowEvent, TillEvent>;
    }
  }

  #decide({ buyerId, intent }: { readonly buyerId: BuyerId; readonly intent: string }, verdict: KeptVerdict): void {
    const key = keyOf(buyerId, intent);
    if (this.#verdicts.has(key)) this.#note(`${key} has two verdicts`);
    this.#verdicts.set(key, verdict);
  }

  #turn(holdId: HoldId, from: readonly KeptLife[], life: KeptLife): void {
    const hold = this.#holds.get(holdId);
    const item = hold && this.#items.get(hold.itemId);
    if (!hold || !item) return this.#note(`${holdId} becomes ${life} and was never there`);
    if (!from.includes(hold.life)) this.#note(`${holdId} becomes ${life} and was ${hold.life}`);
    item.held += unitsOf(life, 'open', hold) - unitsOf(hold.life, 'open', hold);
    item.sold += unitsOf(life, 'paid', hold) - unitsOf(hold.life, 'paid', hold);
    hold.life = life;
  }

  #compareStated(): void {
    const due = this.#stated.filter(({ seq }) => seq <= this.#seq);
    if (due.length === 0) return;
    this.#stated = this.#stated.filter(({ seq }) => seq > this.#seq);
    for (const { seq, itemId, held, sold } of due) {
      const item = this.#items.get(itemId);
      if (seq !== this.#seq) this.#note(`the server spoke of event ${seq} when ${this.#seq} were stored`);
      else if (item?.held !== held || item.sold !== sold) {
        this.#note(
          `${itemId} at ${seq}: the server says ${held} held, ${sold} sold; its log ${item?.held}, ${item?.sold}`,
        );
      }
    }
  }

  #note(problem: string): void {
    this.problems.push(problem);
  }
}

const keyOf = (buyerId: BuyerId, intent: string): string => `${buyerId} ${intent}`;

const unitsOf = (life: KeptLife, counted: KeptLife, { quantity }: KeptHold): number =>
  life === counted ? quantity : 0;

type TillEvent = Extract<ShowEvent, { type: `hold.${string}` | `order.${string}` }>;
