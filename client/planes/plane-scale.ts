import type { Rect } from '../../shared/geometry.ts';
import { mixBytes, mixWord } from './plane-blit.ts';
import { OPAQUE } from './plane-fill.ts';
import type { Plane } from './surface.ts';

/**
 * How one axis of a scaled picture is sampled: for each target pixel the first of two neighbors and the weight (1/256) of
 * the second, as `first × 512 + weight`. One number a pixel, because this table is read for every pixel of every frame.
 */
export type AxisMap = Int32Array;

const FIRST_SHIFT = 9;
const WEIGHT_MASK = 511;

export type AxisSpan = {
  /** First source pixel and count of source pixels that are shown; may be fractions. */
  readonly from: number;
  readonly fromExtent: number;
  /** Source pixels there are; what would lie outside repeats the edge. */
  readonly limit: number;
  /** Target pixels. */
  readonly toExtent: number;
  readonly orientation: 'normal' | 'mirrored';
};

export const makeAxisMap = (span: AxisSpan): AxisMap => {
  const { from, fromExtent, limit, toExtent, orientation } = span;
  const map = new Int32Array(toExtent);
  const first = Math.max(0, from);
  const last = Math.max(first, Math.min(limit, from + fromExtent) - 1);
  for (let step = 0; step < toExtent; step += 1) {
    const seen = orientation === 'mirrored' ? toExtent - 1 - step : step;
    const middle = from + ((seen + 0.5) * fromExtent) / toExtent - 0.5;
    const position = Math.min(last, Math.max(first, middle));
    const left = Math.max(0, Math.min(Math.floor(position), limit - 2));
    map[step] = (left << FIRST_SHIFT) | Math.round((position - left) * 256);
  }
  return map;
};

/** Rows that are scaled across but not yet down, reused from job to job. */
export class ScaleLines {
  #upper = new Line();
  #lower = new Line();
  readonly mixed = new Line();

  /** Makes room for rows of `widthPx` and forgets what is kept. */
  start(widthPx: number): void {
    for (const line of [this.#upper, this.#lower, this.mixed]) line.start(widthPx);
  }

  /** The line that holds source row `row` already, or else the one to overwrite. `beside` is not given out. */
  lineFor(row: number, beside: Line | null): Line {
    if (this.#upper.row === row) return this.#upper;
    if (this.#lower.row === row) return this.#lower;
    const isUpperFree = beside === null ? this.#upper.row <= this.#lower.row : beside !== this.#upper;
    return isUpperFree ? this.#upper : this.#lower;
  }
}

class Line {
  bytes = new Uint8Array(0);
  words = new Int32Array(0);
  /** The source's row that this line holds; −1 for none. */
  row = -1;

  start(widthPx: number): void {
    this.row = -1;
    if (this.bytes.length >= widthPx) return;
    this.words = new Int32Array((widthPx + 3) >> 2);
    this.bytes = new Uint8Array(this.words.buffer);
  }
}

export type Scaling = {
  readonly source: Plane;
  readonly target: Plane;
  /** Where the whole scaled picture lies, in target pixels; may reach outside. */
  readonly to: Rect;
  /** The part of it that is painted; inside `to` and inside the target. */
  readonly clip: Rect;
  readonly columns: AxisMap;
  readonly rows: AxisMap;
  /** Weight in 1/256. */
  readonly alpha: number;
};

/**
 * Bilinear, across and then down; an enlargement scales each source row across only once.
 * For reductions beyond 2:1 the caller halves first, so that no pixel goes unseen.
 */
export const scalePlane = (scaling: Scaling, lines: ScaleLines): void => {
  const { rows, to, clip, target, alpha } = scaling;
  const count = clip.width;
  lines.start(count);
  for (let row = clip.y; row < clip.y + clip.height; row += 1) {
    const sample = rows[row - to.y] as number;
    const weight = sample & WEIGHT_MASK;
    const upper = scaledRow(scaling, lines, { row: sample >> FIRST_SHIFT, beside: null });
    const write = row * target.stride + clip.x;
    let line = upper;
    if (weight > 0) {
      const lower = scaledRow(scaling, lines, { row: (sample >> FIRST_SHIFT) + 1, beside: upper });
      line = lines.mixed;
      mixLines(upper.words, lower.words, line.words, { weight, count: (count + 3) >> 2 });
    }
    if (alpha < OPAQUE) mixBytes(line.bytes, target.bytes, { read: 0, write, count, alpha });
    else target.bytes.set(line.bytes.subarray(0, count), write);
  }
};

type RowWanted = { readonly row: number; readonly beside: Line | null };

const scaledRow = (scaling: Scaling, lines: ScaleLines, { row, beside }: RowWanted): Line => {
  const line = lines.lineFor(row, beside);
  if (line.row === row) return line;
  const { source, columns, to, clip } = scaling;
  scaleAcross(source.bytes, line.bytes, {
    map: columns,
    start: row * source.stride,
    skip: clip.x - to.x,
    count: clip.width,
  });
  line.row = row;
  return line;
};

type Across = { readonly map: AxisMap; readonly start: number; readonly skip: number; readonly count: number };

const scaleAcross = (from: Uint8Array, to: Uint8Array, { map, start, skip, count }: Across): void => {
  for (let step = 0; step < count; step += 1) {
    const sample = map[skip + step] as number;
    const at = start + (sample >> FIRST_SHIFT);
    const left = from[at] as number;
    to[step] = left + ((((from[at + 1] as number) - left) * (sample & WEIGHT_MASK) + 128) >> 8);
  }
};

type Down = { readonly weight: number; readonly count: number };

const mixLines = (upper: Int32Array, lower: Int32Array, to: Int32Array, { weight, count }: Down): void => {
  const kept = OPAQUE - weight;
  for (let step = 0; step < count; step += 1) {
    to[step] = mixWord(upper[step] as number, kept, lower[step] as number, weight);
  }
};
