import { describe, expect, it } from 'vitest';
import { hexToYuv, rgbToYuv, YUV_WEIGHTS, yuvToRgb } from './yuv.ts';

describe('BT.601 limited range', () => {
  it.each([
    ['#000000', { y: 16, u: 128, v: 128 }],
    ['#ffffff', { y: 235, u: 128, v: 128 }],
    ['#ff0000', { y: 81, u: 90, v: 240 }],
    ['#00ff00', { y: 145, u: 54, v: 34 }],
    ['#0000ff', { y: 41, u: 240, v: 110 }],
  ])('codes %s as the standard does', (color, yuv) => {
    expect(hexToYuv(color)).toEqual(yuv);
  });

  it('keeps every gray neutral', () => {
    for (let gray = 0; gray < 256; gray += 1) {
      expect(rgbToYuv({ r: gray, g: gray, b: gray })).toMatchObject({ u: 128, v: 128 });
    }
    expect(YUV_WEIGHTS.ur + YUV_WEIGHTS.ug + YUV_WEIGHTS.ub).toBe(0);
    expect(YUV_WEIGHTS.vr + YUV_WEIGHTS.vg + YUV_WEIGHTS.vb).toBe(0);
  });

  it('comes back to within two steps of the color it was made of', () => {
    for (let rgb = 0; rgb < 0x1000000; rgb += 4099) {
      const color = { r: rgb >> 16, g: (rgb >> 8) & 0xff, b: rgb & 0xff };
      const back = yuvToRgb(rgbToYuv(color));
      expect(Math.max(Math.abs(back.r - color.r), Math.abs(back.g - color.g), Math.abs(back.b - color.b))).toBeLessThan(
        3,
      );
    }
  });
});
