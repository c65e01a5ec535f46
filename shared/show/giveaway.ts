import * as v from 'valibot';
import { HashHex } from '../hash-hex.ts';
import { ChatMark, GiveawayId, ItemId } from '../ids.ts';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';

/** What everybody is told of a giveaway when it starts, as it was accepted: `giveaway-terms` says what is. */
export const GIVEAWAY_STARTED = {
  prize: v.string(),
  /** The product of which each winner has one piece; null for what is not on the shelf. */
  itemId: v.nullable(ItemId),
  winners: Count,
  /** Who writes it in the chat has entered; null where one enters by a tap. */
  word: v.nullable(v.string()),
  closesAtMs: AtMs,
  /** The hash of the seed of its draw, published before anybody can enter. */
  commitment: HashHex,
};

/** As everybody may know them: by their name in the chat, and by the ticket that is in the receipt. */
export const GiveawayWinner = v.object({ mark: ChatMark, name: v.string(), ticket: HashHex });
export type GiveawayWinner = v.InferOutput<typeof GiveawayWinner>;

/** open → drawn, by the server at its deadline alone; or cancelled before. */
export const GiveawayLife = v.variant('phase', [
  v.object({ phase: v.literal('open') }),
  v.object({ phase: v.literal('drawn'), seed: HashHex, winners: v.array(GiveawayWinner) }),
  v.object({ phase: v.literal('cancelled') }),
]);

export const Giveaway = v.object({
  id: GiveawayId,
  ...GIVEAWAY_STARTED,
  /** How many are in it. */
  entries: Count,
  life: GiveawayLife,
});
export type Giveaway = v.InferOutput<typeof Giveaway>;

type Known = {
  readonly giveaway: Giveaway | null;
  readonly ledger: { readonly giveaway: { readonly count: number } | null } | null;
};

/** When the server has something to do for a giveaway next, in epoch milliseconds; null for nothing. */
export const giveawayDueMs = ({ giveaway, ledger }: Known): number | null => {
  if (giveaway?.life.phase !== 'open') return null;
  const isCounted = (ledger?.giveaway?.count ?? 0) === giveaway.entries;
  return isCounted ? giveaway.closesAtMs : 0;
};
