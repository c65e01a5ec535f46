import * as v from 'valibot';
import { ItemFacts } from '../../../shared/show/item.ts';

/** One piece more or less; a stock that is not counted stays so, and none goes below zero or over the limit. */
export const stepStock = (stock: number | null, step: 1 | -1): number | null => {
  if (stock === null) return null;
  return v.is(ItemFacts.entries.stock, stock + step) ? stock + step : stock;
};
