import * as v from 'valibot';
import { getFrom } from '../buckets.ts';
import { HoldId, ItemId, type BuyerId } from '../ids.ts';
import { Hold, HoldRejection, openLife, Quantity } from './hold.ts';
import type { ShelfItem } from './item.ts';

/** What a wish led to, for ever: a hold, or the reason for none. */
const Verdict = v.object({
  itemId: ItemId,
  quantity: Quantity,
  answer: v.variant('kind', [
    v.object({ kind: v.literal('hold'), holdId: HoldId }),
    v.object({ kind: v.literal('rejected'), reason: HoldRejection }),
  ]),
});
export type Verdict = v.InferOutput<typeof Verdict>;

/** The holds of one product whose units are set aside, in the order in which they were granted, and who waits, the first first. */
const Line = v.object({ openIds: v.array(HoldId), waitingIds: v.array(HoldId) });
export type Line = v.InferOutput<typeof Line>;

const buckets = <Value extends v.GenericSchema>(value: Value) => v.array(v.record(v.string(), value));

/** Who holds, waits for and has bought what in a show. Only the server knows it whole: it names buyers. */
export const Book = v.object({
  holds: buckets(Hold),
  /** By buyer and intent. */
  verdicts: buckets(Verdict),
  /** By buyer: their holds of any kind, in order. */
  ofBuyers: buckets(v.array(HoldId)),
  lines: v.record(ItemId, Line),
});
export type Book = v.InferOutput<typeof Book>;

export const EMPTY_BOOK: Book = {
  holds: [],
  verdicts: [],
  ofBuyers: [],
  lines: {},
};

const EMPTY_LINE: Line = { openIds: [], waitingIds: [] };

export const holdOf = (book: Book, holdId: HoldId): Hold | null => getFrom<Hold>(book.holds, holdId);

export const verdictKey = (buyerId: BuyerId, intent: string): string => `${buyerId} ${intent}`;

/** What this wish of this buyer led to; null for one that is new. */
export const verdictOf = (book: Book, buyerId: BuyerId, intent: string): Verdict | null =>
  getFrom<Verdict>(book.verdicts, verdictKey(buyerId, intent));

/** Oldest first. */
export const holdsOfBuyer = (book: Book, buyerId: BuyerId): readonly Hold[] =>
  (getFrom<HoldId[]>(book.ofBuyers, buyerId) ?? []).flatMap((holdId) => holdOf(book, holdId) ?? []);

export const lineOf = ({ lines }: Book, itemId: ItemId): Line =>
  Object.hasOwn(lines, itemId) ? (lines[itemId] ?? EMPTY_LINE) : EMPTY_LINE;

/** Units that can be promised now; Infinity when the host does not count. */
export const unitsLeft = ({ stock, held, sold }: Pick<ShelfItem, 'stock' | 'held' | 'sold'>): number =>
  stock === null ? Infinity : stock - held - sold;

/** When the next hold runs out, in epoch milliseconds; null when nothing is held. */
export const nextDeadlineMs = (book: Book): number | null => {
  let nextMs = Infinity;
  for (const line of Object.values(book.lines)) {
    for (const holdId of line.openIds) {
      const hold = holdOf(book, holdId);
      nextMs = Math.min(nextMs, (hold && openLife(hold)?.untilMs) ?? Infinity);
    }
  }
  return nextMs === Infinity ? null : nextMs;
};
