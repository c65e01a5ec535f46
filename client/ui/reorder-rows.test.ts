import { describe, expect, it } from 'vitest';
import { dropIndex, edgePull, rowShiftPx } from './reorder-rows.ts';

const rows = [0, 1, 2, 3].map((index) => ({ topPx: index * 44, heightPx: 40 }));

describe('dropIndex', () => {
  it.each([
    [0, 0, 0],
    [0, 20, 0],
    [0, 30, 1],
    [0, 500, 3],
    [3, -30, 2],
    [3, -500, 0],
    [1, 30, 2],
    [1, -30, 0],
    [9, 30, 9],
  ])('of row %i dragged by %i px is %i', (from, movedPx, to) => {
    expect(dropIndex(rows, from, movedPx)).toBe(to);
  });
});

describe('rowShiftPx', () => {
  const shifts = (from: number, to: number) => rows.map((_row, index) => rowShiftPx(rows, index, { from, to }));

  it('makes room on the way down and up, with the gap between rows', () => {
    expect(shifts(0, 2)).toEqual([0, -44, -44, 0]);
    expect(shifts(3, 1)).toEqual([0, 44, 44, 0]);
    expect(shifts(1, 1)).toEqual([0, 0, 0, 0]);
  });
});

describe('edgePull', () => {
  it.each([
    [300, 0],
    [570, 1],
    [600, 12],
    [700, 12],
    [100, -12],
    [116, -6],
  ])('at %i px scrolls by %i', (y, pull) => {
    expect(edgePull(y, { top: 100, bottom: 600 })).toBe(pull);
  });
});
