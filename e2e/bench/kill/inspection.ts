import type { DrawReceipt } from '../../../shared/show/draw-receipt.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';
import { Books } from './books.ts';
import type { Buyer } from './buyer.ts';
import type { StockingHost } from './host.ts';
import { lostOf, wrongReceipts } from './lost.ts';

/** Holds what people were told against what a killed server left on the disk. */
export class Inspection {
  /** What was acknowledged, and is not so in the log. */
  readonly lost: string[] = [];
  /** What happened twice or cannot be, stock that is not exact, and draws that come out otherwise when they are drawn again. */
  readonly wrong: string[] = [];
  /** Wishes that a kill cut off before their answer, and how many of these were stored all the same. */
  readonly cutOff = { wishes: 0, stored: 0 };
  /** For each kill while wishes were gathered for a draw: how many. */
  readonly gathered: number[] = [];
  readonly receipts: DrawReceipt[] = [];
  readonly books = new Books();
  readonly #buyers: readonly Buyer[];
  readonly #host: StockingHost;

  constructor(buyers: readonly Buyer[], host: StockingHost) {
    this.#buyers = buyers;
    this.#host = host;
  }

  get isClean(): boolean {
    return this.lost.length + this.wrong.length === 0;
  }

  /** After a kill, the log since the one before. */
  add(tail: readonly LoggedEvent[]): void {
    const { books } = this;
    for (const { stated } of this.#buyers) books.expectStated(stated.splice(0));
    books.add(tail);
    for (const { id, wishes } of this.#buyers) {
      const unanswered = wishes.filter(({ verdict }) => verdict === null);
      const stored = unanswered.filter(({ params }) => books.till.verdictOf(id, params.intent) !== null);
      this.cutOff.wishes += unanswered.length;
      this.cutOff.stored += stored.length;
    }
    if (books.flash.gathered) this.gathered.push(books.flash.gathered);
    const receipts = this.#host.draws.receipts.splice(0);
    this.receipts.push(...receipts);
    this.lost.push(...lostOf(books, this.#buyers, this.#host));
    this.wrong.push(...books.problems.splice(0), ...wrongReceipts(books, receipts));
    for (const { problems } of this.#buyers) this.wrong.push(...problems.splice(0));
  }

  /** All of the log once more, from its first event on: nothing that was read before may have changed. */
  finish(log: readonly LoggedEvent[]): void {
    const whole = new Books();
    whole.add(log);
    this.lost.push(...lostOf(whole, this.#buyers, this.#host));
    this.wrong.push(...whole.problems, ...wrongReceipts(whole, this.receipts));
  }
}
