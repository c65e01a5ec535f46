import { describe, expect, it } from 'vitest';
import type { Rect, SizePx } from '../../shared/geometry.ts';
import type { DrawList, DrawOp, RasterSpec } from '../../shared/scene/draw-list.ts';
import { I420Painter } from './painter-i420.ts';
import type { PaintInput } from './painter.ts';
import type { Pyramid } from '../planes/pyramid.ts';
import { rasterFromRgba, type Raster } from './raster.ts';
import { makeSurface, type Surface } from '../planes/surface.ts';
import { flatSurface, patternSurface, pyramidOf, rowsOf } from '../planes/testing.ts';
import { sourceId, videoOp } from './testing.ts';

const SIZE: SizePx = { widthPx: 32, heightPx: 16 };
const WHOLE: Rect = { x: 0, y: 0, width: 32, height: 16 };
const SPEC: RasterSpec = { kind: 'gradient', color: '#000000', toColor: '#ffffff', widthPx: 4, heightPx: 4 };

const listOf = (...ops: DrawOp[]): DrawList => ({ ...SIZE, ops, motion: 'still' });

const inputOf = (pictures: Record<string, Pyramid>, raster: Raster | null = null): PaintInput => ({
  picture: (id) => pictures[id] ?? null,
  raster: () => raster,
});

const paintOnto = (target: Surface, list: DrawList, input: PaintInput, damage: readonly Rect[] = [WHOLE]): Surface => {
  new I420Painter().paint(target, list, damage, input);
  return target;
};

const paint = (list: DrawList, input: PaintInput): Surface => paintOnto(makeSurface(SIZE), list, input);

const rasterOp = (facts: { to: Rect; opacity?: number }): DrawOp => ({
  op: 'raster',
  spec: SPEC,
  key: 'raster',
  opacity: 1,
  itemId: null,
  ...facts,
});

const rgbaOf = (size: SizePx, pixel: readonly [number, number, number, number]): Uint8ClampedArray<ArrayBuffer> => {
  const rgba = new Uint8ClampedArray(size.widthPx * size.heightPx * 4);
  for (let at = 0; at < rgba.length; at += 4) rgba.set(pixel, at);
  return rgba;
};

