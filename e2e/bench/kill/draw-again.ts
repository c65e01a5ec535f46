import { createHash } from 'node:crypto';
import type { DrawId } from '../../../shared/ids.ts';
import type { DrawReceipt } from '../../../shared/show/draw-receipt.ts';

/** What a receipt says of a draw, as books have it that were kept beside it. */
export type KeptReceipt = Pick<DrawReceipt, 'commitment' | 'seed' | 'units' | 'entries'>;
export type Ticketed = { readonly ticket: string };

// The draw once more, as anybody could write it who has read what a receipt is: with another SHA-256 than the product's, so that
// the books do not agree with the product because they are the product.

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const hashOfSeed = (seed: string): string => sha256(`tally-draw ${seed}`);

export const ticketFor = (drawId: DrawId, intent: string): string => sha256(`${drawId} ${intent}`);

/** The least hash with the seed first; of the same ones, the one that came first. */
export const ranked = <Entry extends Ticketed>(entries: readonly Entry[], seed: string): readonly Entry[] => {
  const ranks = new Map(entries.map(({ ticket }) => [ticket, sha256(`${seed} ${ticket}`)]));
  const rank = ({ ticket }: Entry): string => ranks.get(ticket) ?? '';
  return entries.toSorted((left, right) => (rank(left) < rank(right) ? -1 : Number(rank(left) > rank(right))));
};
