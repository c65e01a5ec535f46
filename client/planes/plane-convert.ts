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

/** Change of luma and chroma from BT.709 to BT.601 by a pixel's chroma, in 1/65536. */
const TO_601 = { yu: 6_657, yv: 12_850, uu: 64_871, uv: -7_252, vu: -4_748, vv: 64_448 } as const;

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Brings a picture of BT.709 (some screens) into the program's BT.601. `rect` is on even coordinates. */
export const convert709 = ({ y, u, v }: Surface, rect: Rect): void => {
  const { yu, yv, uu, uv, vu, vv } = TO_601;
  const endColumn = Math.min(u.widthPx, Math.ceil((rect.x + rect.width) / 2));
  const endRow = Math.min(u.heightPx, Math.ceil((rect.y + rect.height) / 2));
  for (let row = rect.y / 2; row < endRow; row += 1) {
    const upper = 2 * row * y.stride;
    // The last row of an odd height stands alone.
    const lower = 2 * row + 1 < y.heightPx ? upper + y.stride : -1;
    for (let column = rect.x / 2; column < endColumn; column += 1) {
      const at = row * u.stride + column;
      const blue = (u.bytes[at] as number) - 128;
      const red = (v.bytes[at] as number) - 128;
      if (blue === 0 && red === 0) continue;
      u.bytes[at] = clamp(128 + ((uu * blue + uv * red + 32_768) >> 16));
      v.bytes[at] = clamp(128 + ((vu * blue + vv * red + 32_768) >> 16));
      const change = (yu * blue + yv * red + 32_768) >> 16;
      const left = upper + 2 * column;
      y.bytes[left] = clamp((y.bytes[left] as number) + change);
      y.bytes[left + 1] = clamp((y.bytes[left + 1] as number) + change);
      if (lower === -1) continue;
      const below = lower + 2 * column;
      y.bytes[below] = clamp((y.bytes[below] as number) + change);
      y.bytes[below + 1] = clamp((y.bytes[below + 1] as number) + change);
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
      rgba[write] = luma + 1.59603 * red;
      rgba[write + 1] = luma - 0.39176 * blue - 0.81297 * red;
      rgba[write + 2] = luma + 2.01723 * blue;
      rgba[write + 3] = 255;
    }
  }
  return rgba;
};
