import * as v from 'valibot';
import { bucketsOf } from '../buckets.ts';
import { HashHex } from '../hash-hex.ts';
import { BuyerId, GiveawayId, ItemId } from '../ids.ts';
import { Count } from './count.ts';
import { IntentKey } from './hold.ts';

/** Who is in a giveaway, once, however many tabs they have open. */
export const GiveawayEntry = v.object({
  buyerId: BuyerId,
  intent: IntentKey,
  /** In the order of their arrival, from 0. */
  index: Count,
});
export type GiveawayEntry = v.InferOutput<typeof GiveawayEntry>;

/** The draw of a giveaway from its start until it is drawn or cancelled. Only the server knows it. */
export const GiveawayDraw = v.object({
  giveawayId: GiveawayId,
  itemId: v.nullable(ItemId),
  /** Of that product, units that are set aside for winners who are yet to be drawn. */
  units: Count,
  seed: HashHex,
  /** By buyer. */
  entries: bucketsOf(GiveawayEntry),
  /** How many are in it, and how many ever were. */
  count: Count,
  entered: Count,
});
export type GiveawayDraw = v.InferOutput<typeof GiveawayDraw>;
