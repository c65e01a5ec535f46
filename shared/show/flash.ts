import * as v from 'valibot';
import { HashHex } from '../hash-hex.ts';
import { FlashId, ItemId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { AtMs } from './at-ms.ts';
import { Quantity } from './hold.ts';
import type { ShelfItem } from './item.ts';

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

/**
 * warm-up → open → over; cancelled before it opens only. Every deadline is absolute and the server's. `gathering`: who asks now is
 * in the draw, until `drawsAtMs`; `drawn`: first come, first served.
 */
export const FlashLife = v.variant('phase', [
  v.object({ phase: v.literal('warm-up'), opensAtMs: AtMs }),
  v.object({
    phase: v.literal('open'),
    drawsAtMs: AtMs,
    closesAtMs: AtMs,
    draw: v.picklist(['gathering', 'drawn']),
  }),
  v.object({ phase: v.literal('over'), reason: v.picklist(['closed', 'sold-out', 'cancelled']), atMs: AtMs }),
]);
export type FlashLife = v.InferOutput<typeof FlashLife>;

export const FlashSale = v.object({
  id: FlashId,
  ...FlashTerms.entries,
  currency: Currency,
  windowMs: ms(WINDOW_MS.least, WINDOW_MS.most),
  /** The hash of the seed of its draw, published before anybody can ask for anything. */
  commitment: HashHex,
  /** The seed, once it has been drawn with. */
  seed: v.nullable(HashHex),
  life: FlashLife,
});
export type FlashSale = v.InferOutput<typeof FlashSale>;

/** The flash sale of this product that is not over; null for none. */
export const flashOf = (state: { readonly flash: FlashSale | null }, itemId: ItemId): FlashSale | null =>
  state.flash?.itemId === itemId && state.flash.life.phase !== 'over' ? state.flash : null;

/** What a product costs now: a sale's price while it is open, with the usual one as the former. */
export const atFlashPrice = (state: { readonly flash: FlashSale | null }, item: ShelfItem): ShelfItem => {
  const flash = flashOf(state, item.id);
  if (flash?.life.phase !== 'open') return item;
  return { ...item, priceMinor: flash.priceMinor, formerPriceMinor: item.priceMinor };
};

/** When the server has something to do for a sale next, in epoch milliseconds; null for nothing. */
export const flashDueMs = ({ flash }: { readonly flash: FlashSale | null }): number | null => {
  if (!flash) return null;
  const { life } = flash;
  switch (life.phase) {
    case 'warm-up':
      return life.opensAtMs;
    case 'open':
      return life.draw === 'gathering' ? life.drawsAtMs : life.closesAtMs;
    case 'over':
      return null;
  }
};
