import { describe, expect, it } from 'vitest';
import { readStamp } from '../../shared/scene/frame-stamp.ts';
import { clockText, COLOR_BARS, isFlash, makePlanes, paintTestPattern } from './test-pattern-picture.ts';

const size = { widthPx: 1280, heightPx: 720 };
const AT_MS = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

const painted = (atMs = AT_MS, counter = 7, of = size) => {
  const planes = makePlanes(of);
  planes.bytes.fill(1);
  paintTestPattern(planes, of, { atMs, counter });
  const chroma = (x: number, y: number) => (y >> 1) * (of.widthPx / 2) + (x >> 1);
  return {
    planes,
    luma: (x: number, y: number): number => planes.y[y * of.widthPx + x] ?? -1,
    at: (x: number, y: number) => [planes.y[y * of.widthPx + x], planes.u[chroma(x, y)], planes.v[chroma(x, y)]],
  };
};

const extremes = (bytes: Uint8Array) => {
  const sorted = bytes.slice().sort();
  return { least: sorted[0], most: sorted.at(-1) };
};

describe('the test pattern', () => {
  it('shows the bars in their exact values', () => {
    const { at } = painted();
    expect(COLOR_BARS.map((_, index) => at(80 + index * 160, 300))).toEqual(COLOR_BARS);
  });

  it('paints every byte, within limited range', () => {
    const { planes } = painted();
    expect(extremes(planes.y)).toEqual({ least: 16, most: 235 });
    expect(planes.u.includes(1) || planes.v.includes(1)).toBe(false);
  });

  it('carries a stamp that reads as its moment', () => {
    const { luma } = painted();
    expect(readStamp(luma, size.widthPx)).toEqual({ atMsLow: AT_MS % 2 ** 24, counter: 7 });
  });

  it.each([
    { widthPx: 576, heightPx: 1024 },
    { widthPx: 160, heightPx: 144 },
    { widthPx: 1920, heightPx: 1080 },
  ])('fills %o and carries its stamp there', (other) => {
    const { luma, planes } = painted(AT_MS, 7, other);
    expect(readStamp(luma, other.widthPx).counter).toBe(7);
    expect(extremes(planes.y)).toEqual({ least: 16, most: 235 });
  });

  it('moves its box from left to right', () => {
    const rowOfBox = 550;
    const leftEdge = (atMs: number): number => {
      const { luma } = painted(atMs);
      return Array.from({ length: size.widthPx }, (_, x) => luma(x, rowOfBox)).indexOf(235);
    };
    expect(leftEdge(4_000)).toBe(0);
    expect(leftEdge(6_000)).toBe(610);
    expect(leftEdge(7_999)).toBeGreaterThan(1_210);
  });

  it('flashes in the first tenth of each second', () => {
    const middle = { x: 1_200, y: 660 };
    const { luma: lit } = painted(5_099);
    const { luma: dark } = painted(5_100);
    expect([lit(middle.x, middle.y), dark(middle.x, middle.y)]).toEqual([235, 48]);
    expect([isFlash(5_000), isFlash(5_099), isFlash(5_100), isFlash(5_999)]).toEqual([true, true, false, false]);
  });

  it('tells the time in UTC', () => {
    expect(clockText(AT_MS)).toBe('03:04:05.678 UTC');
  });

  it('shows another clock at another time', () => {
    const clockOf = (atMs: number) => painted(atMs).planes.y.slice(610 * size.widthPx);
    expect(clockOf(AT_MS)).not.toEqual(clockOf(AT_MS + 1));
  });
});
