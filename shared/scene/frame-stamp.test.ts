import { describe, expect, it } from 'vitest';
import { paintStamp, readStamp, stampAgeMs, stampCells, stampCrc, stampSize } from './frame-stamp.ts';

const planes = (widthPx: number, heightPx: number) => ({
  widthPx,
  y: new Uint8Array(widthPx * heightPx).fill(77),
  u: new Uint8Array((widthPx / 2) * (heightPx / 2)).fill(90),
  v: new Uint8Array((widthPx / 2) * (heightPx / 2)).fill(190),
  yStride: widthPx,
  uvStride: widthPx / 2,
});

const reader = (target: { y: Uint8Array; yStride: number }) => (x: number, y: number) =>
  target.y[y * target.yStride + x] ?? 0;

describe('frame stamp', () => {
  it('computes the CRC-8 of the polynomial 0x07', () => {
    expect(stampCrc(0)).toBe(0);
    expect(stampCrc(1)).toBe(0x07);
    expect(stampCrc(0x313233)).toBe(0xc0);
  });

  it('lays out 24 bits and their CRC, most significant first', () => {
    const cells = stampCells(0x800001, 1);
    expect([...cells.subarray(0, 24)]).toEqual([1, ...new Array<number>(22).fill(0), 1]);
    expect([...cells.subarray(32, 56)]).toEqual([...new Array<number>(23).fill(0), 1]);
    expect([...cells.subarray(56)]).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
  });

  it.each([160, 576, 1280, 1920])('is read back from a picture %i pixels wide', (widthPx) => {
    const target = planes(widthPx, 144);
    paintStamp(target, { atMs: 1_780_000_123_456.7, counter: 2 ** 24 + 5 });
    expect(readStamp(reader(target), widthPx)).toEqual({ atMsLow: 1_780_000_123_456 % 2 ** 24, counter: 5 });
  });

  it('is read back after the picture was halved', () => {
    const target = planes(1280, 144);
    paintStamp(target, { atMs: 987_654_321, counter: 4242 });
    const full = reader(target);
    expect(readStamp((x, y) => full(x * 2, y * 2), 640)).toEqual({ atMsLow: 987_654_321 % 2 ** 24, counter: 4242 });
  });

  it('paints nothing outside its strip, and neutral chroma inside', () => {
    const target = planes(1280, 144);
    paintStamp(target, { atMs: 0xffffff, counter: 0 });
    expect(stampSize(1280)).toEqual({ widthPx: 512, heightPx: 32 });
    expect(target.y[511]).not.toBe(77);
    expect(target.y[512]).toBe(77);
    expect(target.y[32 * 1280]).toBe(77);
    expect([target.u[255], target.v[255], target.u[256], target.u[16 * 640]]).toEqual([128, 128, 90, 90]);
    expect([target.y[0], target.y[16 * 1280]]).toEqual([235, 16]);
  });

  it('throws away a row whose cell was flipped and keeps the other', () => {
    const target = planes(1280, 144);
    paintStamp(target, { atMs: 12_345, counter: 678 });
    for (let line = 0; line < 16; line += 1) target.y.fill(235, line * 1280, line * 1280 + 16);
    expect(readStamp(reader(target), 1280)).toEqual({ atMsLow: null, counter: 678 });
  });

  it('reads a plain corner as no stamp', () => {
    expect(readStamp(() => 16, 1280)).toEqual({ atMsLow: null, counter: null });
    expect(readStamp(() => 235, 1280)).toEqual({ atMsLow: null, counter: null });
  });

  it('ages a stamp across the wrap of its clock', () => {
    expect(stampAgeMs(2 ** 24 * 3 + 40, 40)).toBe(0);
    expect(stampAgeMs(2 ** 24 * 3 + 40, 2 ** 24 - 10)).toBe(50);
    expect(stampAgeMs(1000, 1003)).toBe(-3);
  });
});
