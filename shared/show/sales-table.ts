import { valuesOf } from '../buckets.ts';
import { priceText, type Currency } from '../money.ts';
import type { ItemId } from '../ids.ts';
import { openLife, type Hold } from './hold.ts';
import type { Ledger } from './ledger.ts';
import { NOTHING_NOTICED, type Numbers } from './numbers.ts';
import { salesOfHolds } from './sales.ts';
import type { Seller } from './seller.ts';
import type { ShowState } from './state.ts';

const HEADER = [
  'Product',
  'SKU',
  'Currency',
  'Orders',
  'Units sold',
  'Reserved now',
  'In line',
  'Paid',
  'Went to pay',
  'Reserved in all',
  'Given back',
  'Payments to give back',
  'Seen',
  'Pressed',
  'Seller',
  'Seller id',
] as const;

type Counted = {
  readonly ledger: Ledger;
  readonly numbers: Pick<Numbers, 'products'>;
  readonly items: ShowState['items'];
};

/**
 * What a show has sold, as a table: the header, and a row for each product and currency, in the order in which they were first
 * asked for; then the products that were only looked at. A product has the name that it had then, and the SKU that the shelf has
 * for it now: none once it is off the shelf. Amounts are plain digits in the currency's own units. What was noticed of a product
 * is in its first row.
 */
export function* salesTable({ ledger, numbers, items }: Counted): Generator<readonly string[]> {
  yield HEADER;
  const shelf = new Map(Object.entries(items));
  const skuOf = (itemId: string): string => shelf.get(itemId)?.sku ?? '';
  const unnoted = new Map(Object.entries(numbers.products));
  const noticed = (itemId: string): readonly string[] => {
    const { impressions, clicks } = unnoted.get(itemId) ?? NOTHING_NOTICED;
    return unnoted.delete(itemId) ? [String(impressions), String(clicks)] : ['', ''];
  };
  for (const holds of byProduct(ledger).values()) {
    const [first] = holds;
    if (!first) continue;
    const { gmv, orders, waiting, refundsDue } = salesOfHolds(holds);
    const [sums] = gmv;
    if (!sums) continue;
    const amount = (minor: number): string => priceText(minor, first.currency);
    yield [
      first.name,
      skuOf(first.itemId),
      first.currency,
      String(orders),
      String(unitsOf(holds, ({ life }) => life.state === 'paid')),
      String(unitsOf(holds, (hold) => openLife(hold) !== null)),
      String(waiting),
      amount(sums.confirmedMinor),
      amount(sums.initiatedMinor),
      amount(sums.intendedMinor),
      amount(sums.refundedMinor),
      String(refundsDue),
      ...noticed(first.itemId),
      ...sellerCells(first),
    ];
  }
  const nothingSold = HEADER.slice(2, -4).map(() => '');
  for (const [itemId, product] of [...unnoted]) {
    yield [product.name, skuOf(itemId), ...nothingSold, ...noticed(itemId), ...sellerCells(product)];
  }
}

/** Name and id; empty for the channel itself. */
export const sellerCells = ({ seller }: { readonly seller: Seller | null }): readonly string[] => [
  seller?.name ?? '',
  seller?.id ?? '',
];

type Key = `${ItemId} ${Currency}`;

const byProduct = (ledger: Ledger): ReadonlyMap<Key, readonly Hold[]> => {
  const inOrder = valuesOf(ledger.holds).toSorted((left, right) => left.requestedAtMs - right.requestedAtMs);
  return Map.groupBy(inOrder, ({ itemId, currency }): Key => `${itemId} ${currency}`);
};

const unitsOf = (holds: readonly Hold[], counts: (hold: Hold) => boolean): number =>
  holds.filter(counts).reduce((units, { quantity }) => units + quantity, 0);
