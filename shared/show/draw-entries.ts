import * as v from 'valibot';
import { bucketsOf } from '../buckets.ts';
import { HashHex } from '../hash-hex.ts';
import { BuyerId, FlashId, ItemId } from '../ids.ts';
import { Count } from './count.ts';
import { IntentKey, Quantity } from './hold.ts';

/** One wish in a draw. A buyer has one, however many tabs they have open. */
export const DrawEntry = v.object({
  buyerId: BuyerId,
  intent: IntentKey,
  itemId: ItemId,
  quantity: Quantity,
  /** In the order of their arrival, from 0. */
  index: Count,
  /** Where it stands in the draw, known with the seed as it comes: thousands at once would keep everybody waiting. */
  rank: HashHex,
});
export type DrawEntry = v.InferOutput<typeof DrawEntry>;

/** The draw of a flash sale from the moment in which its seed is made until it is drawn. Only the server knows it. */
export const Draw = v.object({
  flashId: FlashId,
  itemId: ItemId,
  seed: HashHex,
  /** By buyer. */
  entries: bucketsOf(DrawEntry),
  count: Count,
});
export type Draw = v.InferOutput<typeof Draw>;
