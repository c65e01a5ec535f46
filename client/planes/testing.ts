import type { Rect, SizePx } from '../../shared/geometry.ts';
import { Pyramid } from './pyramid.ts';
import type { SourceFrame } from './source-picture.ts';
import { makeSurface, type Plane, type Surface } from './surface.ts';

/** Fixtures of tests that look at pixels. */

export const fillWith = (plane: Plane, valueAt: (x: number, y: number) => number): void => {
  for (let y = 0; y < plane.heightPx; y += 1) {
    for (let x = 0; x < plane.widthPx; x += 1) plane.bytes[y * plane.stride + x] = valueAt(x, y);
  }
};

/** A picture whose every pixel differs from its neighbors. */
export const patternSurface = (size: SizePx, seed = 1): Surface => {
  const surface = makeSurface(size);
  fillWith(surface.y, (x, y) => (x * 7 + y * 13 + seed * 31) & 0xff);
  fillWith(surface.u, (x, y) => (x * 3 + y * 5 + seed * 17) & 0xff);
  fillWith(surface.v, (x, y) => (x * 11 + y * 2 + seed * 23) & 0xff);
  return surface;
};

export const flatSurface = (size: SizePx, y: number, u: number, v: number): Surface => {
  const surface = makeSurface(size);
  surface.y.bytes.fill(y);
  surface.u.bytes.fill(u);
  surface.v.bytes.fill(v);
  return surface;
};

export const pyramidOf = (surface: Surface): Pyramid => {
  const pyramid = new Pyramid(surface);
  pyramid.changed({ x: 0, y: 0, width: surface.widthPx, height: surface.heightPx });
  return pyramid;
};

/** The plane's pixels without padding, row by row. */
export const rowsOf = (plane: Plane, rect?: Rect): number[][] => {
  const { x, y, width, height } = rect ?? { x: 0, y: 0, width: plane.widthPx, height: plane.heightPx };
  return Array.from({ length: height }, (_, row) => [
    ...plane.bytes.subarray((y + row) * plane.stride + x, (y + row) * plane.stride + x + width),
  ]);
};

export type FakeFacts = SizePx & { readonly luma?: number };

/** A frame of one flat luma in I420, which counts how often it was closed and copied. */
export class FakeFrame implements SourceFrame {
  readonly format = 'I420';
  readonly colorSpace = { fullRange: false, matrix: 'smpte170m' };
  readonly visibleRect: Rect;
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly luma: number;
  closes = 0;
  copies = 0;

  constructor({ widthPx, heightPx, luma = 100 }: FakeFacts) {
    this.visibleRect = { x: 0, y: 0, width: widthPx, height: heightPx };
    this.displayWidth = widthPx;
    this.displayHeight = heightPx;
    this.luma = luma;
  }

  copyTo(destination: AllowSharedBufferSource, { rect, layout }: VideoFrameCopyToOptions = {}): Promise<void> {
    const [plane] = layout ?? [];
    if (!(destination instanceof Uint8Array) || !plane || !rect) return Promise.reject(new TypeError('no planes'));
    this.copies += 1;
    for (let row = 0; row < (rect.height ?? 0); row += 1) {
      const start = plane.offset + row * plane.stride;
      destination.fill(this.luma, start, start + (rect.width ?? 0));
    }
    return Promise.resolve();
  }

  close(): void {
    this.closes += 1;
  }
}
