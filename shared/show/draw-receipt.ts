import * as v from 'valibot';
import { HashHex } from '../hash-hex.ts';
import { FlashId, GiveawayId } from '../ids.ts';
import { Count } from './count.ts';
import { Quantity } from './hold.ts';
import { SoldBy } from './seller.ts';

const DrawOutcome = v.picklist(['granted', 'waiting', 'nothing']);
export type DrawOutcome = v.InferOutput<typeof DrawOutcome>;

/**
 * A draw as anybody may have it: who wished is not in it, but everybody finds their own wish, by the ticket that their page makes of
 * it (`ticketOf`).
 */
export const DrawReceipt = v.object({
  format: v.literal('tally-draw-2'),
  kind: v.picklist(['flash', 'giveaway']),
  drawId: v.union([FlashId, GiveawayId]),
  /** Whose product it was. */
  seller: SoldBy,
  /** Published before anybody could enter, at this time of the server's clock; of a giveaway, with its start. */
  commitment: HashHex,
  announcedAtMs: Count,
  opensAtMs: Count,
  drawnAtMs: Count,
  seed: HashHex,
  /** Units that there were, and winners that there could be; null where the host does not count. */
  units: v.nullable(Count),
  /** In the order of the draw. */
  entries: v.array(v.object({ ticket: HashHex, quantity: Quantity, outcome: DrawOutcome })),
});
export type DrawReceipt = v.InferOutput<typeof DrawReceipt>;
