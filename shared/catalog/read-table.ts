import { assertNever } from '../invariant.ts';
import type { Currency } from '../money.ts';
import { assembleProducts, type Assembled } from './assemble.ts';
import type { Dialect } from './dialect.ts';
import type { ReadRow, RowFacts, RowProblem } from './draft.ts';
import { MAX_CELL_CHARS } from './lengths.ts';
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
export type ShopTable = Assembled & {
  readonly told: ReadonlySet<OptionalField>;
  /** Whether there is a price that names no currency, so that the person's word was taken for it. */
  readonly asksCurrency: boolean;
};

/** Reads a shop's table row by row, as it comes: keeps what rows say, never the rows. */
export class TableReader {
  readonly #facts: TableFacts;
  readonly #columns: Columns;
  readonly #rows: RowFacts[] = [];
  readonly #problems: RowProblem[] = [];
  #asksCurrency = false;

  constructor(facts: TableFacts) {
    this.#facts = facts;
    this.#columns = columnsOf(facts.header);
  }

  add(row: SheetRow): void {
    // Spreadsheets leave empty lines at the end.
    if (row.cells.every((cell) => cell.trim() === '')) return;
    const unreadable = this.#unreadable(row);
    if (unreadable) {
      this.#problems.push(unreadable);
      return;
    }
    const { dialect, currency } = this.#facts;
    const read = readRow(dialect, row, this.#columns, currency);
    if (read.facts) this.#rows.push(read.facts);
    this.#problems.push(...read.problems);
    this.#asksCurrency ||= !namesCurrency(dialect, row, this.#columns, read);
  }

  /** What the table says, and everything that is wrong with it by line. Writes nothing. */
  table(): ShopTable {
    const { products, problems } = assembleProducts(this.#rows);
    return {
      products,
      problems: [...this.#problems, ...problems].toSorted((left, right) => left.line - right.line),
      told: toldFields(this.#facts.dialect, this.#facts.header),
      asksCurrency: this.#asksCurrency,
    };
  }

  /** A cell too many moves all that follow it into the wrong columns: nothing of such a row can be believed. */
  #unreadable({ line, cells }: SheetRow): RowProblem | null {
    const { header } = this.#facts;
    const extra = cells.slice(header.length).find((cell) => cell.trim() !== '');
    if (extra !== undefined) return { line, severity: 'error', code: 'extra-cells', column: null, value: extra };
    const long = cells.findIndex((cell) => cell.length > MAX_CELL_CHARS);
    if (long < 0) return null;
    return { line, severity: 'error', code: 'cell-too-long', column: header[long] ?? null, value: '' };
  }
}

export const readTable = (facts: TableFacts, rows: Iterable<SheetRow>): ShopTable => {
  const reader = new TableReader(facts);
  for (const row of rows) reader.add(row);
  return reader.table();
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

/** A feed's price has its currency in its own cell, our own export in a column beside it, and shops write none. */
const namesCurrency = (dialect: Dialect, row: SheetRow, columns: Columns, { facts, problems }: ReadRow): boolean => {
  if (dialect === 'merchant-feed') return !problems.some(({ code }) => code === 'no-currency');
  return !facts?.variant || columns.read(row, 'Currency') !== '';
};
