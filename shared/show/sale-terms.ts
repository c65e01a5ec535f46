import type { FlashId, ItemId } from '../ids.ts';
import type { Currency } from '../money.ts';
import { flashOf, type FlashSale } from './flash.ts';
import { openLife, type Hold } from './hold.ts';
import type { ShelfItem } from './item.ts';

/** On what terms a product is sold at a moment. */
export type SaleTerms = {
  readonly priceMinor: number;
  readonly currency: Currency;
  /** The sale whose price it is; null for the usual one. */
  readonly flashId: FlashId | null;
  /** Units that one buyer may have by these terms, and of the product on any; null for no limit. */
  readonly limit: number | null;
  readonly limitInAll: number | null;
};

/** The terms of now; null in the warm-up of a flash sale, when nobody buys. */
export const saleTerms = (state: { readonly flash: FlashSale | null }, item: ShelfItem): SaleTerms | null => {
  const { currency, limitPerBuyer: limitInAll } = item;
  const flash = flashOf(state, item.id);
  if (!flash) return { priceMinor: item.priceMinor, currency, flashId: null, limit: null, limitInAll };
  if (flash.life.phase !== 'open') return null;
  return { priceMinor: flash.priceMinor, currency, flashId: flash.id, limit: flash.limitPerBuyer, limitInAll };
};

/** Whether `quantity` more units are within the limits for a buyer with these holds. */
export const isWithinLimits = (
  { flashId, limit, limitInAll }: SaleTerms,
  holds: readonly Hold[],
  { itemId, quantity }: { readonly itemId: ItemId; readonly quantity: number },
): boolean => {
  const theirs = holds.filter((hold) => hold.itemId === itemId);
  const unitsOf = (counted: readonly Hold[]): number =>
    counted.reduce((sum, hold) => sum + unitsThatCount(hold), quantity);
  if (limitInAll !== null && unitsOf(theirs) > limitInAll) return false;
  return limit === null || unitsOf(theirs.filter((hold) => hold.flashId === flashId)) <= limit;
};

const unitsThatCount = (hold: Hold): number =>
  openLife(hold) !== null || hold.life.state === 'paid' || hold.life.state === 'waiting' ? hold.quantity : 0;
