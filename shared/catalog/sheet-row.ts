import { undefused } from './formula.ts';

/** A row of a table as it was split into cells. `line`: where it begins in the file, from 1; a quoted cell may span several. */
export type SheetRow = { readonly line: number; readonly cells: readonly string[] };

/** Finds a row's cells by the names of their columns, in any order and spelling of case; '' where there is none. */
export type Columns = {
  has(name: string): boolean;
  /** The name as the file writes it. */
  spelling(name: string): string;
  read(row: SheetRow, name: string): string;
};

const BYTE_ORDER_MARK = /^\ufeff/;
const keyOf = (name: string): string => name.replace(BYTE_ORDER_MARK, '').trim().replace(/\s+/g, ' ').toLowerCase();

export const columnsOf = (header: readonly string[]): Columns => {
  const indexes = new Map<string, number>();
  header.forEach((name, index) => {
    const key = keyOf(name);
    // The first of two columns of one name counts, as in every spreadsheet's lookup.
    if (key !== '' && !indexes.has(key)) indexes.set(key, index);
  });
  // Every row is asked for the same few names.
  const asked = new Map<string, number>();
  const indexOf = (name: string): number => {
    const known = asked.get(name);
    if (known !== undefined) return known;
    const index = indexes.get(keyOf(name)) ?? -1;
    asked.set(name, index);
    return index;
  };
  return {
    has: (name) => indexOf(name) >= 0,
    spelling: (name) => header[indexOf(name)]?.replace(BYTE_ORDER_MARK, '').trim() ?? name,
    read: (row, name) => undefused(row.cells[indexOf(name)]?.trim() ?? ''),
  };
};
