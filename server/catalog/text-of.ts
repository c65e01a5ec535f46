import { TextDecoder } from 'node:util';
import { AppError } from '../../shared/errors.ts';

/** Enough to see a byte order mark, and what no text begins with. */
const HEAD_BYTES = 4;

/** A spreadsheet program's own file is a ZIP archive, and its older one a compound file. */
const SPREADSHEETS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
] as const;

/**
 * The text of a file as its bytes come: UTF-8, with or without its mark, or UTF-16 with one, which is how spreadsheets save
 * "Unicode text". Any other encoding would be guessed, and a wrong guess is a wrong name in the shop: AppError
 * `import.encoding`; `import.spreadsheet` for a file that is no text at all.
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array = new Uint8Array();
  let decoder: TextDecoder | null = null;
  for await (const chunk of bytes) {
    if (decoder) {
      yield decode(decoder, chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.byteLength < HEAD_BYTES) continue;
    decoder = decoderFor(head);
    yield decode(decoder, head);
  }
  if (!decoder) {
    decoder = decoderFor(head);
    yield decode(decoder, head);
  }
  yield decode(decoder, null);
}

const decoderFor = (head: Uint8Array): TextDecoder => {
  if (SPREADSHEETS.some((mark) => mark.every((byte, at) => head[at] === byte))) {
    throw new AppError('import.spreadsheet');
  }
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  return new TextDecoder('utf-8', { fatal: true });
};

/** `null` after the last chunk: a letter of which a part is missing is an error, too. */
const decode = (decoder: TextDecoder, chunk: Uint8Array | null): string => {
  const text = decoded(decoder, chunk);
  if (text.includes('\0')) throw new AppError('import.encoding');
  return text;
};

const decoded = (decoder: TextDecoder, chunk: Uint8Array | null): string => {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new AppError('import.encoding', error);
    throw error;
  }
};
