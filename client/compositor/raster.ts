import type { SizePx } from '../../shared/geometry.ts';
import { YUV_WEIGHTS } from '../../shared/scene/yuv.ts';
import { codeRgba } from '../planes/plane-convert.ts';
import { makeSurface, type Plane, type Surface } from '../planes/surface.ts';

/**
 * Which pixels of each row are worth touching, four numbers a row: first and end of what is not transparent, and first and
 * end of its longest run that is opaque (which is copied instead of blended).
 */
export type RowSpans = Uint16Array;

/** Text, a card or an image, ready to be laid over a picture: I420 premultiplied with its alpha. Sizes are even. */
export type Raster = SizePx & {
  /** Differs between any two rasters that differ, so that a replaced raster is seen as damage. */
  readonly version: number;
  /** How far the raster (a card's shadow) reaches beyond the op's rectangle on each side; even. */
  readonly outsetPx: number;
  readonly coverage: 'opaque' | 'partial';
  readonly color: Surface;
  readonly lumaAlpha: Plane;
  readonly chromaAlpha: Plane;
  readonly lumaSpans: RowSpans;
  readonly chromaSpans: RowSpans;
};

export type RasterFacts = { readonly version: number; readonly outsetPx: number };

/** Bytes that a raster keeps: 1.5 of color and 1.25 of alpha a pixel. */
export const rasterBytes = (raster: SizePx): number => raster.widthPx * raster.heightPx * 2.75;

/** @param rgba not premultiplied, as `getImageData` gives it; `size` is even */
export const rasterFromRgba = (rgba: Uint8ClampedArray<ArrayBuffer>, size: SizePx, facts: RasterFacts): Raster => {
  const color = makeSurface(size);
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  if (isAllOpaque(words)) {
    codeRgba(rgba, color, { x: 0, y: 0, width: size.widthPx, height: size.heightPx });
    return opaqueRaster(color, facts);
  }
  const alpha = makeSurface(size);
  codeLuma(rgba, color, alpha.y);
  codeChroma(rgba, words, { color, alpha: alpha.u });
  return {
    ...size,
    ...facts,
    coverage: 'partial',
    color,
    lumaAlpha: alpha.y,
    chromaAlpha: alpha.u,
    lumaSpans: spansOf(alpha.y),
    chromaSpans: spansOf(alpha.u),
  };
};

const isAllOpaque = (words: Uint32Array): boolean => {
  for (let at = 0; at < words.length; at += 1) if ((words[at] as number) >>> 24 !== 255) return false;
  return true;
};

/** A raster without any transparent pixel, of planes that are already painted. */
export const opaqueRaster = (color: Surface, facts: RasterFacts): Raster => {
  const { widthPx, heightPx } = color;
  const alpha = makeSurface({ widthPx, heightPx });
  alpha.y.bytes.fill(255);
  alpha.u.bytes.fill(255);
  return {
    widthPx,
    heightPx,
    ...facts,
    coverage: 'opaque',
    color,
    lumaAlpha: alpha.y,
    chromaAlpha: alpha.u,
    lumaSpans: spansOf(alpha.y),
    chromaSpans: spansOf(alpha.u),
  };
};

const codeLuma = (rgba: Uint8ClampedArray, color: Surface, alpha: Plane): void => {
  const { yr, yg, yb } = YUV_WEIGHTS;
  const { bytes, stride, widthPx, heightPx } = color.y;
  let read = 0;
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1, read += 4) {
      const opacity = rgba[read + 3] as number;
      if (opacity === 0) continue;
      const weighed = yr * (rgba[read] as number) + yg * (rgba[read + 1] as number) + yb * (rgba[read + 2] as number);
      const luma = 16 + ((weighed + 32_768) >> 16);
      bytes[row * stride + column] = ((luma * opacity + 127) / 255) | 0;
      alpha.bytes[row * alpha.stride + column] = opacity;
    }
  }
};

/** 1/65536 for the weights, 1/255 for alpha, and a quarter for the mean of four pixels. */
const CHROMA_SCALE = 1 / (4 * 255 * 65_536);

/** Chroma of a 2 × 2 block is that of its mean color, each pixel counting by its alpha: no dark or colored fringes. */
const codeChroma = (
  rgba: Uint8ClampedArray,
  words: Uint32Array,
  { color, alpha }: { readonly color: Surface; readonly alpha: Plane },
): void => {
  const { ur, ug, ub, vr, vg, vb } = YUV_WEIGHTS;
  const { stride, widthPx, heightPx } = color.u;
  const row4 = color.widthPx;
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const first = 2 * row * row4 + 2 * column;
      const isEmpty = !(words[first] || words[first + 1] || words[first + row4] || words[first + row4 + 1]);
      if (isEmpty) continue;
      let red = 0;
      let green = 0;
      let blue = 0;
      let opacity = 0;
      for (let pixel = 0; pixel < 4; pixel += 1) {
        const read = 4 * (first + (pixel & 1) + (pixel >> 1) * row4);
        const weight = rgba[read + 3] as number;
        red += (rgba[read] as number) * weight;
        green += (rgba[read + 1] as number) * weight;
        blue += (rgba[read + 2] as number) * weight;
        opacity += weight;
      }
      const at = row * stride + column;
      const mean = (opacity + 2) >> 2;
      alpha.bytes[at] = mean;
      const neutral = (128 * mean) / 255 + 0.5;
      color.u.bytes[at] = neutral + (ur * red + ug * green + ub * blue) * CHROMA_SCALE;
      color.v.bytes[at] = neutral + (vr * red + vg * green + vb * blue) * CHROMA_SCALE;
    }
  }
};

const spansOf = ({ bytes, stride, widthPx, heightPx }: Plane): RowSpans => {
  const spans = new Uint16Array(heightPx * 4);
  for (let row = 0; row < heightPx; row += 1) {
    const line = bytes.subarray(row * stride, row * stride + widthPx);
    let first = 0;
    while (first < widthPx && line[first] === 0) first += 1;
    let end = widthPx;
    while (end > first && line[end - 1] === 0) end -= 1;
    const solid = longestSolidRun(line, first, end);
    spans.set([first, end, solid.first, solid.end], row * 4);
  }
  return spans;
};

const longestSolidRun = (line: Uint8Array, first: number, end: number): { first: number; end: number } => {
  let best = { first, end: first };
  let start = first;
  for (let at = first; at <= end; at += 1) {
    if (at < end && line[at] === 255) continue;
    if (at - start > best.end - best.first) best = { first: start, end: at };
    start = at + 1;
  }
  return best;
};
