import * as v from 'valibot';
import { Currency } from '../money.ts';
import { dialectOf } from './dialect.ts';
import { readTable, type ShopTable } from './read-table.ts';

export const EUR = v.parse(Currency, 'EUR');

/** Reads a table that a test writes as objects of only those cells that matter: the header is their union. */
export const readCells = (...rows: readonly Readonly<Record<string, string>>[]): ShopTable => {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const dialect = dialectOf(header);
  if (dialect === null) throw new Error(`no dialect has ${header.join(', ')}`);
  const sheet = rows.map((row, index) => ({ line: index + 2, cells: header.map((name) => row[name] ?? '') }));
  return readTable({ dialect, header, currency: EUR }, sheet);
};
