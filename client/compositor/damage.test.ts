import { describe, expect, it } from 'vitest';
import type { Rect } from '../../shared/geometry.ts';
import type { DrawOp } from '../../shared/scene/draw-list.ts';
import { addRect, damageBetween, type Painted } from './damage.ts';
import { sourceId, videoOp } from './testing.ts';

const WHOLE: Rect = { x: 0, y: 0, width: 64, height: 32 };
const LEFT: Rect = { x: 0, y: 0, width: 32, height: 32 };
const RIGHT: Rect = { x: 32, y: 0, width: 32, height: 32 };

const card = (y: number, key = 'card'): DrawOp => ({
  op: 'raster',
  spec: { kind: 'gradient', color: '#000000', toColor: '#000000', widthPx: 8, heightPx: 8 },
  key,
  to: { x: 4, y, width: 8, height: 8 },
  opacity: 1,
  itemId: null,
});

const painted = (ops: readonly DrawOp[], versions: readonly number[], outsetPx = 0): Painted => ({
  list: { widthPx: 64, heightPx: 32, ops, motion: 'still' },
  facts: versions.map((version) => ({ version, outsetPx })),
});

const left = videoOp({ to: LEFT });
const right = videoOp({ sourceId: sourceId('screen'), to: RIGHT });

describe('damage between two lists', () => {
  it('is the whole picture at first, and after a change of size', () => {
    const after = painted([left], [1]);
    expect(damageBetween(null, after)).toEqual([WHOLE]);
    const small: Painted = { ...after, list: { ...after.list, widthPx: 32 } };
    expect(damageBetween(small, after)).toEqual([WHOLE]);
  });

  it('is nothing when the same ops draw the same pixels', () => {
    expect(damageBetween(painted([left, card(2)], [1, 5]), painted([{ ...left }, card(2)], [1, 5]))).toEqual([]);
  });

  it('is the rectangle of the source that has a new frame', () => {
    expect(damageBetween(painted([left, right], [1, 5]), painted([left, right], [1, 6]))).toEqual([RIGHT]);
  });

  it('is where a card was and where it is, with its shadow', () => {
    const rects = damageBetween(painted([left, card(2)], [1, 5], 2), painted([left, card(20)], [1, 5], 2));
    expect(rects).toEqual([
      { x: 2, y: 0, width: 12, height: 12 },
      { x: 2, y: 18, width: 12, height: 12 },
    ]);
  });

  it('is the place of a card that came between, not of what is above it', () => {
    const before = painted([left, right], [1, 5]);
    expect(damageBetween(before, painted([left, card(2), right], [1, 9, 5]))).toEqual([
      { x: 4, y: 2, width: 8, height: 8 },
    ]);
    expect(damageBetween(painted([left, card(2), right], [1, 9, 5]), before)).toEqual([
      { x: 4, y: 2, width: 8, height: 8 },
    ]);
  });

  it('is the card when its raster was replaced in place', () => {
    const rects = damageBetween(painted([left, card(2)], [1, 5]), painted([left, card(2)], [1, 6]));
    expect(rects).toEqual([{ x: 4, y: 2, width: 8, height: 8 }]);
  });

  it('is the whole picture while a crossfade runs', () => {
    const group: DrawOp = { op: 'group', opacity: 0.5, ops: [right] };
    expect(damageBetween(painted([left], [1]), painted([left, group], [1, 0]))).toEqual([WHOLE]);
  });
});

describe('a set of damaged rectangles', () => {
  it('joins what meets and drops what is inside another', () => {
    const rects: Rect[] = [];
    addRect(rects, { x: 0, y: 0, width: 10, height: 10 });
    addRect(rects, { x: 2, y: 2, width: 4, height: 4 });
    addRect(rects, { x: 20, y: 0, width: 10, height: 10 });
    expect(rects).toHaveLength(2);
    addRect(rects, { x: 8, y: 4, width: 14, height: 4 });
    expect(rects).toEqual([{ x: 0, y: 0, width: 30, height: 10 }]);
  });

  it('never grows beyond four', () => {
    const rects: Rect[] = [];
    for (let step = 0; step < 9; step += 1) addRect(rects, { x: step * 4, y: 0, width: 2, height: 2 });
    expect(rects.length).toBeLessThanOrEqual(4);
    expect(Math.max(...rects.map((rect) => rect.x + rect.width))).toBe(34);
  });
});
