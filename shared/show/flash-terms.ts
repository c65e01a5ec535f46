import * as v from 'valibot';
import { ItemId } from '../ids.ts';
import { PriceMinor } from '../money.ts';
import { Quantity } from './hold.ts';

const ms = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** The countdown before a sale opens, and how long it is open: what platforms allow, and what a room can bear. */
export const WARM_UP_MS = { least: 10_000, most: 300_000 } as const;
export const OPEN_MS = { least: 60_000, most: 1_200_000 } as const;
/** Requests of this first window are drawn from, not ranked: as long as the pictures of a room are apart, within these. */
export const WINDOW_MS = { least: 500, most: 1_000 } as const;

/** What a host says about a flash sale. The price is in the currency of the product, and below the usual one. */
export const FlashTerms = v.object({
  itemId: ItemId,
  priceMinor: PriceMinor,
  /** Units that one buyer may have at this price. */
  limitPerBuyer: Quantity,
  warmUpMs: ms(WARM_UP_MS.least, WARM_UP_MS.most),
  openMs: ms(OPEN_MS.least, OPEN_MS.most),
});
export type FlashTerms = v.InferOutput<typeof FlashTerms>;

export const WindowMs = ms(WINDOW_MS.least, WINDOW_MS.most);
