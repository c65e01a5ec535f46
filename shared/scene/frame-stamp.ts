/**
 * The frame stamp: two rows of 32 black or white cells in the picture's top-left corner that carry the sender's clock
 * and its frame counter, so that latency, freezes and lost frames are read from pixels.
 * @see design note "The frame stamp" (docs/protocol.md)
 */

/** Cells in a row: 24 bits of value, most significant first, then 8 bits of CRC. */
export const STAMP_COLUMNS = 32;
export const STAMP_ROWS = 2;
/** A cell is this part of the picture's width: 16 px of 1280. Smaller cells do not survive a quarter-size encoding. */
const CELLS_PER_WIDTH = 80;
const VALUE_RANGE = 2 ** 24;
const WHITE_LUMA = 235;
const BLACK_LUMA = 16;
const NEUTRAL_CHROMA = 128;
/** Half range, whether the reader samples limited-range luma (16…235) or full-range gray (0…255). */
const THRESHOLD_LUMA = 126;

/** CRC-8 with polynomial 0x07, initial value 0, not reflected, over the three bytes of a 24-bit value. */
export const stampCrc = (value: number): number => {
  let crc = 0;
  for (let shift = 16; shift >= 0; shift -= 8) {
    crc ^= (value >>> shift) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  }
  return crc;
};

/** One row as a number of 32 bits (unsigned), first cell in the highest bit. */
const rowWord = (value: number): number => {
  const low = Math.floor(value) % VALUE_RANGE;
  return ((low << 8) | stampCrc(low)) >>> 0;
};

const wordValue = (word: number): number | null => {
  const value = word >>> 8;
  return stampCrc(value) === (word & 0xff) ? value : null;
};

/** Column or row number → its first pixel. Cells of odd picture sizes differ by a pixel; their middles stay right. */
const cellEdge = (index: number, widthPx: number): number => Math.round((index * widthPx) / CELLS_PER_WIDTH);
const cellMiddle = (index: number, widthPx: number): number => Math.floor(((index + 0.5) * widthPx) / CELLS_PER_WIDTH);

/** Size in pixels of the strip that a picture of `widthPx` carries, for readers that copy only this much. */
export const stampSize = (widthPx: number): { readonly widthPx: number; readonly heightPx: number } => ({
  widthPx: cellEdge(STAMP_COLUMNS, widthPx),
  heightPx: cellEdge(STAMP_ROWS, widthPx),
});

/**
 * The cells of a stamp, row by row, 1 for white.
 * @param atMs wall clock of composition, epoch milliseconds; kept modulo 2^24
 * @param counter the program's frame counter; kept modulo 2^24
 */
export const stampCells = (atMs: number, counter: number): Uint8Array => {
  const cells = new Uint8Array(STAMP_COLUMNS * STAMP_ROWS);
  const words = [rowWord(atMs), rowWord(counter)];
  words.forEach((word, row) => {
    for (let column = 0; column < STAMP_COLUMNS; column += 1) {
      cells[row * STAMP_COLUMNS + column] = (word >>> (STAMP_COLUMNS - 1 - column)) & 1;
    }
  });
  return cells;
};

/** I420 planes to stamp; strides in bytes. At least `width / 40` rows high. */
export type StampTarget = {
  readonly widthPx: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  readonly yStride: number;
  readonly uvStride: number;
};

export type StampMoment = { readonly atMs: number; readonly counter: number };

/** Paints the stamp over the planes' top-left corner, with neutral chroma so that readers of RGB see gray. */
export const paintStamp = (target: StampTarget, moment: StampMoment): void => {
  paintRow(target, 0, rowWord(moment.atMs));
  paintRow(target, 1, rowWord(moment.counter));
  const strip = stampSize(target.widthPx);
  const chromaWidth = (strip.widthPx + 1) >> 1;
  const chromaHeight = (strip.heightPx + 1) >> 1;
  for (let row = 0; row < chromaHeight; row += 1) {
    const start = row * target.uvStride;
    target.u.fill(NEUTRAL_CHROMA, start, start + chromaWidth);
    target.v.fill(NEUTRAL_CHROMA, start, start + chromaWidth);
  }
};

const paintRow = (target: StampTarget, row: number, word: number): void => {
  const { y, yStride, widthPx } = target;
  const top = cellEdge(row, widthPx);
  const bottom = cellEdge(row + 1, widthPx);
  const first = top * yStride;
  for (let column = 0; column < STAMP_COLUMNS; column += 1) {
    const bit = (word >>> (STAMP_COLUMNS - 1 - column)) & 1;
    y.fill(bit ? WHITE_LUMA : BLACK_LUMA, first + cellEdge(column, widthPx), first + cellEdge(column + 1, widthPx));
  }
  for (let line = top + 1; line < bottom; line += 1) {
    y.copyWithin(line * yStride, first, first + cellEdge(STAMP_COLUMNS, widthPx));
  }
};

/** What a picture's corner says. Null where the CRC does not match: throw the row away and count it. */
export type StampReading = {
  /** The sender's wall clock modulo 2^24 ms (4.6 hours). */
  readonly atMsLow: number | null;
  readonly counter: number | null;
};

const sampleWord = (sampleLuma: (x: number, y: number) => number, row: number, widthPx: number): number => {
  const y = cellMiddle(row, widthPx);
  let word = 0;
  for (let column = 0; column < STAMP_COLUMNS; column += 1) {
    word = (word << 1) | (sampleLuma(cellMiddle(column, widthPx), y) >= THRESHOLD_LUMA ? 1 : 0);
  }
  return word >>> 0;
};

/**
 * Reads the stamp of a picture of any size. A plain black corner would pass the CRC as two zeros, so it reads as no stamp.
 * @param sampleLuma luma or gray (0…255) of a pixel of the picture
 * @param widthPx width of the picture that is sampled, which may be smaller than the program
 */
export const readStamp = (sampleLuma: (x: number, y: number) => number, widthPx: number): StampReading => {
  const clock = sampleWord(sampleLuma, 0, widthPx);
  const counter = sampleWord(sampleLuma, 1, widthPx);
  if (clock === 0 && counter === 0) return { atMsLow: null, counter: null };
  return { atMsLow: wordValue(clock), counter: wordValue(counter) };
};

/** How long ago a stamp was painted, in milliseconds; negative when the reader's clock is behind. Right within ±2.3 hours. */
export const stampAgeMs = (nowMs: number, atMsLow: number): number => {
  const age = (((nowMs - atMsLow) % VALUE_RANGE) + VALUE_RANGE) % VALUE_RANGE;
  return age < VALUE_RANGE / 2 ? age : age - VALUE_RANGE;
};
