import type { Rect } from '../../shared/geometry.ts';
import type { Plane } from './surface.ts';

/** Weights of blending are in 1/256; 256 is opaque. */
export const OPAQUE = 256;

/** Fills `rect` (in the plane's own pixels, inside it) with one value. */
export const fillPlane = (plane: Plane, rect: Rect, value: number): void => {
  const { bytes, stride } = plane;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    bytes.fill(value, row * stride + rect.x, row * stride + rect.x + rect.width);
  }
};

/** Blends one value over `rect`. */
export const tintPlane = (plane: Plane, rect: Rect, tint: { readonly value: number; readonly alpha: number }): void => {
  const { bytes, stride } = plane;
  const kept = OPAQUE - tint.alpha;
  const added = tint.value * tint.alpha + 128;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const end = row * stride + rect.x + rect.width;
    for (let at = row * stride + rect.x; at < end; at += 1) bytes[at] = ((bytes[at] as number) * kept + added) >> 8;
  }
};
