import type { SizePx } from '../../shared/geometry.ts';
import { rgbToYuv } from '../../shared/scene/yuv.ts';
import { opaqueRaster, type Raster, type RasterFacts } from './raster.ts';
import { makeSurface, type Plane } from '../planes/surface.ts';

export type Gradient = SizePx & { readonly color: string; readonly toColor: string };

/** Ordered dither, 4 × 4: without it a dark gradient falls into bands that every encoder makes worse. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5].map((rank) => (rank + 0.5) / 16);

type Ramp = { readonly from: number; readonly to: number };

const channelsOf = (color: string): [number, number, number] => {
  const rgb = Number.parseInt(color.slice(1), 16);
  return [(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff];
};

/** A vertical gradient, painted as planes: no canvas, no rounding through RGB. */
export const gradientRaster = (gradient: Gradient, facts: RasterFacts): Raster => {
  const { widthPx, heightPx } = gradient;
  const color = makeSurface({ widthPx, heightPx });
  const [red, green, blue] = channelsOf(gradient.color);
  const [toRed, toGreen, toBlue] = channelsOf(gradient.toColor);
  const from = rgbToYuv({ r: red, g: green, b: blue });
  const to = rgbToYuv({ r: toRed, g: toGreen, b: toBlue });
  paintRamp(color.y, { from: from.y, to: to.y });
  paintRamp(color.u, { from: from.u, to: to.u });
  paintRamp(color.v, { from: from.v, to: to.v });
  return opaqueRaster(color, facts);
};

const paintRamp = ({ bytes, stride, widthPx, heightPx }: Plane, { from, to }: Ramp): void => {
  for (let row = 0; row < heightPx; row += 1) {
    const value = from + ((to - from) * (row + 0.5)) / heightPx;
    for (let column = 0; column < widthPx; column += 1) {
      bytes[row * stride + column] = Math.floor(value + (DITHER[(row & 3) * 4 + (column & 3)] ?? 0.5));
    }
  }
};
