import * as v from 'valibot';
import type { Result } from '../../../shared/result.ts';
import { MAX_STOCK, unitsLeft, type Stocked } from '../../../shared/show/item.ts';
import { STOCK_REASONS, StockNote, type StockChange, type StockReason } from '../../../shared/show/stock.ts';

/** A correction as somebody types it. `units` is what the reason asks for: what is left, how many fewer or more, or a difference. */
export type StockForm = { readonly reason: StockReason; readonly units: number | null; readonly note: string };

export type StockFault = 'amount' | 'promised' | 'many' | 'same' | 'note';

/** `leftAfter`: what can be sold from then on, as far as it is known now. */
export type StockReading = { readonly change: StockChange; readonly note: string | null; readonly leftAfter: number };

/** Of a product that nobody counts there is nothing to differ from. */
export const reasonsFor = ({ stock }: Stocked): readonly StockReason[] =>
  stock === null ? ['counted'] : STOCK_REASONS;

const LEAST: Record<StockReason, number> = {
  counted: 0,
  damaged: 1,
  'sold-elsewhere': 1,
  restocked: 1,
  other: -MAX_STOCK,
};

/** The least that the field takes. */
export const leastUnits = (reason: StockReason): number => LEAST[reason];

/**
 * `seen`: the product as it was when the person began, which is what they counted against: what is bought while they type is in
 * their count already. `now`: as it is.
 */
export const readStockForm = (
  { reason, units, note: typed }: StockForm,
  { seen, now }: { readonly seen: Stocked; readonly now: Stocked },
): Result<StockReading, StockFault> => {
  if (units === null || !Number.isInteger(units) || units < LEAST[reason]) return fault('amount');
  const note = v.safeParse(StockNote, typed.trim() === '' ? null : typed);
  if (!note.success || (reason === 'other' && note.output === null)) return fault('note');
  if (now.stock === null || seen.stock === null) {
    const change = { kind: 'to', units: now.held + now.sold + now.given + units } as const;
    if (change.units > MAX_STOCK) return fault('many');
    return { ok: true, value: { change, note: note.output, leftAfter: units } };
  }
  const by = differenceOf(reason, units, unitsLeft(seen));
  const leftAfter = unitsLeft(now) + by;
  if (by === 0) return fault('same');
  if (leftAfter < 0) return fault('promised');
  if (now.stock + by > MAX_STOCK) return fault('many');
  return { ok: true, value: { change: { kind: 'by', units: by }, note: note.output, leftAfter } };
};

const differenceOf = (reason: StockReason, units: number, leftSeen: number): number => {
  switch (reason) {
    case 'counted':
      return units - leftSeen;
    case 'damaged':
    case 'sold-elsewhere':
      return -units;
    case 'restocked':
    case 'other':
      return units;
  }
};

const fault = (error: StockFault): Result<never, StockFault> => ({ ok: false, error });
