import type { SizePx } from '../../shared/geometry.ts';
import { paintStamp } from '../../shared/scene/frame-stamp.ts';
import { forEachDot, GLYPH_ROWS, textColumns } from './pixel-font.ts';

/** I420 planes, one after another without gaps, as a `VideoFrame` takes them. */
export type I420Planes = { readonly y: Uint8Array; readonly u: Uint8Array; readonly v: Uint8Array };

type Yuv = readonly [y: number, u: number, v: number];

/**
 * 75 % color bars, limited range: white, yellow, cyan, green, magenta, red, blue, black. In BT.601 as the program is (see
 * `shared/scene/yuv.ts`), so that nothing has to convert them.
 * @see https://www.itu.int/rec/R-REC-BT.601 and EBU Tech 3325 for the order
 */
export const COLOR_BARS: readonly Yuv[] = [
  [180, 128, 128],
  [162, 44, 142],
  [131, 156, 44],
  [112, 72, 58],
  [84, 184, 198],
  [65, 100, 212],
  [35, 212, 114],
  [16, 128, 128],
];
const WHITE: Yuv = [235, 128, 128];
const BLACK: Yuv = [16, 128, 128];
const DARK_GRAY: Yuv = [48, 128, 128];
const BLACK_LUMA = 16;
const WHITE_LUMA = 235;

/** How long the picture flashes and the tone beeps at each full second: together, so that lip-sync is seen and heard. */
export const FLASH_MS = 100;
export const isFlash = (atMs: number): boolean => atMs % 1_000 < FLASH_MS;

/** How long the moving box takes from the left edge to the right one. */
const SWEEP_MS = 4_000;

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Planes of a picture. Both sides must be even, as 4:2:0 needs. */
export const makePlanes = ({ widthPx, heightPx }: SizePx): I420Planes & { readonly bytes: Uint8Array<ArrayBuffer> } => {
  const luma = widthPx * heightPx;
  const bytes = new Uint8Array((luma * 3) / 2);
  return {
    bytes,
    y: bytes.subarray(0, luma),
    u: bytes.subarray(luma, luma + luma / 4),
    v: bytes.subarray(luma + luma / 4),
  };
};

/** The picture of one moment. The moment decides everything: a late or lost frame shows in nothing but the counter. */
export type PatternMoment = { readonly atMs: number; readonly counter: number };

/** Bars over the upper two thirds; then a gray ramp, the moving box, and the clock beside the flash; the frame stamp over all. */
export const paintTestPattern = (planes: I420Planes, size: SizePx, { atMs, counter }: PatternMoment): void => {
  const barsHeight = even((size.heightPx * 2) / 3);
  const rampHeight = even(size.heightPx / 15);
  const sweepHeight = even(size.heightPx / 12);
  const sweepTop = barsHeight + rampHeight;
  const clockTop = sweepTop + sweepHeight;
  paintBars(planes, size, barsHeight);
  paintRamp(planes, size, { top: barsHeight, height: rampHeight });
  paintSweep(planes, size, { top: sweepTop, height: sweepHeight, atMs });
  paintClock(planes, size, { top: clockTop, height: size.heightPx - clockTop, atMs });
  paintStamp(
    { ...planes, widthPx: size.widthPx, yStride: size.widthPx, uvStride: size.widthPx / 2 },
    { atMs, counter },
  );
};

const even = (value: number): number => Math.round(value / 2) * 2;

const fill = (planes: I420Planes, size: SizePx, { x, y, width, height }: Area, [luma, blue, red]: Yuv): void => {
  for (let row = y; row < y + height; row += 1) {
    const start = row * size.widthPx + x;
    planes.y.fill(luma, start, start + width);
  }
  const stride = size.widthPx / 2;
  for (let row = y / 2; row < (y + height) / 2; row += 1) {
    const start = row * stride + x / 2;
    planes.u.fill(blue, start, start + width / 2);
    planes.v.fill(red, start, start + width / 2);
  }
};

const paintBars = (planes: I420Planes, size: SizePx, height: number): void => {
  COLOR_BARS.forEach((color, index) => {
    const x = even((size.widthPx * index) / COLOR_BARS.length);
    const right = even((size.widthPx * (index + 1)) / COLOR_BARS.length);
    fill(planes, size, { x, y: 0, width: right - x, height }, color);
  });
};

type Band = { readonly top: number; readonly height: number };

/** Black to white from left to right: steps in it show a range or bit depth that went wrong. */
const paintRamp = (planes: I420Planes, size: SizePx, { top, height }: Band): void => {
  fill(planes, size, { x: 0, y: top, width: size.widthPx, height }, BLACK);
  const first = top * size.widthPx;
  for (let x = 0; x < size.widthPx; x += 1) {
    planes.y[first + x] = Math.round(BLACK_LUMA + ((WHITE_LUMA - BLACK_LUMA) * x) / (size.widthPx - 1));
  }
  for (let row = top + 1; row < top + height; row += 1) {
    planes.y.copyWithin(row * size.widthPx, first, first + size.widthPx);
  }
};

const paintSweep = (
  planes: I420Planes,
  size: SizePx,
  { top, height, atMs }: Band & { readonly atMs: number },
): void => {
  fill(planes, size, { x: 0, y: top, width: size.widthPx, height }, DARK_GRAY);
  const x = even(((size.widthPx - height) * (atMs % SWEEP_MS)) / SWEEP_MS);
  fill(planes, size, { x, y: top, width: height, height }, WHITE);
};

const paintClock = (
  planes: I420Planes,
  size: SizePx,
  { top, height, atMs }: Band & { readonly atMs: number },
): void => {
  fill(planes, size, { x: 0, y: top, width: size.widthPx, height }, BLACK);
  const margin = even(height / 6);
  const side = height - 2 * margin;
  const flash = { x: size.widthPx - margin - side, y: top + margin, width: side, height: side };
  fill(planes, size, flash, isFlash(atMs) ? WHITE : DARK_GRAY);
  const text = clockText(atMs);
  const room = size.widthPx - side - 3 * margin;
  const dot = even(Math.min(side / GLYPH_ROWS, room / textColumns(text)) - 1);
  if (dot < 2) return;
  const textTop = top + even((height - dot * GLYPH_ROWS) / 2);
  forEachDot(text, (column, row) =>
    fill(planes, size, { x: margin + column * dot, y: textTop + row * dot, width: dot, height: dot }, WHITE),
  );
};

/** UTC, because the picture is made where no locale is and read anywhere. */
export const clockText = (atMs: number): string => `${new Date(atMs).toISOString().slice(11, 23)} UTC`;
