import type { Rect, SizePx } from '../../shared/geometry.ts';
import type { DrawList, DrawOp } from '../../shared/scene/draw-list.ts';
import { contains, grow, growToEven, intersect, isEmpty, isSameRect, unite, wholeOf } from '../planes/px-rect.ts';

/** What an op draws from, as a number that changes with its pixels, and how far it draws beyond its rectangle. */
export type OpFacts = { readonly version: number; readonly outsetPx: number };

/** A list as it was painted: the ops, and the facts of each (same index). */
export type Painted = { readonly list: DrawList; readonly facts: readonly OpFacts[] };

/** More rectangles than this cost more to walk than they save. */
const MAX_RECTS = 4;

/**
 * The parts of the picture that differ between what was painted and what is to be painted, on even pixels, inside the
 * picture. Empty when nothing differs. They may overlap.
 */
export const damageBetween = (before: Painted | null, after: Painted): readonly Rect[] => {
  const size: SizePx = after.list;
  if (before === null || !isComparable(before.list, after.list)) return [wholeOf(size)];
  const rects: Rect[] = [];
  const add = (painted: Painted, index: number): void => {
    const op = painted.list.ops[index];
    const facts = painted.facts[index];
    if (op && facts && op.op !== 'group')
      addRect(rects, intersect(growToEven(grow(op.to, facts.outsetPx)), wholeOf(size)));
  };
  for (const [oldIndex, newIndex] of differing(before, after)) {
    add(before, oldIndex);
    add(after, newIndex);
  }
  return rects;
};

/** A group belongs to a crossfade, where every pixel changes anyway. */
const isComparable = (before: DrawList, after: DrawList): boolean =>
  before.widthPx === after.widthPx &&
  before.heightPx === after.heightPx &&
  !before.ops.some((op) => op.op === 'group') &&
  !after.ops.some((op) => op.op === 'group');

/** Pairs of indices whose ops differ; −1 where one side has none. */
const differing = (before: Painted, after: Painted): [number, number][] => {
  const oldCount = before.list.ops.length;
  const newCount = after.list.ops.length;
  const isEqual = (oldIndex: number, newIndex: number): boolean =>
    isSameOp(before.list.ops[oldIndex], after.list.ops[newIndex]) &&
    isSameFacts(before.facts[oldIndex], after.facts[newIndex]);
  const pairs: [number, number][] = [];
  if (oldCount === newCount) {
    for (let index = 0; index < newCount; index += 1) if (!isEqual(index, index)) pairs.push([index, index]);
    return pairs;
  }
  let first = 0;
  while (first < Math.min(oldCount, newCount) && isEqual(first, first)) first += 1;
  let same = 0;
  while (same < Math.min(oldCount, newCount) - first && isEqual(oldCount - 1 - same, newCount - 1 - same)) same += 1;
  for (let index = first; index < oldCount - same; index += 1) pairs.push([index, -1]);
  for (let index = first; index < newCount - same; index += 1) pairs.push([-1, index]);
  return pairs;
};

const isSameFacts = (a: OpFacts | undefined, b: OpFacts | undefined): boolean =>
  a?.version === b?.version && a?.outsetPx === b?.outsetPx;

const isSameOp = (a: DrawOp | undefined, b: DrawOp | undefined): boolean => {
  if (a === b) return true;
  if (!a || !b || a.opacity !== b.opacity) return false;
  if (a.op === 'video' && b.op === 'video') {
    return (
      a.sourceId === b.sourceId &&
      a.orientation === b.orientation &&
      isSameRect(a.from, b.from) &&
      isSameRect(a.to, b.to)
    );
  }
  if (a.op === 'raster' && b.op === 'raster') return a.key === b.key && isSameRect(a.to, b.to);
  return a.op === 'fill' && b.op === 'fill' && a.color === b.color && isSameRect(a.to, b.to);
};

/** Adds `rect`, joined with what it meets, so that no pixel is painted more often than needed. */
export const addRect = (rects: Rect[], rect: Rect): void => {
  if (isEmpty(rect) || rects.some((kept) => contains(kept, rect))) return;
  const met = rects.findIndex((kept) => !isEmpty(intersect(kept, rect)));
  const joined = met === -1 && rects.length >= MAX_RECTS ? rects.length - 1 : met;
  if (joined === -1) {
    rects.push(rect);
    return;
  }
  const [kept] = rects.splice(joined, 1);
  addRect(rects, kept ? unite(kept, rect) : rect);
};
