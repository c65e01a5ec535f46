import type { SizePx } from '../../shared/geometry.ts';

/** One plane of bytes. `words` is a view of the same memory, four pixels a word, for loops that work on four at once. */
export type Plane = {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** Bytes from row to row; a multiple of 8. */
  readonly stride: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** A picture in I420: luma, and two chroma planes of half size. All planes lie in one buffer, as VideoFrame wants them. */
export type Surface = SizePx & {
  readonly buffer: Uint8Array<ArrayBuffer>;
  readonly y: Plane;
  readonly u: Plane;
  readonly v: Plane;
  /** Offsets and strides of y, u, v in `buffer`. */
  readonly layout: readonly [PlaneLayout, PlaneLayout, PlaneLayout];
  /** Where NV12's interleaved chroma is put before it is taken apart: behind the planes. Offset and stride in `buffer`. */
  readonly interleaved: PlaneLayout;
};

const STRIDE_STEP = 16;
/**
 * Unused rows behind each plane. A browser counts every row of a copied part with its whole stride, the last one too, so the
 * rows of a part that begins inside the picture seem to reach into the next plane, and the copy would be refused.
 */
const SPARE_ROWS = 1;

const makePlane = (buffer: Uint8Array<ArrayBuffer>, layout: PlaneLayout, size: SizePx): Plane => ({
  bytes: buffer.subarray(layout.offset, layout.offset + layout.stride * size.heightPx),
  words: new Int32Array(buffer.buffer, layout.offset, (layout.stride * size.heightPx) / 4),
  stride: layout.stride,
  ...size,
});

/** @param chromaRoom 'interleaved' leaves room for NV12's chroma plane */
export const makeSurface = (size: SizePx, chromaRoom: 'planar' | 'interleaved' = 'planar'): Surface => {
  const { widthPx, heightPx } = size;
  const stride = Math.ceil(widthPx / STRIDE_STEP) * STRIDE_STEP;
  const chroma = { widthPx: (widthPx + 1) >> 1, heightPx: (heightPx + 1) >> 1 };
  const lumaBytes = stride * (heightPx + SPARE_ROWS);
  const chromaBytes = (stride / 2) * (chroma.heightPx + SPARE_ROWS);
  const interleavedBytes = chromaRoom === 'interleaved' ? 2 * chromaBytes : 0;
  const buffer = new Uint8Array(lumaBytes + 2 * chromaBytes + interleavedBytes);
  const layout = [
    { offset: 0, stride },
    { offset: lumaBytes, stride: stride / 2 },
    { offset: lumaBytes + chromaBytes, stride: stride / 2 },
  ] as const;
  return {
    widthPx,
    heightPx,
    buffer,
    y: makePlane(buffer, layout[0], { widthPx, heightPx }),
    u: makePlane(buffer, layout[1], chroma),
    v: makePlane(buffer, layout[2], chroma),
    layout,
    interleaved: { offset: lumaBytes + 2 * chromaBytes, stride },
  };
};
