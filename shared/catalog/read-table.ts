import { assertNever } from '../invariant.ts';
import type { Currency } from '../money.ts';
import { assembleProducts, type Assembled } from './assemble.ts';
import type { Dialect } from './dialect.ts';
import type { ReadRow, RowFacts, RowProblem } from './draft.ts';
import { readMerchantRow } from './read-merchant-feed.ts';
import { readShopifyRow } from './read-shopify.ts';
import { readWooCommerceRow } from './read-woocommerce.ts';
import { columnsOf, type Columns, type SheetRow } from './sheet-row.ts';
import { toldFields, type OptionalField } from './told-fields.ts';

export type TableFacts = {
  readonly dialect: Dialect;
  readonly header: readonly string[];
  /** Of prices that name none: asked of the person, because most tables do not say it. */
  readonly currency: Currency;
};

/** What a table says, and about what it says nothing at all. */
export type ShopTable = Assembled & { readonly told: ReadonlySet<OptionalField> };

/** What a shop's table says, and everything that is wrong with it by line. Writes nothing. */
export const readTable = ({ dialect, header, currency }: TableFacts, rows: Iterable<SheetRow>): ShopTable => {
  const columns = columnsOf(header);
  const facts: RowFacts[] = [];
  const problems: RowProblem[] = [];
  for (const row of rows) {
    // Spreadsheets leave empty lines at the end.
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow(dialect, row, columns, currency);
    if (read.facts) facts.push(read.facts);
    problems.push(...read.problems);
  }
  const assembled = assembleProducts(facts);
  const all = [...problems, ...assembled.problems].toSorted((left, right) => left.line - right.line);
  return { products: assembled.products, problems: all, told: toldFields(dialect, header) };
};

const readRow = (dialect: Dialect, row: SheetRow, columns: Columns, currency: Currency): ReadRow => {
  switch (dialect) {
    case 'shopify-classic':
    case 'shopify-current':
      return readShopifyRow(row, columns, currency);
    case 'woocommerce':
      return readWooCommerceRow(row, columns, currency);
    case 'merchant-feed':
      return readMerchantRow(row, columns, currency);
    default:
      return assertNever(dialect);
  }
};
