import * as v from 'valibot';
import { ItemId } from '../ids.ts';
import { PriceMinor } from '../money.ts';
import { Count } from './count.ts';

/** A sale that the staff has thought out and not announced yet, as it was accepted. Viewers hear of it when its countdown begins. */
export const FlashPlan = v.object({
  itemId: ItemId,
  /** In the currency of the product, and below the usual one. */
  priceMinor: PriceMinor,
  /** Units that one buyer may have at this price. */
  limitPerBuyer: Count,
  warmUpMs: Count,
  openMs: Count,
});
export type FlashPlan = v.InferOutput<typeof FlashPlan>;
