import * as v from 'valibot';
import { Currency } from '../money.ts';
import { CellReader } from './cell.ts';
import type { ProductFacts, ReadRow, StockRule, VariantFacts } from './draft.ts';
import { plainText } from './plain-text.ts';
import type { Columns, SheetRow } from './sheet-row.ts';

/** What tells one variant of an item group from another, in the order in which people are asked. */
const OPTIONS = [
  ['color', 'Color'],
  ['size', 'Size'],
  ['material', 'Material'],
  ['pattern', 'Pattern'],
] as const;

/**
 * Reads one row of a Google Merchant Center feed. Rows of one `item_group_id` are variants of one product. A price names its
 * currency; where it does not, it is of `currency`, with a warning.
 */
export const readMerchantRow = (row: SheetRow, columns: Columns, currency: Currency): ReadRow => {
  const cells = new CellReader(row, columns);
  const id = cells.line('id');
  if (id === '') {
    cells.report('error', 'no-handle', 'id');
    return { facts: null, problems: cells.problems };
  }
  const group = cells.line('item_group_id');
  const handle = group === '' ? id : group;
  const facts = {
    line: row.line,
    productKey: `${group === '' ? 'item' : 'group'} ${handle.toLowerCase()}`,
    otherKey: null,
    handle,
    product: readProduct(cells, group !== '', columns),
    variant: readVariant(cells, columns, { id, currency, isOneOfGroup: group !== '' }),
    pictureUrls: [...cells.pictures('image_link'), ...cells.pictures('additional_image_link', /,/)],
  };
  return { facts, problems: cells.problems };
};

const optionsOf = (columns: Columns): readonly (typeof OPTIONS)[number][] =>
  OPTIONS.filter(([column]) => columns.has(column));

const readProduct = (cells: CellReader, isGroup: boolean, columns: Columns): ProductFacts | null => {
  const title = cells.line('title');
  if (title === '') return null;
  return {
    title,
    description: plainText(cells.text('description')),
    vendor: cells.lineOrNull('brand'),
    optionNames: isGroup ? optionsOf(columns).map(([, name]) => name) : [],
    link: cells.link('link'),
  };
};

type Choices = { readonly id: string; readonly currency: Currency; readonly isOneOfGroup: boolean };

const readVariant = (cells: CellReader, columns: Columns, choices: Choices): VariantFacts | null => {
  const regular = readMoney(cells, 'price', choices.currency);
  const stock = readStock(cells);
  if (cells.text('price') === '') cells.report('error', 'no-price', 'price');
  if (regular === null) return null;
  const sale = readSale(cells, regular.currency);
  if (cells.hasErrors) return null;
  const priceMinor = sale ?? regular.minor;
  return {
    sku: choices.id,
    optionValues: choices.isOneOfGroup ? optionsOf(columns).map(([column]) => cells.line(column)) : [],
    priceMinor,
    formerPriceMinor: sale === null ? null : cells.formerPrice(regular.minor, sale, 'price'),
    currency: regular.currency,
    stock,
    barcode: cells.lineOrNull('gtin'),
    pictureUrl: choices.isOneOfGroup ? (cells.pictures('image_link')[0] ?? null) : null,
  };
};

type Money = { readonly minor: number; readonly currency: Currency };

const readMoney = (cells: CellReader, name: string, fallback: Currency): Money | null => {
  const text = cells.text(name);
  if (text === '') return null;
  const [, amount = text, code = ''] = /^(.*?)\s*([A-Za-z]{3})$/.exec(text) ?? [];
  const named = v.safeParse(Currency, code.toUpperCase());
  if (!named.success) cells.report('warning', 'no-currency', name);
  const currency = named.success ? named.output : fallback;
  const minor = cells.amount(amount, currency, name);
  return minor === null ? null : { minor, currency };
};

/** A sale of certain days is a flash sale of its own here, and one in another currency is no price of this product. */
const readSale = (cells: CellReader, currency: Currency): number | null => {
  if (cells.text('sale_price') === '') return null;
  if (cells.text('sale_price_effective_date') !== '') {
    cells.report('warning', 'sale-dates-ignored', 'sale_price');
    return null;
  }
  const sale = readMoney(cells, 'sale_price', currency);
  if (sale === null || sale.currency === currency) return sale?.minor ?? null;
  cells.report('error', 'bad-price', 'sale_price');
  return null;
};

/** A feed counts nothing, but some shops add a `quantity`. Words are read with spaces and underscores alike. */
const readStock = (cells: CellReader): StockRule => {
  const availability = cells.text('availability').toLowerCase().replace(/\s+/g, '_');
  const sellsOn = availability === 'backorder' || availability === 'preorder';
  const isKnown = sellsOn || availability === 'in_stock' || availability === 'out_of_stock';
  if (!isKnown) cells.report('error', 'bad-availability', 'availability');
  if (availability === 'out_of_stock') return { kind: 'tracked', quantity: 0, whenOut: 'stop' };
  const quantity = cells.quantity('quantity');
  if (quantity === null || sellsOn) return { kind: 'untracked' };
  return { kind: 'tracked', quantity, whenOut: 'stop' };
};
