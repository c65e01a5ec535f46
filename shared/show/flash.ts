import * as v from 'valibot';
import { HashHex } from '../hash-hex.ts';
import { FlashId, type ItemId } from '../ids.ts';
import { Currency } from '../money.ts';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';
import { FlashPlan } from './flash-planned.ts';
import type { ShelfItem } from './item.ts';

/** What everybody is told of a sale when it is announced, as it was accepted: `flash-terms` says what is. */
export const FLASH_ANNOUNCED = {
  ...FlashPlan.entries,
  currency: Currency,
  windowMs: Count,
  /** The hash of the seed of its draw, published before anybody can ask for anything. */
  commitment: HashHex,
};

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
  ...FLASH_ANNOUNCED,
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
