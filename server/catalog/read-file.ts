import { createHash } from 'node:crypto';
import { dialectOf, type Dialect } from '../../shared/catalog/dialect.ts';
import { TableReader, type ShopTable } from '../../shared/catalog/read-table.ts';
import type { Currency } from '../../shared/money.ts';
import { MAX_TABLE_ROWS } from '../../shared/protocol/table-import.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { readSheet } from './read-sheet.ts';

export type TableFile = {
  readonly dialect: Dialect;
  readonly table: ShopTable;
  /** SHA-256 of the bytes, base64url. */
  readonly digest: string;
};

type Reading =
  | { readonly kind: 'before-header' }
  | { readonly kind: 'rows'; readonly dialect: Dialect; readonly reader: TableReader }
  | { readonly kind: 'refused'; readonly code: 'import.unknown-table' | 'import.too-many-rows' };

/** Reads a shop's table as its bytes come. `currency`: of prices that name none. Refuses with `import.*`. */
export const readFile = async (bytes: AsyncIterable<Uint8Array>, currency: Currency): Promise<Result<TableFile>> => {
  const hash = createHash('sha256');
  let reading: Reading = { kind: 'before-header' };
  let rows = 0;
  const read = await readSheet(hashed(bytes, hash), (row) => {
    if (row.cells.every((cell) => cell.trim() === '')) return;
    if (reading.kind === 'before-header') reading = begin(row.cells, currency);
    else if (reading.kind === 'rows') {
      rows += 1;
      if (rows > MAX_TABLE_ROWS) reading = { kind: 'refused', code: 'import.too-many-rows' };
      else reading.reader.add(row);
    }
  });
  if (!read.ok) return read;
  return finish(reading, hash.digest('base64url'));
};

const begin = (header: readonly string[], currency: Currency): Reading => {
  const dialect = dialectOf(header);
  if (!dialect) return { kind: 'refused', code: 'import.unknown-table' };
  return { kind: 'rows', dialect, reader: new TableReader({ dialect, header, currency }) };
};

const finish = (reading: Reading, digest: string): Result<TableFile> => {
  switch (reading.kind) {
    case 'before-header':
      return refuse('import.empty');
    case 'refused':
      return refuse(reading.code);
    case 'rows':
      return ok({ dialect: reading.dialect, table: reading.reader.table(), digest });
  }
};

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}
