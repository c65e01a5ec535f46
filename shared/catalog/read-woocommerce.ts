import type { Currency } from '../money.ts';
import { CellReader } from './cell.ts';
import type { ProductFacts, ReadRow, StockRule, VariantFacts } from './draft.ts';
import { plainText } from './plain-text.ts';
import type { Columns, SheetRow } from './sheet-row.ts';

const ATTRIBUTES = [1, 2, 3] as const;
const attributeName = (n: number): string => `Attribute ${n} name`;
const attributeValue = (n: number): string => `Attribute ${n} value(s)`;

/**
 * Reads one row of a WooCommerce export. `Type` is a list; `variation` rows name their `variable` parent by its SKU in any case,
 * or by `id:7`. A parent has no price and is not sold itself; a `grouped` product is a page of links, and is left out.
 */
export const readWooCommerceRow = (row: SheetRow, columns: Columns, currency: Currency): ReadRow => {
  const cells = new CellReader(row, columns);
  const types = cells
    .text('Type')
    .split(',')
    .map((type) => type.trim().toLowerCase());
  const leave = (code: 'no-handle' | 'unknown-parent' | 'unsupported-type', name: string): ReadRow => {
    cells.report('error', code, name);
    return { facts: null, problems: cells.problems };
  };
  if (types.includes('grouped')) return leave('unsupported-type', 'Type');
  const isVariation = types.includes('variation');
  const handle = cells.line('SKU', 'ID');
  if (handle === '') return leave('no-handle', 'SKU');
  const parent = cells.line('Parent');
  if (isVariation && parent === '') return leave('unknown-parent', 'Parent');
  const isParent = types.includes('variable');
  const title = cells.line('Name');
  const facts = {
    line: row.line,
    productKey: (isVariation ? parent : handle).toLowerCase(),
    otherKey: isVariation ? null : `id:${cells.text('ID')}`,
    handle: isVariation ? null : handle,
    product: isVariation || title === '' ? null : readProduct(cells, title, isParent),
    variant: isParent ? null : readVariant(cells, currency, isVariation),
    // An address may hold a comma; what separates two is a comma and a space.
    pictureUrls: cells.pictures('Images', /,\s+/),
  };
  return { facts, problems: cells.problems };
};

const readProduct = (cells: CellReader, title: string, isParent: boolean): ProductFacts => ({
  title,
  description: plainText(withLineEnds(cells.text('Description', 'Short description'))),
  vendor: null,
  optionNames: isParent ? ATTRIBUTES.map((n) => cells.line(attributeName(n))) : [],
  link: cells.link('External URL'),
});

/**
 * WooCommerce writes the end of a line as a backslash and an n, and one more backslash before a text of these two.
 * @see WC_Product_CSV_Exporter::filter_description_field
 */
const withLineEnds = (text: string): string => text.replaceAll(/\\?\\n/g, (mark) => (mark === '\\n' ? '\n' : '\\n'));

const readVariant = (cells: CellReader, currency: Currency, isVariation: boolean): VariantFacts | null => {
  const regularMinor = cells.price('Regular price', currency);
  const saleMinor = isSaleDated(cells) ? null : cells.price('Sale price', currency);
  const priceMinor = saleMinor ?? regularMinor;
  const stock = readStock(cells);
  if (cells.text('Regular price', 'Sale price') === '') cells.report('error', 'no-price', 'Regular price');
  if (priceMinor === null || cells.hasErrors) return null;
  return {
    sku: cells.lineOrNull('SKU'),
    optionValues: isVariation ? ATTRIBUTES.map((n) => cells.line(attributeValue(n))) : [],
    priceMinor,
    formerPriceMinor: saleMinor === null ? null : cells.formerPrice(regularMinor, saleMinor, 'Regular price'),
    currency,
    stock,
    barcode: null,
    pictureUrl: isVariation ? (cells.pictures('Images', /,\s+/)[0] ?? null) : null,
  };
};

/** A sale of certain days is a flash sale of its own here; the price is the regular one. */
const isSaleDated = (cells: CellReader): boolean => {
  const isDated =
    cells.text('Date sale price starts', 'Date sale price ends') !== '' && cells.text('Sale price') !== '';
  if (isDated) cells.report('warning', 'sale-dates-ignored', 'Sale price');
  return isDated;
};

/** A blank `Stock` is not counted, unless the shop says that there is nothing left. */
const readStock = (cells: CellReader): StockRule => {
  const sellsOn = cells.isYes('Backorders allowed?') || cells.text('Backorders allowed?').toLowerCase() === 'notify';
  const whenOut = sellsOn ? 'sell-on' : 'stop';
  const quantity = cells.quantity('Stock');
  if (quantity !== null) return { kind: 'tracked', quantity, whenOut };
  const isOut = cells.text('In stock?') !== '' && !cells.isYes('In stock?');
  return isOut ? { kind: 'tracked', quantity: 0, whenOut } : { kind: 'untracked' };
};
