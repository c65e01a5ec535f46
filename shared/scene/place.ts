import type { Crop, Rect, SizePx } from '../geometry.ts';
import type { Fit } from './document.ts';

/** Width by height of a callout card; its design does not stretch. */
export const CARD_ASPECT = 3.04;

/** Less than this share of a picture is not worth drawing, and keeps divisions safe when opposite crops meet. */
const MIN_REST = 0.01;

const evenPx = (value: number): number => Math.round(value / 2) * 2;

/** The nearest rectangle on even coordinates, which planes of half size need; at least 2 × 2 pixels. */
export const evenRect = (rect: Rect): Rect => {
  const x = evenPx(rect.x);
  const y = evenPx(rect.y);
  return {
    x,
    y,
    width: Math.max(2, evenPx(rect.x + rect.width) - x),
    height: Math.max(2, evenPx(rect.y + rect.height) - y),
  };
};

/** The largest rectangle of `aspect` (width by height, same unit as `box`) inside `box`, centered. */
export const containRect = (box: Rect, aspect: number): Rect => {
  const width = Math.min(box.width, box.height * aspect);
  const height = Math.min(box.height, box.width / aspect);
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
};

const keptSpan = (before: number, after: number): { start: number; length: number } => {
  const length = Math.max(MIN_REST, 1 - before - after);
  return { start: Math.min(before, 1 - length), length };
};

/** The part of a picture that `crop` leaves, in fractions of the picture. Crops that meet leave a sliver, never nothing. */
export const croppedRect = (crop: Crop): Rect => {
  const across = keptSpan(crop.left, crop.right);
  const down = keptSpan(crop.top, crop.bottom);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
};

const coverFrom = (kept: Rect, source: SizePx, box: Rect): Rect => {
  const keptWidth = kept.width * source.widthPx * box.height;
  const keptHeight = kept.height * source.heightPx * box.width;
  // An equal aspect must give back exactly `kept`: only an uncut picture can pass through unpainted.
  if (Math.abs(keptWidth - keptHeight) <= 1e-9 * keptWidth) return kept;
  if (keptWidth > keptHeight) {
    const width = (kept.width * keptHeight) / keptWidth;
    return { ...kept, x: kept.x + (kept.width - width) / 2, width };
  }
  const height = (kept.height * keptWidth) / keptHeight;
  return { ...kept, y: kept.y + (kept.height - height) / 2, height };
};

export type Placing = {
  readonly source: SizePx;
  /** Cut from the edges as they are seen, so a mirrored picture loses its left edge by `left`, too. */
  readonly crop: Crop;
  readonly fit: Fit;
  /** The layer's box in program pixels, on even coordinates. */
  readonly box: Rect;
  readonly orientation: 'normal' | 'mirrored';
};

/**
 * Where a picture goes: `from` is in fractions of the source's own (unmirrored) frame, `to` in program pixels on even
 * coordinates.
 */
export const placePicture = ({ source, crop, fit, box, orientation }: Placing): { from: Rect; to: Rect } => {
  const seen = croppedRect(crop);
  const kept = orientation === 'mirrored' ? { ...seen, x: 1 - seen.x - seen.width } : seen;
  switch (fit) {
    case 'cover':
      return { from: coverFrom(kept, source, box), to: box };
    case 'contain': {
      const aspect = (kept.width * source.widthPx) / (kept.height * source.heightPx);
      return { from: kept, to: evenRect(containRect(box, aspect)) };
    }
    case 'stretch':
      return { from: kept, to: box };
  }
};
