import * as v from 'valibot';
import { Count } from './count.ts';
import { valuesOf } from '../buckets.ts';
import { Currency } from '../money.ts';
import type { Ledger } from './ledger.ts';
import { openLife, refundsDueOf, type Hold } from './hold.ts';

/**
 * What a show has sold, of one currency, in its minor units; currencies are never added up. `intended`: everything that was ever
 * set aside; `initiated`: what somebody went to pay; `confirmed`: what was paid; `refunded`: of that, what was given back.
 */
export const Gmv = v.object({
  currency: Currency,
  intendedMinor: Count,
  initiatedMinor: Count,
  confirmedMinor: Count,
  refundedMinor: Count,
});
export type Gmv = v.InferOutput<typeof Gmv>;

export const Sales = v.object({
  /** In the order of their codes. */
  gmv: v.array(Gmv),
  /** Holds that are open now, people who wait now, orders that are paid, what was won, payments that are due back. */
  reserved: Count,
  waiting: Count,
  orders: Count,
  won: Count,
  refundsDue: Count,
});
export type Sales = v.InferOutput<typeof Sales>;

/** Looks at every hold: a few milliseconds for ten thousand. */
export const salesOf = (ledger: Ledger): Sales => salesOfHolds(valuesOf(ledger.holds));

/** The same of some of them. */
export const salesOfHolds = (holds: readonly Hold[]): Sales => {
  const gmv = new Map<Currency, Gmv>();
  const counts = { reserved: 0, waiting: 0, orders: 0, won: 0, refundsDue: 0 };
  for (const hold of holds) {
    gmv.set(hold.currency, addTo(gmv.get(hold.currency) ?? noneIn(hold.currency), hold));
    if (openLife(hold)) counts.reserved += 1;
    if (hold.life.state === 'waiting') counts.waiting += 1;
    if (hold.life.state === 'paid') counts.orders += 1;
    if (hold.life.state === 'won') counts.won += 1;
    counts.refundsDue += refundsDueOf(hold);
  }
  const inOrder = [...gmv.values()].toSorted((left, right) => (left.currency < right.currency ? -1 : 1));
  return { gmv: inOrder, ...counts };
};

const noneIn = (currency: Currency): Gmv => ({
  currency,
  intendedMinor: 0,
  initiatedMinor: 0,
  confirmedMinor: 0,
  refundedMinor: 0,
});

const addTo = (gmv: Gmv, { life, priceMinor, quantity, grantedAtMs, checkoutAtMs }: Hold): Gmv => {
  const minor = priceMinor * quantity;
  const isRefunded = life.state === 'refunded';
  const isConfirmed = life.state === 'paid' || (isRefunded && life.wasOrder);
  return {
    currency: gmv.currency,
    intendedMinor: gmv.intendedMinor + (grantedAtMs === null ? 0 : minor),
    // A provider may know of a payment before anybody was seen to go there.
    initiatedMinor: gmv.initiatedMinor + (checkoutAtMs !== null || isConfirmed ? minor : 0),
    confirmedMinor: gmv.confirmedMinor + (isConfirmed ? minor : 0),
    refundedMinor: gmv.refundedMinor + (isRefunded && life.wasOrder ? minor : 0),
  };
};

/** The newest first, at most `limit`. */
export const newestOf = (holds: readonly Hold[], limit: number): readonly Hold[] =>
  holds.toSorted((left, right) => right.requestedAtMs - left.requestedAtMs).slice(0, limit);
