import { containsPoint, type Rect, type SizePx } from '../geometry.ts';
import type { ItemId } from '../ids.ts';
import type { SceneDocument } from './document.ts';
import type { DrawList, DrawOp, HitArea } from './draw-list.ts';
import { plan } from './plan.ts';
import type { Program, SourceViews } from './program.ts';
import { settledProgram } from './stage.ts';

/** Areas thinner than this share of the picture cannot be hit, and a mark's schema refuses them. */
const MIN_EXTENT = 0.001;

const clipToPicture = (to: Rect, { widthPx, heightPx }: SizePx): Rect | null => {
  const left = Math.max(0, to.x);
  const top = Math.max(0, to.y);
  const width = (Math.min(widthPx, to.x + to.width) - left) / widthPx;
  const height = (Math.min(heightPx, to.y + to.height) - top) / heightPx;
  return width < MIN_EXTENT || height < MIN_EXTENT ? null : { x: left / widthPx, y: top / heightPx, width, height };
};

const collect = (ops: readonly DrawOp[], size: SizePx, areas: HitArea[]): void => {
  for (const op of ops) {
    if (op.op === 'group') collect(op.ops, size, areas);
    if (op.op !== 'raster' || op.itemId === null) continue;
    const rect = clipToPicture(op.to, size);
    if (rect !== null) areas.unshift({ itemId: op.itemId, rect });
  }
};

/** Where products are in a planned picture, in fractions of it, top-most first. */
export const hitAreas = (list: DrawList): HitArea[] => {
  const areas: HitArea[] = [];
  collect(list.ops, list, areas);
  return areas;
};

/**
 * Where products will be clickable once every running animation is over: what a program mark carries. A card that enters is
 * already at its resting place, a card that leaves is gone, and of a fade only the incoming scene counts.
 */
export const settledHitAreas = (document: SceneDocument, program: Program, views: SourceViews): HitArea[] => {
  const { callout } = program;
  const settled = { ...settledProgram(program), callout: callout?.closedAtMs === null ? callout : null };
  return hitAreas(plan(document, settled, views, Number.MAX_SAFE_INTEGER));
};

/** The product at a point of the picture (fractions of it), or null. */
export const itemAt = (areas: readonly HitArea[], x: number, y: number): ItemId | null =>
  areas.find((area) => containsPoint(area.rect, x, y))?.itemId ?? null;

/** A video as it is laid out in a page. Sizes are of any one unit each: CSS pixels for the player, video pixels for the picture. */
export type PlayerBox = { readonly player: SizePx; readonly picture: SizePx; readonly objectFit: 'contain' | 'cover' };

/**
 * The point of the picture under a point of the player's box (same unit as `player`, from its top-left corner), in fractions
 * of the picture; null on the bars beside it or while a size is unknown. `object-position` is the default, centered.
 * @see https://www.w3.org/TR/css-images-3/#the-object-fit
 */
export const pointInPicture = (
  { player, picture, objectFit }: PlayerBox,
  x: number,
  y: number,
): { readonly x: number; readonly y: number } | null => {
  if (Math.min(player.widthPx, player.heightPx, picture.widthPx, picture.heightPx) <= 0) return null;
  const scaleX = player.widthPx / picture.widthPx;
  const scaleY = player.heightPx / picture.heightPx;
  const scale = objectFit === 'contain' ? Math.min(scaleX, scaleY) : Math.max(scaleX, scaleY);
  const shownWidth = picture.widthPx * scale;
  const shownHeight = picture.heightPx * scale;
  const point = {
    x: (x - (player.widthPx - shownWidth) / 2) / shownWidth,
    y: (y - (player.heightPx - shownHeight) / 2) / shownHeight,
  };
  const isInPlayer = x >= 0 && y >= 0 && x < player.widthPx && y < player.heightPx;
  return isInPlayer && containsPoint({ x: 0, y: 0, width: 1, height: 1 }, point.x, point.y) ? point : null;
};
