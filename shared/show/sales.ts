import * as v from 'valibot';
import { valuesOf } from '../buckets.ts';
import { Currency } from '../money.ts';
import type { Book } from './book.ts';
import { openLife, type Hold } from './hold.ts';

const Amount = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What a show has sold, of one currency, in its minor units; currencies are never added up. `intended`: everything that was ever
 * set aside; `initiated`: what somebody went to pay; `confirmed`: what was paid; `refunded`: of that, what was given back.
 */
export const Takings = v.object({
  currency: Currency,
  intendedMinor: Amount,
  initiatedMinor: Amount,
  confirmedMinor: Amount,
  refundedMinor: Amount,
});
export type Takings = v.InferOutput<typeof Takings>;

export const Sales = v.object({
  /** In the order of their first sale. */
  takings: v.array(Takings),
  /** Holds that are open now, people who wait now, orders that are paid, payments that are due back. */
  reserved: Amount,
  waiting: Amount,
  orders: Amount,
  refundsDue: Amount,
});
export type Sales = v.InferOutput<typeof Sales>;

/** Looks at every hold: a few milliseconds for ten thousand. */
export const salesOf = (book: Book): Sales => {
  const takings = new Map<Currency, Takings>();
  const counts = { reserved: 0, waiting: 0, orders: 0, refundsDue: 0 };
  for (const hold of valuesOf(book.holds).toSorted(byTime)) {
    takings.set(hold.currency, addTo(takings.get(hold.currency) ?? nothingIn(hold.currency), hold));
    if (openLife(hold)) counts.reserved += 1;
    if (hold.life.state === 'waiting') counts.waiting += 1;
    if (hold.life.state === 'paid') counts.orders += 1;
    if (hold.life.state === 'refund-due') counts.refundsDue += 1;
    counts.refundsDue += hold.surplusPaymentIds.length;
  }
  return { takings: [...takings.values()], ...counts };
};

const byTime = (left: Hold, right: Hold): number => left.requestedAtMs - right.requestedAtMs;

const nothingIn = (currency: Currency): Takings => ({
  currency,
  intendedMinor: 0,
  initiatedMinor: 0,
  confirmedMinor: 0,
  refundedMinor: 0,
});

const addTo = (takings: Takings, { life, priceMinor, quantity, grantedAtMs, checkoutAtMs }: Hold): Takings => {
  const minor = priceMinor * quantity;
  const isRefunded = life.state === 'refunded';
  const isConfirmed = life.state === 'paid' || (isRefunded && life.wasOrder);
  return {
    currency: takings.currency,
    intendedMinor: takings.intendedMinor + (grantedAtMs === null ? 0 : minor),
    // A provider may know of a payment before anybody was seen to go there.
    initiatedMinor: takings.initiatedMinor + (checkoutAtMs !== null || isConfirmed ? minor : 0),
    confirmedMinor: takings.confirmedMinor + (isConfirmed ? minor : 0),
    refundedMinor: takings.refundedMinor + (isRefunded && life.wasOrder ? minor : 0),
  };
};

/** The newest first, at most `limit`. */
export const newestHolds = (book: Book, limit: number): readonly Hold[] =>
  valuesOf(book.holds)
    .toSorted((left, right) => byTime(right, left))
    .slice(0, limit);
