import type { Rect } from '../../shared/geometry.ts';
import { YUV_WEIGHTS } from '../../shared/scene/yuv.ts';
import type { Surface } from './surface.ts';

/** Takes NV12's interleaved chroma (in the surface's own room for it) apart into u and v. `rect` is of chroma pixels, x a multiple of 4. */
export const splitChroma = (surface: Surface, rect: Rect): void => {
  const { offset, stride } = surface.interleaved;
  const pairs = new Int32Array(surface.buffer.buffer, offset, (stride / 4) * surface.u.heightPx);
  const { words: u, stride: chromaStride } = surface.u;
  const { words: v } = surface.v;
  const first = rect.x >> 2;
  const end = (rect.x + rect.width + 3) >> 2;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const read = (row * stride) >> 2;
    const write = (row * chromaStride) >> 2;
    for (let word = first; word < end; word += 1) {
      const low = pairs[read + 2 * word] as number;
      const high = pairs[read + 2 * word + 1] as number;
      u[write + word] = (low & 0xff) | ((low >>> 8) & 0xff00) | ((high & 0xff) << 16) | ((high << 8) & 0xff000000);
      v[write + word] = ((low >>> 8) & 0xff) | ((low >>> 16) & 0xff00) | ((high << 8) & 0xff0000) | (high & 0xff000000);
    }
  }
};

const LUMA_TO_LIMITED = Uint8Array.from({ length: 256 }, (_, value) => Math.round(16 + (value * 219) / 255));
const CHROMA_TO_LIMITED = Uint8Array.from({ length: 256 }, (_, value) => Math.round(128 + ((value - 128) * 224) / 255));

/** Brings a full-range picture (JPEG cameras) into limited range. `rect` is in luma pixels on even coordinates. */
export const limitRange = ({ y, u, v }: Surface, rect: Rect): void => {
  for (const plane of [y, u, v]) {
    const table = plane === y ? LUMA_TO_LIMITED : CHROMA_TO_LIMITED;
    const scale = plane === y ? 1 : 2;
    const endX = Math.min(plane.widthPx, (rect.x + rect.width) / scale);
    const endY = Math.min(plane.heightPx, (rect.y + rect.height) / scale);
    for (let row = rect.y / scale; row < endY; row += 1) {
      for (let at = row * plane.stride + rect.x / scale; at < row * plane.stride + endX; at += 1) {
        plane.bytes[at] = table[plane.bytes[at] as number] as number;
      }
    }
  }
};

/** Codes opaque RGBA (rows of `rect.width` pixels) into `rect` of the surface, which starts on even coordinates. */
export const codeRgba = (rgba: Uint8Array | Uint8ClampedArray, surface: Surface, rect: Rect): void => {
  const { yr, yg, yb } = YUV_WEIGHTS;
  const { bytes, stride } = surface.y;
  let read = 0;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    for (let at = row * stride + rect.x; at < row * stride + rect.x + rect.width; at += 1, read += 4) {
      const weighed = yr * (rgba[read] as number) + yg * (rgba[read + 1] as number) + yb * (rgba[read + 2] as number);
      bytes[at] = 16 + ((weighed + 32_768) >> 16);
    }
  }
  codeRgbaChroma(rgba, surface, rect);
};

const codeRgbaChroma = (rgba: Uint8Array | Uint8ClampedArray, surface: Surface, rect: Rect): void => {
  const { ur, ug, ub, vr, vg, vb } = YUV_WEIGHTS;
  const { stride } = surface.u;
  const rowBytes = rect.width * 4;
  for (let y = 0; y < rect.height; y += 2) {
    const upper = y * rowBytes;
    const lower = y + 1 < rect.height ? upper + rowBytes : upper;
    const write = ((rect.y + y) >> 1) * stride + (rect.x >> 1);
    for (let x = 0; x < rect.width; x += 2) {
      const left = x * 4;
      const right = x + 1 < rect.width ? left + 4 : left;
      const sum = (channel: number): number =>
        (rgba[upper + left + channel] as number) +
        (rgba[upper + right + channel] as number) +
        (rgba[lower + left + channel] as number) +
        (rgba[lower + right + channel] as number);
      const red = sum(0);
      const green = sum(1);
      const blue = sum(2);
      surface.u.bytes[write + (x >> 1)] = 128 + ((ur * red + ug * green + ub * blue + 131_072) >> 18);
      surface.v.bytes[write + (x >> 1)] = 128 + ((vr * red + vg * green + vb * blue + 131_072) >> 18);
    }
  }
};

/** A surface as RGBA, for pictures that the page shows. */
export const rgbaOf = ({ widthPx, heightPx, y, u, v }: Surface): Uint8ClampedArray<ArrayBuffer> => {
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  let write = 0;
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1, write += 4) {
      const chroma = (row >> 1) * u.stride + (column >> 1);
      const luma = 1.16438 * ((y.bytes[row * y.stride + column] as number) - 16);
      const blue = (u.bytes[chroma] as number) - 128;
      const red = (v.bytes[chroma] as number) - 128;
      rgba[write] = luma + 1.79274 * red;
      rgba[write + 1] = luma - 0.21325 * blue - 0.53291 * red;
      rgba[write + 2] = luma + 2.1124 * blue;
      rgba[write + 3] = 255;
    }
  }
  return rgba;
};
