import * as v from 'valibot';
import { ItemId, ParticipantId } from '../ids.ts';
import { visibleText } from '../visible-text.ts';
import { AtMs } from './at-ms.ts';
import { MAX_STOCK, Stock } from './item.ts';

/** Why a product's stock is not what it was, without anybody having bought or reserved. */
export const STOCK_REASONS = ['counted', 'damaged', 'sold-elsewhere', 'restocked', 'other'] as const;
export const StockReason = v.picklist(STOCK_REASONS);
export type StockReason = v.InferOutput<typeof StockReason>;

/** What somebody adds to a reason, as it is asked for. */
export const MAX_STOCK_NOTE_LENGTH = 120;
export const StockNote = v.nullable(visibleText(MAX_STOCK_NOTE_LENGTH));

/**
 * By how many units the stock was wrong, or what it comes to with what is reserved and sold in it. A difference stays right while
 * others buy; a product that nobody has counted yet has none.
 */
export const StockChange = v.variant('kind', [
  v.object({
    kind: v.literal('by'),
    units: v.pipe(v.number(), v.integer(), v.minValue(-MAX_STOCK), v.maxValue(MAX_STOCK)),
  }),
  v.object({ kind: v.literal('to'), units: Stock }),
]);
export type StockChange = v.InferOutput<typeof StockChange>;

/** Who corrected what, and why. The names are those of then: people leave, and products are renamed. */
export const STOCK_CORRECTION = {
  itemId: ItemId,
  itemName: v.string(),
  /** Null where nobody counted before. */
  from: v.nullable(Stock),
  to: Stock,
  reason: StockReason,
  note: v.nullable(v.string()),
  participantId: ParticipantId,
  name: v.string(),
} as const;

export const StockCorrection = v.object({ ...STOCK_CORRECTION, atMs: AtMs });
export type StockCorrection = v.InferOutput<typeof StockCorrection>;

/** Older ones are forgotten by the state; the log keeps them. */
export const MAX_STOCK_CORRECTIONS = 50;
