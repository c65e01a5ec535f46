import { meets, type Rect, type SizePx } from '../geometry.ts';
import type { DrawOp } from './draw-list.ts';
import { rasterOp } from './moment.ts';

/**
 * The tag's type as a share of the picture's mean side: 23 pixels at 1280 × 720, the same in every slot. Readable on a phone in
 * both formats; larger would cover faces where ten people are shown.
 */
const TYPE_SHARE = 0.024;
/** In units of the type: the tag's height, its distance from the slot's edges, and how wide it may become. */
const TAG_EMS = { height: 1.7, margin: 0.6, widest: 14, narrowest: 4 } as const;
/** Smaller type cannot be read; a thumbnail of a scene goes without. */
const MIN_TYPE_PX = 8;

/** The side first: small pictures are at the right, so what comes and goes there does not move a tag. */
const CORNERS = [
  { side: 'left', edge: 'bottom' },
  { side: 'left', edge: 'top' },
  { side: 'right', edge: 'bottom' },
  { side: 'right', edge: 'top' },
] as const;
type Corner = (typeof CORNERS)[number];

type TagPlace = {
  /** The slot now and at rest, in program pixels. */
  readonly box: Rect;
  readonly rest: Rect;
  readonly opacity: number;
  readonly program: SizePx;
  /** What a tag does not cover as long as another corner is free. */
  readonly keptFree: readonly Rect[];
};

const even = (value: number): number => Math.round(value / 2) * 2;

/** A person's name in the lower left corner of their slot; null in a slot that is too small for it. */
export const nameTag = (name: string, { box, rest, opacity, program, keptFree }: TagPlace): DrawOp | null => {
  const typePx = Math.round(TYPE_SHARE * Math.sqrt(program.widthPx * program.heightPx));
  const heightPx = even(TAG_EMS.height * typePx);
  const marginPx = even(TAG_EMS.margin * typePx);
  const widthPx = Math.min(even(TAG_EMS.widest * typePx), rest.width - 2 * marginPx);
  const isTooSmall = widthPx < TAG_EMS.narrowest * typePx || rest.height < 2 * heightPx;
  if (typePx < MIN_TYPE_PX || isTooSmall) return null;
  const placeIn = (slot: Rect, { side, edge }: Corner): Rect => ({
    x: side === 'left' ? slot.x + marginPx : slot.x + slot.width - marginPx - widthPx,
    y: edge === 'top' ? slot.y + marginPx : slot.y + slot.height - marginPx - heightPx,
    width: widthPx,
    height: heightPx,
  });
  // The corner is chosen where the slot will be, so that it does not change on the way.
  const isFree = (corner: Corner): boolean => keptFree.every((rect) => !meets(rect, placeIn(rest, corner)));
  const corner = CORNERS.find(isFree) ?? CORNERS[0];
  const spec = { kind: 'name-tag', name, typePx, side: corner.side, widthPx, heightPx } as const;
  return rasterOp(spec, placeIn(box, corner), opacity);
};
