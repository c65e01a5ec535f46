import { canComeBack, stockView, unitsLeft, type ShelfItem } from '../../shared/show/item.ts';
import type { FlashSale } from '../../shared/show/flash.ts';

/** A shop that sells more at once has another way to sell. */
const MOST_AT_ONCE = 20;

/** How many one wish can ask for, and what bounds it: what is left, what may come back, the limit for a person, or for a wish. */
export type Most = { readonly count: number; readonly by: 'left' | 'returning' | 'limit' | 'wish' };

export const mostAtOnce = (item: ShelfItem, flash: Pick<FlashSale, 'limitPerBuyer'> | null): Most => {
  const limit = Math.min(item.limitPerBuyer ?? Infinity, flash?.limitPerBuyer ?? Infinity);
  const isHeldOut = stockView(item).kind === 'held-out';
  const available = isHeldOut ? canComeBack(item) : unitsLeft(item);
  if (available < Math.min(limit, MOST_AT_ONCE)) {
    return { count: Math.max(1, available), by: isHeldOut ? 'returning' : 'left' };
  }
  return limit <= MOST_AT_ONCE ? { count: limit, by: 'limit' } : { count: MOST_AT_ONCE, by: 'wish' };
};
