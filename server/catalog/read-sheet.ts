import { CsvError, parse, type Parser } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import type { SheetRow } from '../../shared/catalog/sheet-row.ts';
import { AppError } from '../../shared/errors.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { delimiterOf, headerMarks } from './delimiter.ts';
import { textOf } from './text-of.ts';

/** A header is far shorter; a file without a line's end is none. */
const MAX_HEAD_CHARS = 64 * 1024;
/** Bytes of a row. A quotation mark that is never closed makes one row of the rest of the file, and must not make us hold it. */
const MAX_ROW_BYTES = 1024 * 1024;

const Cells = v.array(v.string());

/**
 * Splits a file into rows of cells as it comes, blank rows too, and gives each to `onRow`. What separates the cells is read
 * off the header. Refuses with `import.encoding`, `import.spreadsheet`, or `import.broken-quotes`, whose field is the line.
 */
export const readSheet = async (
  bytes: AsyncIterable<Uint8Array>,
  onRow: (row: SheetRow) => void,
): Promise<Result<void>> => {
  const text = textOf(bytes);
  let line = 1;
  const take = (record: unknown): void => {
    const cells = v.parse(Cells, record);
    onRow({ line, cells });
    line += 1 + cells.reduce((sum, cell) => sum + lineBreaks(cell), 0);
  };
  try {
    const head = await readHead(text);
    await pipeline(followed(head, text), makeParser(head, take));
    return ok(undefined);
  } catch (error) {
    if (error instanceof AppError) return refuse(error.code);
    // The row in which the mark opens is the first one that did not come.
    if (error instanceof CsvError) return refuse('import.broken-quotes', String(line));
    throw error;
  }
};

const makeParser = (head: string, take: (record: unknown) => void): Parser =>
  parse({
    delimiter: delimiterOf(headerMarks(`${head}\n`) ?? ''),
    // All of them: files that were put together have several.
    record_delimiter: ['\r\n', '\n', '\r'],
    // A row of another length is for who knows the columns to judge.
    relax_column_count: true,
    // Inches and quotations inside of a cell, which feeds do not escape.
    relax_quotes: true,
    max_record_size: MAX_ROW_BYTES,
    // Taken as it is split: nothing is left for the stream, and nothing is lost with a row that cannot be read.
    on_record: (record) => {
      take(record);
      return null;
    },
  }).resume();

const readHead = async (text: AsyncIterator<string>): Promise<string> => {
  let head = '';
  while (headerMarks(head) === null && head.length < MAX_HEAD_CHARS) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
};

async function* followed(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

const lineBreaks = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0;
