import * as v from 'valibot';
import { Count } from '../show/count.ts';
import { ItemId } from '../ids.ts';
import { HoldCard, HoldRejection, type Hold } from '../show/hold.ts';

export const holdCard = (hold: Hold): HoldCard => {
  const { holdId, itemId, quantity, name, priceMinor, currency, requestedAtMs, flashId, seller, life } = hold;
  const moneyBack = moneyBackOf(hold);
  return { holdId, itemId, quantity, name, priceMinor, currency, requestedAtMs, flashId, seller, life, moneyBack };
};

const moneyBackOf = ({ surplus }: Hold): HoldCard['moneyBack'] => {
  if (surplus.length === 0) return 'none';
  return surplus.some(({ state }) => state === 'due') ? 'due' : 'refunded';
};

/** What a wish led to: always said, and the same however often it is asked. */
export const HoldVerdict = v.variant('kind', [
  v.object({ kind: v.literal('hold'), hold: HoldCard }),
  v.object({ kind: v.literal('rejected'), reason: HoldRejection }),
]);
export type HoldVerdict = v.InferOutput<typeof HoldVerdict>;

/** How much of a product is set aside, sold and given away; `isAwaited`: whether somebody is in line for it who could have it. */
export const StockCount = v.object({
  itemId: ItemId,
  held: Count,
  sold: Count,
  given: Count,
  isAwaited: v.optional(v.boolean(), false),
});
export type StockCount = v.InferOutput<typeof StockCount>;

/** The newest holds that a page is told of; older ones are in the log. */
export const MAX_HOLDS_TOLD = 20;
