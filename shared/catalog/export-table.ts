import { priceText } from '../money.ts';
import type { StockRule } from './draft.ts';
import { defused } from './formula.ts';
import { markupOf } from './plain-text.ts';
import type { Product, Variant } from './product.ts';

const OPTION_NUMBERS = [1, 2, 3, 4] as const;

/** As Shopify names them today. The last two are our own, which a shop ignores. */
const HEADER = [
  'Title',
  'URL handle',
  'Description',
  'Vendor',
  'SKU',
  'Barcode',
  ...OPTION_NUMBERS.flatMap((n) => [`Option${n} name`, `Option${n} value`]),
  'Price',
  'Compare-at price',
  'Inventory tracker',
  'Inventory quantity',
  'Continue selling when out of stock',
  'Product image URL',
  'Image position',
  'Variant image URL',
  'Currency',
  'Link',
] as const;

type Cells = Readonly<Record<string, string>>;

/**
 * The catalog as a table that Shopify and our own import read: the header, then a row for each variant, beside which stand the
 * product's pictures in their order. Nothing in it is a formula to a spreadsheet.
 */
export function* exportTable(products: Iterable<Product>): Generator<readonly string[]> {
  yield HEADER;
  for (const product of products) {
    const rowCount = Math.max(product.variants.length, product.pictures.length);
    for (let index = 0; index < rowCount; index += 1) {
      const cells = rowOf(product, index);
      yield HEADER.map((name) => defused(cells[name] ?? ''));
    }
  }
}

/** Quotes every cell: what separates cells is not the same in every country's spreadsheet. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;

const rowOf = (product: Product, index: number): Cells => {
  const variant = product.variants[index];
  const picture = product.pictures[index];
  return {
    'URL handle': product.handle,
    ...(index === 0 && productCells(product)),
    ...(variant && variantCells(product, variant)),
    ...(picture && { 'Product image URL': picture.url, 'Image position': String(index + 1) }),
  };
};

const productCells = ({ title, description, vendor, optionNames, link }: Product): Cells => ({
  Title: title,
  Description: markupOf(description),
  Vendor: vendor ?? '',
  ...Object.fromEntries(
    (optionNames.length === 0 ? ['Title'] : optionNames).map((name, at) => [`Option${at + 1} name`, name]),
  ),
  Link: link ?? '',
});

const variantCells = ({ optionNames }: Product, variant: Variant): Cells => {
  const { sku, barcode, optionValues, priceMinor, formerPriceMinor, currency, stock, pictureUrl } = variant;
  const values = optionNames.length === 0 ? ['Default Title'] : optionValues;
  return {
    SKU: sku,
    Barcode: barcode ?? '',
    ...Object.fromEntries(values.map((value, at) => [`Option${at + 1} value`, value])),
    Price: priceText(priceMinor, currency),
    'Compare-at price': formerPriceMinor === null ? '' : priceText(formerPriceMinor, currency),
    ...stockCells(stock),
    'Variant image URL': pictureUrl ?? '',
    Currency: currency,
  };
};

/** Without a tracker a quantity is no limit. */
const stockCells = (stock: StockRule): Cells =>
  stock.kind === 'untracked'
    ? {}
    : {
        'Inventory tracker': 'shopify',
        'Inventory quantity': String(stock.quantity),
        'Continue selling when out of stock': stock.whenOut === 'sell-on' ? 'continue' : 'deny',
      };