describe('I420 painter', () => {
  it('paints an empty list black', () => {
    const target = paintOnto(patternSurface(SIZE), listOf(), inputOf({}));
    expect(new Set(rowsOf(target.y).flat())).toEqual(new Set([16]));
    expect(new Set([...rowsOf(target.u).flat(), ...rowsOf(target.v).flat()])).toEqual(new Set([128]));
  });

  it('copies a picture of the same size byte by byte', () => {
    const picture = patternSurface(SIZE);
    const target = paint(listOf(videoOp({ to: WHOLE })), inputOf({ camera: pyramidOf(picture) }));
    expect(rowsOf(target.y)).toEqual(rowsOf(picture.y));
    expect(rowsOf(target.u)).toEqual(rowsOf(picture.u));
    expect(rowsOf(target.v)).toEqual(rowsOf(picture.v));
  });

  it('exchanges left and right of a mirrored picture', () => {
    const picture = patternSurface(SIZE);
    const list = listOf(videoOp({ to: WHOLE, orientation: 'mirrored' }));
    const target = paint(list, inputOf({ camera: pyramidOf(picture) }));
    expect(rowsOf(target.y)).toEqual(rowsOf(picture.y).map((row) => row.toReversed()));
    expect(rowsOf(target.v)).toEqual(rowsOf(picture.v).map((row) => row.toReversed()));
  });

  it('mirrors a part into its place', () => {
    const picture = patternSurface(SIZE);
    const from = { x: 0.25, y: 0.5, width: 0.25, height: 0.5 };
    const list = listOf(videoOp({ from, to: { x: 4, y: 2, width: 8, height: 8 }, orientation: 'mirrored' }));
    const target = paint(list, inputOf({ camera: pyramidOf(picture) }));
    const shown = rowsOf(picture.y, { x: 8, y: 8, width: 8, height: 8 });
    expect(rowsOf(target.y, { x: 4, y: 2, width: 8, height: 8 })).toEqual(shown.map((row) => row.toReversed()));
    expect(target.y.bytes[2 * target.y.stride + 3]).toBe(16);
  });

  it('clips what reaches outside the picture', () => {
    const picture = patternSurface(SIZE);
    const list = listOf(videoOp({ to: { x: -8, y: 6, width: 32, height: 16 } }));
    const target = paint(list, inputOf({ camera: pyramidOf(picture) }));
    const shown = rowsOf(picture.y, { x: 8, y: 0, width: 24, height: 10 });
    expect(rowsOf(target.y, { x: 0, y: 6, width: 24, height: 10 })).toEqual(shown);
    expect(
      rowsOf(target.y, { x: 24, y: 6, width: 8, height: 10 })
        .flat()
        .every((value) => value === 16),
    ).toBe(true);
  });

  it('averages blocks when it draws at exactly half size', () => {
    const picture = patternSurface(SIZE);
    const list = listOf(videoOp({ to: { x: 0, y: 0, width: 16, height: 8 } }));
    const target = paint(list, inputOf({ camera: pyramidOf(picture) }));
    const at = (x: number, y: number): number => picture.y.bytes[y * picture.y.stride + x] ?? 0;
    for (const [x, y] of [
      [0, 0],
      [5, 3],
      [15, 7],
    ] as const) {
      const mean = (at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4;
      expect(Math.abs((target.y.bytes[y * target.y.stride + x] ?? 0) - mean)).toBeLessThanOrEqual(1);
    }
  });

  it('keeps a flat picture flat at any size, odd ones included', () => {
    for (const size of [
      { widthPx: 31, heightPx: 17 },
      { widthPx: 7, heightPx: 5 },
      { widthPx: 640, heightPx: 360 },
    ]) {
      const picture = flatSurface(size, 93, 44, 201);
      const target = paint(listOf(videoOp({ to: WHOLE })), inputOf({ camera: pyramidOf(picture) }));
      expect(new Set(rowsOf(target.y).flat())).toEqual(new Set([93]));
      expect(new Set(rowsOf(target.u).flat())).toEqual(new Set([44]));
      expect(new Set(rowsOf(target.v).flat())).toEqual(new Set([201]));
    }
  });

  it('mixes a half-transparent picture with what is below', () => {
    const list = listOf({ op: 'fill', color: '#000000', to: WHOLE, opacity: 1 }, videoOp({ to: WHOLE, opacity: 0.5 }));
    const target = paint(list, inputOf({ camera: pyramidOf(flatSurface(SIZE, 216, 28, 228)) }));
    expect(new Set(rowsOf(target.y).flat())).toEqual(new Set([116]));
    expect(new Set(rowsOf(target.u).flat())).toEqual(new Set([78]));
    expect(new Set(rowsOf(target.v).flat())).toEqual(new Set([178]));
  });

  it('lays a half-transparent white raster over black at half gray, and only inside its rectangle', () => {
    const raster = rasterFromRgba(
      rgbaOf({ widthPx: 4, heightPx: 4 }, [255, 255, 255, 128]),
      { widthPx: 4, heightPx: 4 },
      { version: 1, outsetPx: 0 },
    );
    const target = paint(listOf(rasterOp({ to: { x: 8, y: 4, width: 4, height: 4 } })), inputOf({}, raster));
    expect(rowsOf(target.y, { x: 7, y: 4, width: 6, height: 1 })).toEqual([[16, 126, 126, 126, 126, 16]]);
    expect(rowsOf(target.u, { x: 4, y: 2, width: 2, height: 2 })).toEqual([
      [128, 128],
      [128, 128],
    ]);
  });

  it('draws a raster with a shadow beyond its rectangle', () => {
    const raster = rasterFromRgba(
      rgbaOf({ widthPx: 8, heightPx: 8 }, [0, 0, 255, 255]),
      { widthPx: 8, heightPx: 8 },
      { version: 1, outsetPx: 2 },
    );
    const target = paint(listOf(rasterOp({ to: { x: 8, y: 4, width: 4, height: 4 } })), inputOf({}, raster));
    expect(rowsOf(target.y, { x: 5, y: 2, width: 10, height: 1 })).toEqual([
      [16, ...new Array<number>(8).fill(41), 16],
    ]);
    expect(rowsOf(target.u, { x: 3, y: 1, width: 4, height: 1 })).toEqual([[240, 240, 240, 240]]);
  });

  it('fades a raster without a jump at full opacity', () => {
    const raster = rasterFromRgba(rgbaOf(SIZE, [200, 30, 90, 255]), SIZE, { version: 1, outsetPx: 0 });
    const shown = (opacity: number): number =>
      paint(listOf(rasterOp({ to: WHOLE, opacity })), inputOf({}, raster)).y.bytes[0] ?? 0;
    const opaque = shown(1);
    expect(Math.abs(shown(0.999) - opaque)).toBeLessThanOrEqual(1);
    expect(shown(0)).toBe(16);
    expect(Math.abs(shown(0.5) - (opaque + 16) / 2)).toBeLessThanOrEqual(1);
  });

  it('stretches an opaque raster of another size over its rectangle, and nothing beyond it', () => {
    const to = { x: 8, y: 4, width: 12, height: 8 };
    for (const size of [
      { widthPx: 4, heightPx: 4 },
      { widthPx: 64, heightPx: 40 },
    ]) {
      const raster = rasterFromRgba(rgbaOf(size, [255, 255, 255, 255]), size, { version: 1, outsetPx: 0 });
      const target = paint(listOf(rasterOp({ to })), inputOf({}, raster));
      expect(rowsOf(target.y, to).flat()).toEqual(new Array<number>(12 * 8).fill(235));
      expect(
        rowsOf(target.y)
          .flat()
          .filter((luma) => luma !== 16),
      ).toHaveLength(12 * 8);
      const faded = paint(listOf(rasterOp({ to, opacity: 0.5 })), inputOf({}, raster));
      expect(new Set(rowsOf(faded.y, to).flat())).toEqual(new Set([126]));
    }
  });

  it('halves an opaque raster as it halves a picture', () => {
    const size = { widthPx: 64, heightPx: 32 };
    const rgba = rgbaOf(size, [0, 0, 0, 255]);
    for (let at = 0; at < rgba.length; at += 4) rgba[at] = (at * 7) % 251;
    const raster = rasterFromRgba(rgba, size, { version: 1, outsetPx: 0 });
    const small = paint(listOf(rasterOp({ to: WHOLE })), inputOf({}, raster));
    const picture = paint(listOf(videoOp({ to: WHOLE })), inputOf({ camera: pyramidOf(raster.color) }));
    expect(rowsOf(small.y)).toEqual(rowsOf(picture.y));
    expect(rowsOf(small.v)).toEqual(rowsOf(picture.v));
  });

  it('blends a whole group over the picture below it', () => {
    const below = flatSurface(SIZE, 40, 128, 128);
    const above = flatSurface(SIZE, 200, 128, 128);
    const group: DrawOp = { op: 'group', opacity: 0.25, ops: [videoOp({ sourceId: sourceId('screen'), to: WHOLE })] };
    const pictures = { camera: pyramidOf(below), screen: pyramidOf(above) };
    const target = paint(listOf(videoOp({ to: WHOLE }), group), inputOf(pictures));
    expect(new Set(rowsOf(target.y).flat())).toEqual(new Set([80]));
  });

  it('touches nothing outside the damage, and paints inside it what a whole repaint would', () => {
    const pictures = {
      camera: pyramidOf(patternSurface({ widthPx: 50, heightPx: 30 })),
      screen: pyramidOf(patternSurface(SIZE, 9)),
    };
    const raster = rasterFromRgba(
      rgbaOf({ widthPx: 12, heightPx: 8 }, [250, 200, 20, 90]),
      { widthPx: 12, heightPx: 8 },
      { version: 1, outsetPx: 0 },
    );
    const list = listOf(
      videoOp({ sourceId: sourceId('screen'), to: WHOLE }),
      videoOp({ to: { x: 10, y: 2, width: 20, height: 10 }, orientation: 'mirrored' }),
      rasterOp({ to: { x: 14, y: 4, width: 12, height: 8 } }),
    );
    const whole = paint(list, inputOf(pictures, raster));
    const damage = [{ x: 12, y: 4, width: 6, height: 6 }];
    const partial = paintOnto(flatSurface(SIZE, 1, 2, 3), list, inputOf(pictures, raster), damage);
    expect(rowsOf(partial.y, damage[0])).toEqual(rowsOf(whole.y, damage[0]));
    expect(rowsOf(partial.u, { x: 6, y: 2, width: 3, height: 3 })).toEqual(
      rowsOf(whole.u, { x: 6, y: 2, width: 3, height: 3 }),
    );
    expect(partial.y.bytes[4 * 32 + 11]).toBe(1);
    expect(partial.u.bytes[2 * partial.u.stride + 9]).toBe(2);
  });
});
