import { describe, expect, it } from 'vitest';
import { copyPlane, mixPlane } from './plane-blit.ts';
import { halvePlane } from './plane-halve.ts';
import { makeAxisMap, ScaleLines, scalePlane, type Scaling } from './plane-scale.ts';
import { levelFor, Pyramid } from './pyramid.ts';
import { makeSurface } from './surface.ts';
import { fillWith, patternSurface, rowsOf } from './testing.ts';

const whole = (widthPx: number, heightPx: number) => ({ x: 0, y: 0, width: widthPx, height: heightPx });

const scale = (scaling: Scaling): void => scalePlane(scaling, new ScaleLines());

describe('scaling of planes', () => {
  it('samples pixel middles: doubling repeats the edges and mixes 3:1 between', () => {
    const source = makeSurface({ widthPx: 2, heightPx: 1 });
    source.y.bytes.set([0, 200]);
    const target = makeSurface({ widthPx: 4, heightPx: 1 });
    scale({
      source: source.y,
      target: target.y,
      to: whole(4, 1),
      clip: whole(4, 1),
      columns: makeAxisMap({ from: 0, fromExtent: 2, limit: 2, toExtent: 4, orientation: 'normal' }),
      rows: makeAxisMap({ from: 0, fromExtent: 1, limit: 1, toExtent: 1, orientation: 'normal' }),
      alpha: 256,
    });
    expect(rowsOf(target.y)).toEqual([[0, 50, 150, 200]]);
  });

  it('agrees with bilinear arithmetic in floating point within two steps', () => {
    const source = patternSurface({ widthPx: 37, heightPx: 23 });
    const target = makeSurface({ widthPx: 48, heightPx: 20 });
    const columns = makeAxisMap({ from: 3.5, fromExtent: 30.25, limit: 37, toExtent: 48, orientation: 'normal' });
    const rows = makeAxisMap({ from: 1.25, fromExtent: 19, limit: 23, toExtent: 20, orientation: 'normal' });
    scale({
      source: source.y,
      target: target.y,
      to: whole(48, 20),
      clip: whole(48, 20),
      columns,
      rows,
      alpha: 256,
    });
    const at = (x: number, y: number): number => source.y.bytes[y * source.y.stride + x] ?? 0;
    for (let y = 0; y < 20; y += 1) {
      for (let x = 0; x < 48; x += 1) {
        const sx = Math.min(32.75, Math.max(3.5, 3.5 + ((x + 0.5) * 30.25) / 48 - 0.5));
        const sy = Math.min(19.25, Math.max(1.25, 1.25 + ((y + 0.5) * 19) / 20 - 0.5));
        const [left, top] = [Math.floor(sx), Math.floor(sy)];
        const [wx, wy] = [sx - left, sy - top];
        const upper = at(left, top) * (1 - wx) + at(left + 1, top) * wx;
        const lower = at(left, top + 1) * (1 - wx) + at(left + 1, top + 1) * wx;
        const expected = upper * (1 - wy) + lower * wy;
        expect(Math.abs((target.y.bytes[y * target.y.stride + x] ?? 0) - expected)).toBeLessThanOrEqual(2);
      }
    }
  });

  it('never reads beyond the part that is shown', () => {
    const source = makeSurface({ widthPx: 8, heightPx: 8 });
    fillWith(source.y, (x, y) => (x >= 2 && x < 6 && y >= 2 && y < 6 ? 100 : 250));
    const target = makeSurface({ widthPx: 10, heightPx: 10 });
    const map = makeAxisMap({ from: 2, fromExtent: 4, limit: 8, toExtent: 10, orientation: 'normal' });
    scale({
      source: source.y,
      target: target.y,
      to: whole(10, 10),
      clip: whole(10, 10),
      columns: map,
      rows: map,
      alpha: 256,
    });
    expect(new Set(rowsOf(target.y).flat())).toEqual(new Set([100]));
  });

  it('halves blocks of four to their mean within one step, at odd sizes too', () => {
    const source = patternSurface({ widthPx: 21, heightPx: 13 });
    const target = makeSurface({ widthPx: 11, heightPx: 7 });
    halvePlane(source.y, target.y, whole(11, 7));
    const at = (x: number, y: number): number =>
      source.y.bytes[Math.min(y, 12) * source.y.stride + Math.min(x, 20)] ?? 0;
    for (let y = 0; y < 7; y += 1) {
      for (let x = 0; x < 11; x += 1) {
        const mean = (at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4;
        expect(Math.abs((target.y.bytes[y * target.y.stride + x] ?? 0) - mean)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('halves no more than needed before the bilinear step', () => {
    expect([1, 1.9, 2, 3.9, 4, 6.2, 8, 40].map(levelFor)).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('makes a level again only when the picture changed', () => {
    const base = patternSurface({ widthPx: 16, heightPx: 8 });
    const pyramid = new Pyramid(base);
    pyramid.changed(whole(16, 8));
    const before = rowsOf(pyramid.level(1).y);
    base.y.bytes.fill(9);
    expect(rowsOf(pyramid.level(1).y)).toEqual(before);
    pyramid.changed(whole(16, 8));
    expect(new Set(rowsOf(pyramid.level(1).y).flat())).toEqual(new Set([9]));
  });
});

describe('copies and mixes of planes', () => {
  it('copies a shifted rectangle and leaves the rest', () => {
    const source = patternSurface({ widthPx: 20, heightPx: 10 });
    const target = makeSurface({ widthPx: 12, heightPx: 6 });
    copyPlane({ source: source.y, target: target.y, rect: { x: 2, y: 1, width: 5, height: 3 }, shiftX: 6, shiftY: 4 });
    expect(rowsOf(target.y, { x: 2, y: 1, width: 5, height: 3 })).toEqual(
      rowsOf(source.y, { x: 8, y: 5, width: 5, height: 3 }),
    );
    expect(target.y.bytes[target.y.stride + 7]).toBe(0);
  });

  it('mixes by words exactly as by single bytes', () => {
    const source = patternSurface({ widthPx: 32, heightPx: 4 }, 5);
    for (const alpha of [1, 64, 127, 200, 255]) {
      const byWords = patternSurface({ widthPx: 32, heightPx: 4 }, 2);
      const byBytes = patternSurface({ widthPx: 32, heightPx: 4 }, 2);
      mixPlane({ source: source.y, target: byWords.y, rect: whole(32, 4), shiftX: 0, shiftY: 0 }, alpha);
      for (const x of [0, 1]) {
        const rect = { x, y: 0, width: x === 0 ? 1 : 31, height: 4 };
        mixPlane({ source: source.y, target: byBytes.y, rect, shiftX: 0, shiftY: 0 }, alpha);
      }
      expect(rowsOf(byWords.y)).toEqual(rowsOf(byBytes.y));
    }
  });
});
