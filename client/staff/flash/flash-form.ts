import { parsePrice, priceText } from '../../../shared/money.ts';
import type { Result } from '../../../shared/result.ts';
import type { FlashTerms } from '../../../shared/show/flash-terms.ts';
import type { FlashPlan } from '../../../shared/show/flash-planned.ts';
import type { ShelfItem } from '../../../shared/show/item.ts';

/** A flash sale as a host chooses it. */
export type FlashForm = {
  readonly price: string;
  readonly limitPerBuyer: number | null;
  readonly warmUpSeconds: string;
  readonly openMinutes: string;
};

export type PriceFault = 'missing' | 'unreadable' | 'not-cheaper';

/** What may be chosen; the bounds are the model's. */
export const WARM_UP_SECONDS = ['10', '30', '60', '120', '300'] as const;
export const OPEN_MINUTES = ['1', '3', '5', '10', '20'] as const;
const MOST_PER_BUYER = 20;

export const emptyFlashForm = (): FlashForm => ({
  price: '',
  limitPerBuyer: 1,
  warmUpSeconds: '30',
  openMinutes: '5',
});

/** What was planned, to be looked at again. */
export const flashFormOf = (plan: FlashPlan, { currency }: Pick<ShelfItem, 'currency'>): FlashForm => ({
  price: priceText(plan.priceMinor, currency),
  limitPerBuyer: plan.limitPerBuyer,
  warmUpSeconds: String(plan.warmUpMs / 1_000),
  openMinutes: String(plan.openMs / 60_000),
});

export const readFlashForm = (form: FlashForm, item: ShelfItem): Result<FlashTerms, PriceFault> => {
  if (form.price.trim() === '') return { ok: false, error: 'missing' };
  const priceMinor = parsePrice(form.price, item.currency);
  if (priceMinor === null) return { ok: false, error: 'unreadable' };
  if (priceMinor >= item.priceMinor) return { ok: false, error: 'not-cheaper' };
  return {
    ok: true,
    value: {
      itemId: item.id,
      priceMinor,
      limitPerBuyer: Math.min(MOST_PER_BUYER, Math.max(1, Math.round(form.limitPerBuyer ?? 1))),
      warmUpMs: Number(form.warmUpSeconds) * 1_000,
      openMs: Number(form.openMinutes) * 60_000,
    },
  };
};
