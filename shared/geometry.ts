import * as v from 'valibot';

/** A rectangle. In a document its unit is a fraction of the program (0…1 on both axes); in a draw list, program pixels. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Whether they have any area in common. */
export const meets = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export type SizePx = { readonly widthPx: number; readonly heightPx: number };

const coordinate = v.pipe(v.number(), v.finite(), v.minValue(-8), v.maxValue(8));
const extent = v.pipe(v.number(), v.finite(), v.minValue(0.001), v.maxValue(8));

/** A rectangle in fractions of the program. It may reach outside the picture, within bounds that keep arithmetic sane. */
export const FractionRect = v.object({ x: coordinate, y: coordinate, width: extent, height: extent });

/** How much is cut from each edge of a source, as fractions of the source's own size. */
const cut = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(0.95));
export const Crop = v.object({ top: cut, right: cut, bottom: cut, left: cut });
export type Crop = v.InferOutput<typeof Crop>;

export const NO_CROP: Crop = { top: 0, right: 0, bottom: 0, left: 0 };
export const FULL_FRAME: Rect = { x: 0, y: 0, width: 1, height: 1 };

export const scaleRect = (rect: Rect, scaleX: number, scaleY: number): Rect => ({
  x: rect.x * scaleX,
  y: rect.y * scaleY,
  width: rect.width * scaleX,
  height: rect.height * scaleY,
});

export const containsPoint = (rect: Rect, x: number, y: number): boolean =>
  x >= rect.x && y >= rect.y && x < rect.x + rect.width && y < rect.y + rect.height;
