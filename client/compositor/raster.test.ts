import { describe, expect, it } from 'vitest';
import { gradientRaster } from './gradient-raster.ts';
import { rasterFromRgba } from './raster.ts';
import { rowsOf } from '../planes/testing.ts';

const FACTS = { version: 1, outsetPx: 0 };

const rgba = (...pixels: readonly (readonly [number, number, number, number])[]): Uint8ClampedArray<ArrayBuffer> =>
  new Uint8ClampedArray(pixels.flat());

const CLEAR = [0, 0, 0, 0] as const;
const WHITE = [255, 255, 255, 255] as const;
const RED = [255, 0, 0, 255] as const;
const HALF_RED = [255, 0, 0, 128] as const;

describe('raster of RGBA pixels', () => {
  it('premultiplies luma and chroma with alpha', () => {
    const raster = rasterFromRgba(rgba(HALF_RED, HALF_RED, HALF_RED, HALF_RED), { widthPx: 2, heightPx: 2 }, FACTS);
    expect(rowsOf(raster.color.y)).toEqual([
      [41, 41],
      [41, 41],
    ]);
    expect([raster.color.u.bytes[0], raster.color.v.bytes[0]]).toEqual([45, 120]);
    expect([raster.lumaAlpha.bytes[0], raster.chromaAlpha.bytes[0]]).toEqual([128, 128]);
  });

  it('gives the chroma of a block’s visible pixels, so that edges have no dark fringe', () => {
    const raster = rasterFromRgba(rgba(RED, CLEAR, CLEAR, CLEAR), { widthPx: 2, heightPx: 2 }, FACTS);
    const alpha = raster.chromaAlpha.bytes[0] ?? 0;
    expect(alpha).toBe(64);
    expect(Math.round(((raster.color.v.bytes[0] ?? 0) * 255) / alpha)).toBeGreaterThan(236);
  });

  it('finds the spans worth touching', () => {
    const row = [CLEAR, HALF_RED, WHITE, WHITE, WHITE, HALF_RED, CLEAR, CLEAR] as const;
    const empty = new Array<typeof CLEAR>(8).fill(CLEAR);
    const raster = rasterFromRgba(rgba(...row, ...empty), { widthPx: 8, heightPx: 2 }, FACTS);
    expect([...raster.lumaSpans]).toEqual([1, 6, 2, 5, 8, 8, 8, 8]);
    expect(raster.coverage).toBe('partial');
  });

  it('knows when nothing shows through', () => {
    expect(rasterFromRgba(rgba(WHITE, WHITE, WHITE, WHITE), { widthPx: 2, heightPx: 2 }, FACTS).coverage).toBe(
      'opaque',
    );
  });
});

describe('gradient raster', () => {
  it('runs from its first color to its last and covers everything', () => {
    const raster = gradientRaster({ color: '#ffffff', toColor: '#000000', widthPx: 8, heightPx: 100 }, FACTS);
    expect(raster.coverage).toBe('opaque');
    const { y } = raster.color;
    expect(Math.abs((y.bytes[0] ?? 0) - 234)).toBeLessThanOrEqual(1);
    expect(Math.abs((y.bytes[99 * y.stride] ?? 0) - 17)).toBeLessThanOrEqual(1);
    expect(new Set(rowsOf(raster.color.u).flat())).toEqual(new Set([128]));
  });

  it('dithers between two steps instead of making a band', () => {
    const { y } = gradientRaster({ color: '#101010', toColor: '#141414', widthPx: 4, heightPx: 200 }, FACTS).color;
    expect(new Set(rowsOf(y, { x: 0, y: 76, width: 4, height: 8 }).flat()).size).toBe(2);
  });
});
