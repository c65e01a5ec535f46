import * as v from 'valibot';
import { expect, it } from 'vitest';
import { Currency } from '../../../shared/money.ts';
import { fromStripeAmount, toStripeAmount } from './amount.ts';

const currency = (code: string): Currency => v.parse(Currency, code);

it.each([
  ['USD', 3_990, 3_990],
  ['JPY', 500, 500],
  ['KWD', 1_250, 1_250],
  ['ISK', 500, 50_000],
  ['UGX', 12_000, 1_200_000],
])('%s: %i of ours is %i of Stripe’s, and back', (code, ours, theirs) => {
  expect(toStripeAmount(ours, currency(code))).toBe(theirs);
  expect(fromStripeAmount(theirs, currency(code))).toEqual({ amountMinor: ours, currency: code });
});

it('takes no amount that is no whole number of ours, and asks for none beyond what counts exactly', () => {
  expect(fromStripeAmount(50_001, currency('ISK'))).toBeNull();
  expect(toStripeAmount(2 ** 53, currency('USD'))).toBeNull();
  expect(toStripeAmount(2 ** 52, currency('ISK'))).toBeNull();
});
