import * as v from 'valibot';
import { ItemId } from '../ids.ts';
import { Hold, HoldRejection } from '../show/hold.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A hold as its buyer's pages know it. */
export const HoldCard = v.omit(Hold, ['buyerId', 'intent', 'surplusPaymentIds']);
export type HoldCard = v.InferOutput<typeof HoldCard>;

export const holdCard = ({ buyerId: _buyer, intent: _intent, surplusPaymentIds: _surplus, ...card }: Hold): HoldCard =>
  card;

/** What a wish led to: always said, and the same however often it is asked. */
export const HoldVerdict = v.variant('kind', [
  v.object({ kind: v.literal('hold'), hold: HoldCard }),
  v.object({ kind: v.literal('rejected'), reason: HoldRejection }),
]);
export type HoldVerdict = v.InferOutput<typeof HoldVerdict>;

/** How much of a product is set aside and sold. */
export const StockCount = v.object({ itemId: ItemId, held: count, sold: count });
export type StockCount = v.InferOutput<typeof StockCount>;

/** The newest holds that a page is told of; older ones are in the log. */
export const MAX_HOLDS_TOLD = 20;
