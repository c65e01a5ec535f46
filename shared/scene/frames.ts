import type { Rect, SizePx } from '../geometry.ts';
import { CARD_ASPECT } from './place.ts';

/** Share of each side that stays free of texts and cards: televisions, players' controls and cropped previews eat the edge. */
export const TITLE_SAFE_MARGIN = 0.05;

/** In portrait the phone's page lies over the picture's lower part: comments, the page's own card, the line to type in. */
const PORTRAIT_BOTTOM_MARGIN = 0.24;

export const isPortrait = ({ widthPx, heightPx }: SizePx): boolean => heightPx > widthPx;

/** Share of the picture's height that stays free at its lower side. */
export const bottomMargin = (program: SizePx): number =>
  isPortrait(program) ? PORTRAIT_BOTTOM_MARGIN : TITLE_SAFE_MARGIN;

const cardFrame = (program: SizePx, width: number): Rect => {
  const height = (width * program.widthPx) / CARD_ASPECT / program.heightPx;
  return { x: TITLE_SAFE_MARGIN, y: 1 - bottomMargin(program) - height, width, height };
};

/**
 * Where a callout's card goes unless the host moves it: bottom left inside the title-safe area, in fractions of the program.
 * In portrait it is as wide as the safe area, because a phone is read from a hand's distance.
 */
export const calloutFrame = (program: SizePx): Rect =>
  cardFrame(program, isPortrait(program) ? 1 - 2 * TITLE_SAFE_MARGIN : 0.37);

/** The larger card of a scene that is about the product. */
export const largeCalloutFrame = (program: SizePx): Rect =>
  cardFrame(program, isPortrait(program) ? 1 - 2 * TITLE_SAFE_MARGIN : 0.46);

/** The small camera picture over a shared screen: a 16:9 box, bottom right in landscape, top right in portrait. */
export const cameraCornerFrame = (program: SizePx): Rect => {
  const width = isPortrait(program) ? 0.42 : 0.24;
  const height = (width * program.widthPx * 9) / 16 / program.heightPx;
  const x = 1 - TITLE_SAFE_MARGIN - width;
  return { x, y: isPortrait(program) ? TITLE_SAFE_MARGIN : 1 - TITLE_SAFE_MARGIN - height, width, height };
};

const isFullExtent = (extent: number): boolean => extent >= 0.999;

/** Keeps the share of free space before the box, so a box in a corner stays in that corner. */
const moveSpan = (start: number, extent: number, nextExtent: number): number => {
  const free = 1 - extent;
  if (Math.abs(free) < 1e-6) return (1 - nextExtent) / 2;
  // `+ 0` turns −0, which JSON cannot carry, into 0.
  return (start / free) * (1 - nextExtent) + 0;
};

/**
 * `frame` (fractions) in a program of another shape: what fills an axis keeps filling it, everything else keeps its own
 * aspect, its share of the picture's area as far as it fits, and its corner. There and back again gives the same frame
 * unless it had to shrink.
 */
export const reflowFrame = (frame: Rect, from: SizePx, to: SizePx): Rect => {
  const scale = Math.sqrt((to.widthPx * to.heightPx) / (from.widthPx * from.heightPx));
  const isWide = isFullExtent(frame.width);
  const isTall = isFullExtent(frame.height);
  const wishedWidth = isWide ? frame.width : (frame.width * from.widthPx * scale) / to.widthPx;
  const wishedHeight = isTall ? frame.height : (frame.height * from.heightPx * scale) / to.heightPx;
  const shrink = Math.min(1, isWide ? 1 : 1 / wishedWidth, isTall ? 1 : 1 / wishedHeight);
  const width = isWide ? frame.width : wishedWidth * shrink;
  const height = isTall ? frame.height : wishedHeight * shrink;
  return {
    x: isWide ? frame.x : moveSpan(frame.x, frame.width, width),
    y: isTall ? frame.y : moveSpan(frame.y, frame.height, height),
    width,
    height,
  };
};
