import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { containsPoint, Crop, FractionRect, FULL_FRAME, NO_CROP, scaleRect } from './geometry.ts';

describe('scaleRect', () => {
  it('turns fractions into pixels', () => {
    expect(scaleRect({ x: 0.5, y: 0.25, width: 0.25, height: 0.5 }, 1280, 720)).toEqual({
      x: 640,
      y: 180,
      width: 320,
      height: 360,
    });
  });
});

describe('containsPoint', () => {
  const rect = { x: 1, y: 2, width: 3, height: 4 };

  it.each([
    [1, 2, true],
    [3.999, 5.999, true],
    [4, 3, false],
    [2, 6, false],
    [0.999, 3, false],
    [2, 1.999, false],
  ])('(%f, %f): %s; the right and lower edges are outside', (x, y, expected) => {
    expect(containsPoint(rect, x, y)).toBe(expected);
  });
});

describe('the schemas', () => {
  it('accept the whole frame, frames beyond the picture, and no crop', () => {
    expect(v.is(FractionRect, FULL_FRAME)).toBe(true);
    expect(v.is(FractionRect, { x: -2, y: 1.5, width: 3, height: 0.001 })).toBe(true);
    expect(v.is(Crop, NO_CROP)).toBe(true);
  });

  it.each([
    { ...FULL_FRAME, width: 0 },
    { ...FULL_FRAME, x: 9 },
    { ...FULL_FRAME, y: Number.NaN },
    { ...FULL_FRAME, height: Infinity },
  ])('refuse the frame %o', (frame) => {
    expect(v.is(FractionRect, frame)).toBe(false);
  });

  it.each([-0.1, 0.96, Number.NaN])('refuse a cut of %f', (left) => {
    expect(v.is(Crop, { ...NO_CROP, left })).toBe(false);
  });
});
