import type { BuyerId, DrawId, FlashId, ItemId } from '../../../shared/ids.ts';
import type { LoggedEvent, ShowEvent } from '../../../shared/show/event.ts';
import type { KeptReceipt } from './draw-again.ts';
import { FlashBooks } from './flash-books.ts';
import { GiveawayBooks } from './giveaway-books.ts';
import type { Stated } from './stated.ts';
import { TillBooks } from './till-books.ts';

/** An event as everybody is told it, to be found again. */
export const lineOf = ({ seq, event }: Pick<LoggedEvent, 'seq' | 'event'>): string => `${seq} ${JSON.stringify(event)}`;

/** Whether everybody is told of it, and it is of a draw. */
export const isOfDraw = ({ type }: ShowEvent): boolean => type.startsWith('flash.') || type.startsWith('giveaway.');

/**
 * A second bookkeeper, who knows the events and nothing of the product's own way to add them up: reads a show's log as it was
 * found on the disk, and notes every event that cannot be, everything that happened twice, stock that is not exact, and every
 * draw that comes out otherwise when it is drawn again.
 */
export class Books {
  readonly problems: string[] = [];
  readonly till: TillBooks;
  readonly flash: FlashBooks;
  readonly giveaways: GiveawayBooks;
  readonly #told = new Set<string>();
  #stated: readonly Stated[] = [];
  #seq = 0;

  constructor() {
    const note = (problem: string): void => this.#note(problem);
    const till = new TillBooks({ note });
    this.till = till;
    this.flash = new FlashBooks({
      available: (itemId: ItemId) => till.available(itemId),
      unitsAt: (flashId: FlashId, buyerId: BuyerId) => till.unitsAt(flashId, buyerId),
      note,
    });
    this.giveaways = new GiveawayBooks({ setAside: (itemId, units) => till.setAside(itemId, units), note });
  }

  get seq(): number {
    return this.#seq;
  }

  /** Whether an event of a draw that everybody was told of is in the log, as it was told. */
  has(line: string): boolean {
    return this.#told.has(line);
  }

  /** Null for what was not drawn. */
  receiptOf(drawId: DrawId): KeptReceipt | null {
    return this.flash.receiptOf(drawId) ?? this.giveaways.receiptOf(drawId);
  }

  /** How far a sale or a giveaway is; null for one that never was. */
  phaseOf(drawId: DrawId): string | null {
    return this.flash.phaseOf(drawId) ?? this.giveaways.phaseOf(drawId);
  }

  /** Checked when the books are at the same event. */
  expectStated(stated: readonly Stated[]): void {
    this.#stated = [...this.#stated, ...stated];
    this.#compareStated();
  }

  /** The next part of the log, as far as it was stored. */
  add(tail: readonly LoggedEvent[]): void {
    for (const logged of tail) {
      const { seq, atMs, event } = logged;
      if (seq !== this.#seq + 1) this.#note(`event ${seq} follows event ${this.#seq}`);
      this.#seq = seq;
      if (isOfDraw(event)) this.#told.add(lineOf(logged));
      this.#take(event, atMs);
      this.till.expectExact();
      this.#compareStated();
    }
    this.flash.expectWhole();
    this.giveaways.expectWhole();
  }

  #take(event: ShowEvent, atMs: number): void {
    switch (event.type) {
      case 'draw.sealed':
      case 'draw.entered':
      case 'draw.closed':
      case 'flash.announced':
      case 'flash.opened':
      case 'flash.drawn':
      case 'flash.ended':
        return this.flash.take(event, atMs);
      case 'draw.opened':
      case 'draw.joined':
      case 'draw.left':
      case 'draw.over':
      case 'giveaway.started':
      case 'giveaway.counted':
      case 'giveaway.drawn':
      case 'giveaway.cancelled':
      case 'chat.posted':
        return this.giveaways.take(event, atMs);
      case 'hold.won':
        this.giveaways.give(event);
        return this.till.take(event);
      case 'hold.rejected':
        if (event.reason === 'waiting-already') this.#expectWaiting(event);
        this.flash.decide(event);
        return this.till.take(event);
      case 'hold.granted':
      case 'hold.waitlisted':
        this.flash.decide(event);
        return this.till.take(event);
      case 'shelf.added':
      case 'shelf.changed':
      case 'hold.offered':
      case 'hold.extended':
      case 'hold.checkoutStarted':
      case 'hold.checkoutNamed':
      case 'hold.cancelled':
      case 'hold.expired':
      case 'hold.listClosed':
      case 'order.paid':
      case 'order.refundDue':
      case 'order.surplusPaid':
      case 'order.refunded':
      case 'order.surplusRefunded':
        return this.till.take(event);
      default:
        // An event of the till or of a draw that these books do not know does not compile.
        event satisfies Exclude<ShowEvent, OfTillAndDraws>;
    }
  }

  #expectWaiting({ buyerId, itemId }: { readonly buyerId: BuyerId; readonly itemId: ItemId }): void {
    const isWaiting = this.till.isWaiting(buyerId, itemId) || this.flash.isIn(itemId, buyerId);
    if (!isWaiting) this.#note(`${buyerId} is said to wait already, and does not`);
  }

  #compareStated(): void {
    const due = this.#stated.filter(({ seq }) => seq <= this.#seq);
    if (due.length === 0) return;
    this.#stated = this.#stated.filter(({ seq }) => seq > this.#seq);
    for (const stated of due) {
      if (stated.seq !== this.#seq) this.#note(`the server spoke of event ${stated.seq} when ${this.#seq} were stored`);
      else this.#compare(stated);
    }
  }

  #compare({ seq, items, flash, giveaway }: Stated): void {
    for (const { id, held, sold, given } of items) {
      const item = this.till.itemOf(id);
      if (item?.held !== held || item.sold !== sold || item.given !== given) {
        const kept = `${item?.held}, ${item?.sold}, ${item?.given}`;
        this.#note(`${id} at ${seq}: the server says ${held} held, ${sold} sold, ${given} given; its log ${kept}`);
      }
    }
    for (const [said, kept] of [
      [flash, this.flash.stated],
      [giveaway, this.giveaways.stated],
    ]) {
      if (said !== kept) this.#note(`at ${seq} the server says ${said}; its log ${kept}`);
    }
  }

  #note(problem: string): void {
    this.problems.push(problem);
  }
}

type OfTillAndDraws = Extract<ShowEvent, { type: `${'hold' | 'order' | 'draw' | 'flash' | 'giveaway'}.${string}` }>;
