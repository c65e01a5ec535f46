import { describe, expect, it } from 'vitest';
import type { SheetRow } from '../../shared/catalog/sheet-row.ts';
import { readSheet } from './read-sheet.ts';

/** The file in pieces of `pieceBytes`, so that letters and marks are cut through. */
async function* inPieces(bytes: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

const read = async (file: string | Uint8Array, pieceBytes = 3) => {
  const rows: SheetRow[] = [];
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const result = await readSheet(inPieces(bytes, pieceBytes), (row) => rows.push(row));
  return result.ok ? rows : result.error;
};

describe('a file as rows', () => {
  it('is split at what its header is split at', async () => {
    const rows = [
      { line: 1, cells: ['id', 'title, short'] },
      { line: 2, cells: ['1', 'Tea, green'] },
    ];
    expect(await read('id;"title, short"\n1;"Tea, green"\n')).toEqual(rows);
    expect(await read('id\t"title, short"\n1\tTea, green\n')).toEqual(rows);
    expect(await read('id,"title, short"\n1,"Tea, green"\n')).toEqual(rows);
  });

  it('counts lines inside of cells, blank lines and every kind of line end', async () => {
    expect(await read('a,b\r\n"x\r\ny",2\r\n\r\n"p\nq\nr",4\n5,6\r7,8')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\r\ny', '2'] },
      { line: 4, cells: [''] },
      { line: 5, cells: ['p\nq\nr', '4'] },
      { line: 8, cells: ['5', '6'] },
      { line: 9, cells: ['7', '8'] },
    ]);
  });

  it('may have rows of other lengths, and marks for inches', async () => {
    expect(await read('a,b\n1\n1,2,3\n12" disc,"say ""hi"""\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1'] },
      { line: 3, cells: ['1', '2', '3'] },
      { line: 4, cells: ['12" disc', 'say "hi"'] },
    ]);
  });

  it.each([
    ['UTF-8', Buffer.from('名,b\n龙井,🍵')],
    ['UTF-8 with its mark', Buffer.from('\ufeff名,b\n龙井,🍵')],
    ['UTF-16, little end first', Buffer.from('\ufeff名,b\n龙井,🍵', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeff名,b\n龙井,🍵', 'utf16le').swap16()],
  ])('is read in %s', async (_name, bytes) => {
    for (const pieceBytes of [1, 2, 5, 1_000]) {
      expect(await read(bytes, pieceBytes)).toEqual([
        { line: 1, cells: ['名', 'b'] },
        { line: 2, cells: ['龙井', '🍵'] },
      ]);
    }
  });

  it('is nothing when it is empty', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\ufeff')).toEqual([]);
  });
});

describe('a file that is refused', () => {
  it.each([
    ['another encoding', Buffer.from('Größe,b\n1,2', 'latin1')],
    ['half a letter', Buffer.from('名').subarray(0, 2)],
    ['bytes that are no text', Buffer.from('a,b\n1,\0')],
  ])('is of %s', async (_name, bytes) => {
    expect(await read(bytes)).toEqual({ code: 'import.encoding' });
  });

  it('is a spreadsheet program’s own', async () => {
    expect(await read(Buffer.from('PK\x03\x04 and so on'))).toEqual({ code: 'import.spreadsheet' });
  });

  it('has a quotation mark that never closes, and is told the line', async () => {
    expect(await read('a,b\n"x\ny",2\n"abc,2\n3,4\n')).toEqual({ code: 'import.broken-quotes', field: '4' });
    const long = `a,b\n1,2\n"${'never ends,\n'.repeat(100_000)}`;
    expect(await read(long, 64 * 1024)).toEqual({ code: 'import.broken-quotes', field: '3' });
  });
});
