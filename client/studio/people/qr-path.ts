import { encode } from 'uqr';

/** Modules of quiet ground around the code, without which scanners do not find it. ISO/IEC 18004 asks for four. */
const QUIET = 4;

export type QrCode = {
  /** Dark modules as an SVG path, one unit a module. */
  readonly path: string;
  /** Side of the whole, the quiet ground included, in modules. */
  readonly size: number;
};

/** `text` as a QR code that can lose 15 % of its modules (a smudge, a reflection). */
export const qrCode = (text: string): QrCode => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  return { path: data.map(rowPath).join(''), size };
};

/** Runs of dark modules as one rectangle each: a path of a few kilobytes instead of a thousand elements. */
const rowPath = (row: readonly boolean[], y: number): string => {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const end = row.indexOf(false, x);
    const width = (end === -1 ? row.length : end) - x;
    path += `M${x} ${y}h${width}v1h-${width}z`;
    x += width;
  }
  return path;
};
