import { describe, expect, it } from 'vitest';
import { blurPlane } from './plane-blur.ts';
import { layByMask } from './plane-mask.ts';
import { PlaneStretcher } from './plane-stretch.ts';
import { makeSurface } from './surface.ts';
import { fillWith, rowsOf } from './testing.ts';

describe('a blur', () => {
  it('makes each pixel the mean of those around it, and repeats the edge', () => {
    const { y } = makeSurface({ widthPx: 5, heightPx: 3 });
    fillWith(y, (x, row) => (x === 2 && row === 1 ? 90 : 0));
    blurPlane(y, 1);
    expect(rowsOf(y)).toEqual([
      [0, 10, 10, 10, 0],
      [0, 10, 10, 10, 0],
      [0, 10, 10, 10, 0],
    ]);
  });

  it('leaves an even picture as it is, also where the radius is wider than the picture', () => {
    const { y } = makeSurface({ widthPx: 4, heightPx: 2 });
    fillWith(y, () => 201);
    blurPlane(y, 6);
    expect(rowsOf(y)).toEqual([
      [201, 201, 201, 201],
      [201, 201, 201, 201],
    ]);
  });
});

it('a mask says how much of what is laid over is seen', () => {
  const size = { widthPx: 8, heightPx: 1 };
  const [over, target, mask] = [makeSurface(size).y, makeSurface(size).y, makeSurface(size).y];
  fillWith(over, () => 200);
  fillWith(target, () => 100);
  fillWith(mask, (x) => [255, 255, 255, 255, 0, 64, 128, 255][x] ?? 0);
  layByMask(over, target, mask);
  expect(rowsOf(target)).toEqual([[200, 200, 200, 200, 100, 125, 150, 200]]);
});

it('a plane is stretched to another size whatever its proportions', () => {
  const source = makeSurface({ widthPx: 2, heightPx: 2 }).y;
  fillWith(source, (x, y) => 100 * x + 40 * y);
  const target = makeSurface({ widthPx: 4, heightPx: 2 }).y;
  const stretcher = new PlaneStretcher();
  const expected = [
    [0, 25, 75, 100],
    [40, 65, 115, 140],
  ];
  stretcher.stretch(source, target);
  expect(rowsOf(target)).toEqual(expected);
  fillWith(target, () => 0);
  stretcher.stretch(source, target);
  expect(rowsOf(target), 'with the maps that it kept').toEqual(expected);
});
