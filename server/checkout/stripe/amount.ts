import { minorDigits, type Currency } from '../../../shared/money.ts';
import type { Money } from '../../../shared/show/hold.ts';

/**
 * Stripe counts these with two digits although they have none, for the sake of who integrated it earlier, and these with none
 * although others say two.
 * @see https://docs.stripe.com/currencies#special-cases
 */
const STRIPE_DIGITS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

const shiftOf = (currency: Currency): number =>
  (STRIPE_DIGITS[currency] ?? minorDigits(currency)) - minorDigits(currency);

/** Our minor units in Stripe's; null for an amount that Stripe has no number for. */
export const toStripeAmount = (amountMinor: number, currency: Currency): number | null => {
  const amount = shifted(amountMinor, shiftOf(currency));
  return Number.isSafeInteger(amount) ? amount : null;
};

/** Stripe's number in our minor units; null for one that is no whole number of them. */
export const fromStripeAmount = (amount: number, currency: Currency): Money | null => {
  const amountMinor = shifted(amount, -shiftOf(currency));
  return Number.isSafeInteger(amountMinor) ? { amountMinor, currency } : null;
};

/** By division where it goes down: a product with 0.01 would not be exact. */
const shifted = (amount: number, digits: number): number =>
  digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits;
