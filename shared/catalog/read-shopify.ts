import * as v from 'valibot';
import { Currency } from '../money.ts';
import { CellReader } from './cell.ts';
import type { ProductFacts, ReadRow, StockRule, VariantFacts } from './draft.ts';
import { plainText } from './plain-text.ts';
import type { Columns, SheetRow } from './sheet-row.ts';

/** The same columns by the names of the classic and of the current export. */
const NAMES = {
  handle: ['Handle', 'URL handle'],
  title: ['Title'],
  description: ['Body (HTML)', 'Description'],
  vendor: ['Vendor'],
  option: (n: number) => ({ name: `Option${n} Name`, value: `Option${n} Value` }),
  sku: ['Variant SKU', 'SKU'],
  barcode: ['Variant Barcode', 'Barcode'],
  price: ['Variant Price', 'Price'],
  formerPrice: ['Variant Compare At Price', 'Compare-at price'],
  tracker: ['Variant Inventory Tracker', 'Inventory tracker'],
  quantity: ['Variant Inventory Qty', 'Inventory quantity'],
  policy: ['Variant Inventory Policy', 'Continue selling when out of stock'],
  pictures: ['Image Src', 'Product image URL'],
  variantPicture: ['Variant Image', 'Variant image URL'],
  /** Our own, which a shop ignores: what the export would lose otherwise. */
  currency: ['Currency'],
  link: ['Link'],
} as const;

/** A shop has three; a feed has four, which the export keeps. */
const OPTIONS = [1, 2, 3, 4] as const;

/**
 * Reads one row of a Shopify export, classic or current. A row with a title begins a product; the ones after it with the same
 * handle are its other variants, or pictures only.
 */
export const readShopifyRow = (row: SheetRow, columns: Columns, currency: Currency): ReadRow => {
  const cells = new CellReader(row, columns);
  const named = (names: readonly string[]): string => names.find((name) => columns.has(name)) ?? names[0] ?? '';
  const handle = cells.line(...NAMES.handle);
  if (handle === '') {
    cells.report('error', 'no-handle', named(NAMES.handle));
    return { facts: null, problems: cells.problems };
  }
  const title = cells.line(...NAMES.title);
  const facts = {
    line: row.line,
    productKey: handle.toLowerCase(),
    otherKey: null,
    handle,
    product: title === '' ? null : readProduct(cells, title),
    variant: readVariant(cells, named, currencyOf(cells, currency)),
    pictureUrls: cells.pictures(named(NAMES.pictures)),
  };
  return { facts, problems: cells.problems };
};

const readProduct = (cells: CellReader, title: string): ProductFacts => {
  const names = OPTIONS.map((n) => cells.line(NAMES.option(n).name));
  const value = cells.text(NAMES.option(1).value);
  // How Shopify writes that there are no options.
  const isPlain = names.join('') === 'Title' && names[0] === 'Title' && value === 'Default Title';
  return {
    title,
    description: plainText(cells.text(...NAMES.description)),
    vendor: cells.lineOrNull(...NAMES.vendor),
    optionNames: isPlain ? [] : names,
    link: cells.link(NAMES.link[0]),
  };
};

const currencyOf = (cells: CellReader, fallback: Currency): Currency => {
  const text = cells.text(...NAMES.currency);
  const named = v.safeParse(Currency, text);
  if (named.success) return named.output;
  if (text !== '') cells.report('warning', 'no-currency', NAMES.currency[0]);
  return fallback;
};

/** Null for a row that only brings another picture: it has neither an option nor a price. */
const readVariant = (
  cells: CellReader,
  named: (names: readonly string[]) => string,
  currency: Currency,
): VariantFacts | null => {
  const values = OPTIONS.map((n) => cells.line(NAMES.option(n).value));
  const priceName = named(NAMES.price);
  if (values.every((value) => value === '') && cells.text(priceName) === '') return null;
  const priceMinor = cells.price(priceName, currency);
  if (priceMinor === null) {
    if (cells.text(priceName) === '') cells.report('error', 'no-price', priceName);
    return null;
  }
  const formerName = named(NAMES.formerPrice);
  const stock = readStock(cells, named);
  const formerMinor = cells.price(formerName, currency);
  if (cells.hasErrors) return null;
  return {
    sku: cells.lineOrNull(...NAMES.sku),
    optionValues: values,
    priceMinor,
    formerPriceMinor: cells.formerPrice(formerMinor, priceMinor, formerName),
    currency,
    stock,
    barcode: cells.lineOrNull(...NAMES.barcode),
    pictureUrl: cells.pictures(named(NAMES.variantPicture))[0] ?? null,
  };
};

/** Without a tracker the quantity is no limit, whatever it says. */
const readStock = (cells: CellReader, named: (names: readonly string[]) => string): StockRule => {
  if (cells.text(...NAMES.tracker) === '') return { kind: 'untracked' };
  const quantity = cells.quantity(named(NAMES.quantity)) ?? 0;
  const policy = named(NAMES.policy);
  const sellsOn = cells.text(policy).toLowerCase() === 'continue' || cells.isYes(policy);
  return { kind: 'tracked', quantity, whenOut: sellsOn ? 'sell-on' : 'stop' };
};
