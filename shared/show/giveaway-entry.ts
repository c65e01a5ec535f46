import { getFrom } from '../buckets.ts';
import type { BuyerId } from '../ids.ts';
import type { ShowEvent } from './event.ts';
import type { GiveawayEntry } from './giveaway-entries.ts';
import type { Giveaway } from './giveaway.ts';
import { hasHeldWord } from './held-words.ts';
import type { Ledger } from './ledger.ts';
import type { ShowState } from './state.ts';

/** What can be entered now. At its deadline it is closed, also in the moment before it is drawn. */
export const enterable = (giveaway: Giveaway | null, atMs: number): Giveaway | null =>
  giveaway?.life.phase === 'open' && atMs < giveaway.closesAtMs ? giveaway : null;

export const giveawayEntryOf = ({ giveaway }: Ledger, buyerId: BuyerId): GiveawayEntry | null =>
  giveaway && getFrom<GiveawayEntry>(giveaway.entries, buyerId);

type Wish = { readonly buyerId: BuyerId; readonly intent: string };

/** The event with which somebody enters; none for who is in it already. */
export const entering = (
  ledger: Ledger,
  { id: giveawayId }: Giveaway,
  { buyerId, intent }: Wish,
): readonly ShowEvent[] =>
  giveawayEntryOf(ledger, buyerId) ? [] : [{ type: 'draw.joined', giveawayId, buyerId, intent }];

/** The same for words that everybody can read now: whoever's wait for the staff has to find others. */
export const enteringByComment = (
  { giveaway, ledger }: Pick<ShowState, 'giveaway' | 'ledger'>,
  { text, atMs, ...wish }: Wish & { readonly text: string; readonly atMs: number },
): readonly ShowEvent[] => {
  const open = enterable(giveaway, atMs);
  if (!ledger || !open || open.word === null || !hasHeldWord(text, [open.word])) return [];
  return entering(ledger, open, wish);
};

/** The event with which somebody who is banned is out of it; none for who was not in it. */
export const leaving = (ledger: Ledger | null, buyerId: BuyerId): readonly ShowEvent[] => {
  if (!ledger?.giveaway || !giveawayEntryOf(ledger, buyerId)) return [];
  return [{ type: 'draw.left', giveawayId: ledger.giveaway.giveawayId, buyerId }];
};
