import type { Rect, SizePx } from '../geometry.ts';

/** A line to draw while snapped: at `at` (fraction of the program), vertical for axis `x`, horizontal for axis `y`. */
export type Guide = { readonly axis: 'x' | 'y'; readonly at: number };

export type Snapped = { readonly frame: Rect; readonly guides: readonly Guide[] };

export type SnapTo = {
  /** Frames of the other visible layers of the scene, in fractions of the program. */
  readonly others: readonly Rect[];
  readonly program: SizePx;
  /** How near is near, in program pixels: the reach on screen divided by the preview's scale. 0 turns snapping off. */
  readonly tolerancePx: number;
};

/** Half a thousandth of the program: lines that meet up to rounding are one. */
const SAME_LINE = 5e-4;

/** One axis of a rectangle. */
type Span = { readonly start: number; readonly length: number };

const spanX = (rect: Rect): Span => ({ start: rect.x, length: rect.width });
const spanY = (rect: Rect): Span => ({ start: rect.y, length: rect.height });
const linesOf = ({ start, length }: Span): readonly number[] => [start, start + length / 2, start + length];

const targetsOf = (spanOf: (rect: Rect) => Span, others: readonly Rect[]): readonly number[] => [
  ...linesOf({ start: 0, length: 1 }),
  ...others.flatMap((other) => linesOf(spanOf(other))),
];

/** The smallest shift that puts one of `lines` on one of `targets`, within `reach`; 0 when none is near. */
const nearestShift = (lines: readonly number[], targets: readonly number[], reach: number): number | null => {
  let best: number | null = null;
  for (const target of targets) {
    for (const line of lines) {
      const shift = target - line;
      if (Math.abs(shift) <= reach && (best === null || Math.abs(shift) < Math.abs(best))) best = shift;
    }
  }
  return best;
};

const guidesAt = (axis: Guide['axis'], lines: readonly number[], targets: readonly number[]): Guide[] => {
  const hits = targets.filter((target) => lines.some((line) => Math.abs(line - target) <= SAME_LINE));
  const distinct = hits.filter((at, index) => hits.findIndex((other) => Math.abs(other - at) <= SAME_LINE) === index);
  return distinct.map((at) => ({ axis, at }));
};

/** A moved frame, pulled so that its edges or centers meet the program's or another layer's when they are near. */
export const snapMove = (frame: Rect, { others, program, tolerancePx }: SnapTo): Snapped => {
  if (tolerancePx <= 0) return { frame, guides: [] };
  const targetsX = targetsOf(spanX, others);
  const targetsY = targetsOf(spanY, others);
  const shiftX = nearestShift(linesOf(spanX(frame)), targetsX, tolerancePx / program.widthPx);
  const shiftY = nearestShift(linesOf(spanY(frame)), targetsY, tolerancePx / program.heightPx);
  const moved = { ...frame, x: frame.x + (shiftX ?? 0), y: frame.y + (shiftY ?? 0) };
  return {
    frame: moved,
    guides: [
      ...(shiftX === null ? [] : guidesAt('x', linesOf(spanX(moved)), targetsX)),
      ...(shiftY === null ? [] : guidesAt('y', linesOf(spanY(moved)), targetsY)),
    ],
  };
};

/** Where a lone coordinate of an axis is pulled to, if anywhere; what a resized edge asks. */
export const snapLine = (at: number, axis: Guide['axis'], { others, program, tolerancePx }: SnapTo): number | null => {
  if (tolerancePx <= 0) return null;
  const targets = targetsOf(axis === 'x' ? spanX : spanY, others);
  const shift = nearestShift([at], targets, tolerancePx / (axis === 'x' ? program.widthPx : program.heightPx));
  return shift === null ? null : at + shift;
};

/** One step by arrow keys: `stepPx` program pixels (1, or 10 with Shift). */
export const nudge = (
  frame: Rect,
  { direction, stepPx, program }: { direction: 'left' | 'right' | 'up' | 'down'; stepPx: number; program: SizePx },
): Rect => {
  switch (direction) {
    case 'left':
      return { ...frame, x: frame.x - stepPx / program.widthPx };
    case 'right':
      return { ...frame, x: frame.x + stepPx / program.widthPx };
    case 'up':
      return { ...frame, y: frame.y - stepPx / program.heightPx };
    case 'down':
      return { ...frame, y: frame.y + stepPx / program.heightPx };
  }
};
