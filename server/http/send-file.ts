import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvLine } from '../../shared/catalog/export-table.ts';
import { AppError } from '../../shared/errors.ts';

type File = {
  readonly name: string;
  readonly type: 'text/csv' | 'application/x-ndjson';
  readonly parts: AsyncIterable<string> | Iterable<string>;
};

/** Sends a file that is made while it is sent; nobody on its way keeps it. */
export const sendFile = async (request: Request, response: Response, { name, type, parts }: File): Promise<void> => {
  response.set('Cache-Control', 'no-store').attachment(name).type(type);
  try {
    await pipeline(Readable.from(parts), response);
  } catch (error) {
    // Whoever went away needs no answer.
    if (!request.destroyed || error instanceof AppError) throw error;
  }
};

/** Spreadsheets take a file without this mark for one of their own country's encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/** Rows whose cells are no formulas already. */
export function* csvParts(rows: Iterable<readonly string[]>): Generator<string> {
  yield BYTE_ORDER_MARK;
  for (const row of rows) yield csvLine(row);
}
