import * as v from 'valibot';
import { ItemId } from '../ids.ts';
import { visibleText } from '../visible-text.ts';

/** How long one may enter: long enough to be heard of, short enough to be waited for. */
export const GIVEAWAY_MS = { least: 30_000, most: 900_000 } as const;
export const MAX_WINNERS = 20;

/** What is given away, in words. */
export const Prize = visibleText(80);

/** What a host says about a giveaway. Of a product of the shelf, each winner has one piece. */
export const GiveawayTerms = v.object({
  prize: Prize,
  itemId: v.nullable(ItemId),
  winners: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_WINNERS)),
  /** Who writes it in the chat has entered; null where one enters by a tap. */
  word: v.nullable(visibleText(24)),
  openMs: v.pipe(v.number(), v.integer(), v.minValue(GIVEAWAY_MS.least), v.maxValue(GIVEAWAY_MS.most)),
});
export type GiveawayTerms = v.InferOutput<typeof GiveawayTerms>;
