import * as v from 'valibot';
import { Count } from '../show/count.ts';
import { ItemId } from '../ids.ts';
import { Hold, HoldRejection, refundsDueOf } from '../show/hold.ts';

/** A hold as its buyer's pages know it. */
export const HoldCard = v.omit(Hold, ['buyerId', 'intent', 'grantedAtMs', 'checkoutAtMs', 'surplus']);
export type HoldCard = v.InferOutput<typeof HoldCard>;

export const holdCard = (hold: Hold): HoldCard => {
  const { holdId, itemId, quantity, name, priceMinor, currency, requestedAtMs, flashId, life } = hold;
  return { holdId, itemId, quantity, name, priceMinor, currency, requestedAtMs, flashId, life };
};

/** Characters of a buyer's id that tell two buyers apart, and lead to nobody. */
const BUYER_MARK_LENGTH = 5;

/**
 * A hold as the people see it who have the show in hand: whose it is, as a mark that leads to nobody. `winner`: the name of who won
 * it; null for what nobody won.
 */
export const OrderCard = v.object({
  ...HoldCard.entries,
  buyer: v.string(),
  winner: v.nullable(v.string()),
  refundsDue: Count,
});
export type OrderCard = v.InferOutput<typeof OrderCard>;

export const orderCard = (hold: Hold, winner: string | null): OrderCard => ({
  ...holdCard(hold),
  buyer: hold.buyerId.slice(0, BUYER_MARK_LENGTH).toUpperCase(),
  winner,
  refundsDue: refundsDueOf(hold),
});

/** The newest orders that a list holds. */
export const MAX_ORDERS_LISTED = 200;

/** What a wish led to: always said, and the same however often it is asked. */
export const HoldVerdict = v.variant('kind', [
  v.object({ kind: v.literal('hold'), hold: HoldCard }),
  v.object({ kind: v.literal('rejected'), reason: HoldRejection }),
]);
export type HoldVerdict = v.InferOutput<typeof HoldVerdict>;

/** How much of a product is set aside, sold and given away. */
export const StockCount = v.object({ itemId: ItemId, held: Count, sold: Count, given: Count });
export type StockCount = v.InferOutput<typeof StockCount>;

/** The newest holds that a page is told of; older ones are in the log. */
export const MAX_HOLDS_TOLD = 20;
