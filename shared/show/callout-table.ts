import { valuesOf } from '../buckets.ts';
import { priceText } from '../money.ts';
import { utcText } from '../utc-text.ts';
import type { Ledger } from './ledger.ts';
import { reportCallouts } from './numbers-report.ts';
import type { Numbers } from './numbers.ts';
import { sellerCells } from './sales-table.ts';

const HEADER = [
  'Product',
  'Seller',
  'Seller id',
  'From (UTC)',
  'To (UTC)',
  'Seconds',
  'Seen',
  'Pressed',
  'Orders',
  'Currency',
  'Paid',
  'Went to pay',
  'Reserved in all',
  'Given back',
] as const;

type Counted = { readonly ledger: Ledger; readonly numbers: Pick<Numbers, 'callouts'> };

/**
 * Each time that a product was explained, as a table: the header, and a row for each and currency, oldest first. One that goes
 * on has no end. What is no money is counted in its first row. Amounts are plain digits in the currency's
 * own units, of what was asked for in that time.
 */
export function* calloutTable({ ledger, numbers }: Counted): Generator<readonly string[]> {
  yield HEADER;
  for (const callout of reportCallouts(numbers.callouts, valuesOf(ledger.holds))) {
    const { name, openedAtMs, closedAtMs, impressions, clicks, orders, gmv } = callout;
    const when = [
      utcText(openedAtMs),
      ...(closedAtMs === null
        ? ['', '']
        : [utcText(closedAtMs), String(Math.round((closedAtMs - openedAtMs) / 1_000))]),
    ];
    const counts = [impressions, clicks, orders].map(String);
    const [first, ...others] = gmv.map(({ currency, ...sums }) => [
      currency,
      ...[sums.confirmedMinor, sums.initiatedMinor, sums.intendedMinor, sums.refundedMinor].map((minor) =>
        priceText(minor, currency),
      ),
    ]);
    const what = [name, ...sellerCells(callout), ...when];
    yield [...what, ...counts, ...(first ?? ['', '', '', '', ''])];
    for (const sums of others) yield [...what, ...counts.map(() => ''), ...sums];
  }
}
