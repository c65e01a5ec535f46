import { columnsOf } from './sheet-row.ts';

/** The tables that shops export. */
export const DIALECTS = ['shopify-classic', 'shopify-current', 'woocommerce', 'merchant-feed'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Columns without which a table is not of the dialect. No dialect has all of another one's. */
const SIGNS: Readonly<Record<Dialect, readonly string[]>> = {
  'shopify-classic': ['Handle', 'Title', 'Variant Price'],
  'shopify-current': ['Title', 'URL handle', 'Price'],
  woocommerce: ['Type', 'SKU', 'Name', 'Regular price'],
  'merchant-feed': ['id', 'title', 'price', 'availability'],
};

/** Which shop's table this is, by the names of its columns in any order; null when it is nobody's. */
export const dialectOf = (header: readonly string[]): Dialect | null => {
  const columns = columnsOf(header);
  return DIALECTS.find((dialect) => SIGNS[dialect].every((name) => columns.has(name))) ?? null;
};
