import type { Rect, SizePx } from '../../shared/geometry.ts';

/** Rectangles in whole pixels on even coordinates, so that chroma planes have them at exactly half. */

const evenPx = (value: number): number => Math.round(value / 2) * 2;

/** `rect` with its edges on the nearest even pixels. */
export const snapToEven = (rect: Rect): Rect => {
  const x = evenPx(rect.x);
  const y = evenPx(rect.y);
  return { x, y, width: evenPx(rect.x + rect.width) - x, height: evenPx(rect.y + rect.height) - y };
};

/** The smallest rectangle on even pixels that holds `rect`. */
export const growToEven = (rect: Rect): Rect => {
  const x = Math.floor(rect.x / 2) * 2;
  const y = Math.floor(rect.y / 2) * 2;
  return {
    x,
    y,
    width: Math.ceil((rect.x + rect.width) / 2) * 2 - x,
    height: Math.ceil((rect.y + rect.height) / 2) * 2 - y,
  };
};

/** What both have in common; its width or height is 0 or less when nothing is. */
export const intersect = (a: Rect, b: Rect): Rect => {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
};

export const unite = (a: Rect, b: Rect): Rect => {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
};

export const isEmpty = (rect: Rect): boolean => rect.width <= 0 || rect.height <= 0;

export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

export const isSameRect = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

export const grow = (rect: Rect, byPx: number): Rect => ({
  x: rect.x - byPx,
  y: rect.y - byPx,
  width: rect.width + 2 * byPx,
  height: rect.height + 2 * byPx,
});

/** The same rectangle in a chroma plane. */
export const halveRect = (rect: Rect): Rect => ({
  x: rect.x / 2,
  y: rect.y / 2,
  width: rect.width / 2,
  height: rect.height / 2,
});

export const wholeOf = (size: SizePx): Rect => ({ x: 0, y: 0, width: size.widthPx, height: size.heightPx });
