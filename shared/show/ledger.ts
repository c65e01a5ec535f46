import * as v from 'valibot';
import { bucketsOf, getFrom } from '../buckets.ts';
import { inChunks } from '../chunks.ts';
import { HoldId, ItemId, type BuyerId } from '../ids.ts';
import { Draw, type DrawEntry } from './draw-entries.ts';
import { GiveawayDraw } from './giveaway-entries.ts';
import { Hold, HoldRejection, openLife, Quantity } from './hold.ts';

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

/** The holds of one product whose units are set aside, in the order in which they were granted, and who waits, the first first; in chunks. */
const Line = v.object({ openIds: v.array(v.array(HoldId)), waitingIds: v.array(v.array(HoldId)) });
export type Line = v.InferOutput<typeof Line>;

/** Who holds, waits for and has bought what in a show. Only the server knows it whole: it names buyers. */
export const Ledger = v.object({
  holds: bucketsOf(Hold),
  /** By buyer and intent. */
  verdicts: bucketsOf(Verdict),
  /** By buyer: their holds of any kind, in order. */
  ofBuyers: bucketsOf(v.array(HoldId)),
  lines: v.record(ItemId, Line),
  /** Of the flash sale that is not drawn yet. */
  draw: v.optional(v.nullable(Draw), null),
  /** Of the giveaway that runs. */
  giveaway: v.optional(v.nullable(GiveawayDraw), null),
});
export type Ledger = v.InferOutput<typeof Ledger>;

const EMPTY_LINE: Line = { openIds: [], waitingIds: [] };

export const holdOf = (ledger: Ledger, holdId: HoldId): Hold | null => getFrom<Hold>(ledger.holds, holdId);

export const verdictKey = (buyerId: BuyerId, intent: string): string => `${buyerId} ${intent}`;

/** What this wish of this buyer led to; null for one that is new. */
export const verdictOf = (ledger: Ledger, buyerId: BuyerId, intent: string): Verdict | null =>
  getFrom<Verdict>(ledger.verdicts, verdictKey(buyerId, intent));

/** Oldest first. */
export const holdsOfBuyer = (ledger: Ledger, buyerId: BuyerId): readonly Hold[] =>
  (getFrom<HoldId[]>(ledger.ofBuyers, buyerId) ?? []).flatMap((holdId) => holdOf(ledger, holdId) ?? []);

/** What this buyer has in the draw that is gathered now; null for nothing. */
export const entryOf = ({ draw }: Ledger, buyerId: BuyerId): DrawEntry | null =>
  draw && getFrom<DrawEntry>(draw.entries, buyerId);

export const lineOf = ({ lines }: Ledger, itemId: ItemId): Line =>
  Object.hasOwn(lines, itemId) ? (lines[itemId] ?? EMPTY_LINE) : EMPTY_LINE;

/** When the next hold runs out, in epoch milliseconds; null when nothing is held. */
export const nextDeadlineMs = (ledger: Ledger): number | null => {
  let nextMs = Infinity;
  for (const line of Object.values(ledger.lines)) {
    for (const holdId of inChunks(line.openIds)) {
      const hold = holdOf(ledger, holdId);
      nextMs = Math.min(nextMs, (hold && openLife(hold)?.untilMs) ?? Infinity);
    }
  }
  return nextMs === Infinity ? null : nextMs;
};
