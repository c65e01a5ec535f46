import type { Plane } from './surface.ts';

/** A run of pixels in a plane: where it begins, how far its pixels are apart, and how many there are. */
type Run = { readonly start: number; readonly step: number; readonly count: number };

/**
 * Blurs a whole plane in place: each pixel becomes the mean of the (2 × radius + 1)² around it, where what would lie outside
 * repeats the edge. Its cost does not depend on the radius. Twice is near enough to a Gaussian.
 */
export const blurPlane = (plane: Plane, radiusPx: number): void => {
  const { bytes, stride, widthPx, heightPx } = plane;
  const line = new Uint8Array(Math.max(widthPx, heightPx));
  for (let row = 0; row < heightPx; row += 1) {
    blurRun(bytes, line, { start: row * stride, step: 1, count: widthPx }, radiusPx);
  }
  for (let column = 0; column < widthPx; column += 1) {
    blurRun(bytes, line, { start: column, step: stride, count: heightPx }, radiusPx);
  }
};

/** The sum of the pixels around moves along the run: one comes in, one goes out. */
const blurRun = (bytes: Uint8Array, line: Uint8Array, { start, step, count }: Run, radiusPx: number): void => {
  const last = count - 1;
  for (let at = 0; at < count; at += 1) line[at] = bytes[start + at * step] as number;
  const window = 2 * radiusPx + 1;
  const half = radiusPx;
  let sum = (line[0] as number) * radiusPx;
  for (let at = 0; at <= radiusPx; at += 1) sum += line[Math.min(at, last)] as number;
  for (let at = 0; at < count; at += 1) {
    bytes[start + at * step] = ((sum + half) / window) | 0;
    sum += (line[Math.min(at + radiusPx + 1, last)] as number) - (line[Math.max(at - radiusPx, 0)] as number);
  }
};
