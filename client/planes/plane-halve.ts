import type { Rect } from '../../shared/geometry.ts';
import type { Plane } from './surface.ts';

const LANES = 0x00ff00ff;
const LOW_SEVEN = 0x7f7f7f7f;

/** Mean of four pairs of bytes, rounded down: `a + b = 2 (a & b) + (a ^ b)`, with no carry between bytes. */
const meanWord = (a: number, b: number): number => (a & b) + (((a ^ b) >>> 1) & LOW_SEVEN);

/** The two means of neighbors in a word of four pixels, rounded up (which evens out `meanWord`), in the low two bytes. */
const meanPairs = (word: number): number => {
  const sums = (((word & LANES) + ((word >>> 8) & LANES) + 0x00010001) >>> 1) & LANES;
  return (sums & 0xff) | (sums >>> 8);
};

/**
 * Averages blocks of 2 × 2 pixels: `rect` of the half-size target, in its own pixels. Eight source pixels a step, so
 * the columns that are written are those of `rect` grown to multiples of 4.
 */
export const halvePlane = (source: Plane, target: Plane, rect: Rect): void => {
  const firstWord = rect.x >> 2;
  const endWord = (rect.x + rect.width + 3) >> 2;
  const from = source.words;
  const to = target.words;
  const sourceStride = source.stride >> 2;
  const targetStride = target.stride >> 2;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const upper = 2 * row * sourceStride;
    // The last row of an odd height has no partner: it pairs with itself.
    const lower = 2 * row + 1 < source.heightPx ? upper + sourceStride : upper;
    for (let word = firstWord; word < endWord; word += 1) {
      // A half-width plane's padding may reach one word past the source's.
      const left = 2 * word;
      const right = left + 1 < sourceStride ? left + 1 : left;
      const low = meanPairs(meanWord(from[upper + left] as number, from[lower + left] as number));
      const high = meanPairs(meanWord(from[upper + right] as number, from[lower + right] as number));
      to[row * targetStride + word] = low | (high << 16);
    }
  }
  if (source.widthPx % 2 === 1 && rect.x + rect.width >= target.widthPx) averageLastColumn(source, target, rect);
};

/** The last column of an odd width has no neighbor but padding: only its rows are averaged. */
const averageLastColumn = (source: Plane, target: Plane, rect: Rect): void => {
  const column = source.widthPx - 1;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const upper = source.bytes[2 * row * source.stride + column] as number;
    const lowerRow = Math.min(2 * row + 1, source.heightPx - 1);
    const lower = source.bytes[lowerRow * source.stride + column] as number;
    target.bytes[row * target.stride + target.widthPx - 1] = (upper + lower) >> 1;
  }
};
