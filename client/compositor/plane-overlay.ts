import type { Rect } from '../../shared/geometry.ts';
import { OPAQUE } from '../planes/plane-fill.ts';
import type { RowSpans } from './raster.ts';
import type { Plane } from '../planes/surface.ts';

/** A premultiplied plane with its alpha, laid over a target plane. */
export type Overlay = {
  readonly color: Plane;
  readonly alpha: Plane;
  readonly spans: RowSpans;
  readonly target: Plane;
  /** Where the overlay's first pixel lies in the target; may be outside. */
  readonly x: number;
  readonly y: number;
  /** Target pixels that may be touched; inside the target. */
  readonly clip: Rect;
  /** Further weight of the whole overlay in 1/256. */
  readonly opacity: number;
};

/** Lays the overlay over the target: out = color + target × (1 − alpha). */
export const overlayPlane = (overlay: Overlay): void => {
  const { spans, x, y, clip, color, target } = overlay;
  const firstRow = Math.max(clip.y, y);
  const endRow = Math.min(clip.y + clip.height, y + color.heightPx);
  for (let row = firstRow; row < endRow; row += 1) {
    const at = (row - y) * 4;
    const first = Math.max(spans[at] as number, clip.x - x);
    const end = Math.min(spans[at + 1] as number, clip.x + clip.width - x);
    if (end <= first) continue;
    const read = (row - y) * color.stride;
    const write = row * target.stride + x;
    if (overlay.opacity < OPAQUE) {
      blendFaded(overlay, { read, write, first, end });
      continue;
    }
    const solidFirst = Math.min(end, Math.max(first, spans[at + 2] as number));
    const solidEnd = Math.max(solidFirst, Math.min(end, spans[at + 3] as number));
    blend(overlay, { read, write, first, end: solidFirst });
    if (solidEnd > solidFirst) {
      target.bytes.set(color.bytes.subarray(read + solidFirst, read + solidEnd), write + solidFirst);
    }
    blend(overlay, { read, write, first: solidEnd, end });
  }
};

type Run = { readonly read: number; readonly write: number; readonly first: number; readonly end: number };

const blend = ({ color, alpha, target }: Overlay, { read, write, first, end }: Run): void => {
  const from = color.bytes;
  const weights = alpha.bytes;
  const to = target.bytes;
  for (let step = first; step < end; step += 1) {
    const below = (to[write + step] as number) * (255 - (weights[read + step] as number)) + 128;
    to[write + step] = (from[read + step] as number) + ((below + (below >> 8)) >> 8);
  }
};

const blendFaded = ({ color, alpha, target, opacity }: Overlay, { read, write, first, end }: Run): void => {
  const from = color.bytes;
  const weights = alpha.bytes;
  const to = target.bytes;
  for (let step = first; step < end; step += 1) {
    // The weight stays in 1/65280 (255 × 256): rounding it to a byte would let a fading card flicker by one step.
    const kept = 65_280 - (weights[read + step] as number) * opacity;
    const added = (from[read + step] as number) * opacity * 255;
    to[write + step] = ((to[write + step] as number) * kept + added + 32_640) / 65_280;
  }
};
