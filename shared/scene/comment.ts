import { meets, type Rect } from '../geometry.ts';
import { CARD_MOTION, cardPose } from './animate.ts';
import type { Scene } from './document.ts';
import type { DrawOp } from './draw-list.ts';
import { bottomMargin, TITLE_SAFE_MARGIN } from './frames.ts';
import { cardRects, layerBox, rasterOp, type Moment } from './moment.ts';
import { evenRect } from './place.ts';

/** Of the picture's mean side: 28 pixels at 1280 × 720 and at 720 × 1280, where a phone shows it as large as its own texts. */
const TYPE_SHARE = 0.029;
/** Smaller type cannot be read; a thumbnail of a scene goes without. */
const MIN_TYPE_PX = 8;
/** In units of the type: what a comment may take, and its distance from a card. */
const EMS = { widest: 22.5, narrowest: 17, height: 6.8, gap: 0.7 } as const;
/** Of the picture's width: a picture that is wider is what the scene is about, and a comment lies over it. */
const SMALL_PICTURE = 0.5;

/** The comment on air, over everything else of the scene; null while there is none. */
export const commentOp = (moment: Moment, scene: Scene): DrawOp | null => {
  const { comment } = moment.program;
  const { widthPx, heightPx } = moment.document.format;
  const typePx = Math.round(TYPE_SHARE * Math.sqrt(widthPx * heightPx));
  if (comment === null || typePx < MIN_TYPE_PX) return null;
  const pose = cardPose(comment, moment.atMs);
  const rest = commentRect(moment, scene, typePx);
  const risePx = (pose.rise * CARD_MOTION.risePx * Math.max(widthPx, heightPx)) / CARD_MOTION.designSidePx;
  const to = { ...rest, y: rest.y + Math.round(risePx / 2) * 2 };
  const { name, text } = comment;
  return rasterOp(
    { kind: 'comment', name, text, typePx, widthPx: rest.width, heightPx: rest.height },
    to,
    pose.opacity,
  );
};

/**
 * The lower left corner of the safe area; where a product's card has its place, beside that, or else above it. It keeps out of
 * the card's place while nothing is explained, too, or it would hop with every card.
 */
const commentRect = (moment: Moment, scene: Scene, typePx: number): Rect => {
  const { format } = moment.document;
  const [left, right] = [TITLE_SAFE_MARGIN * format.widthPx, (1 - TITLE_SAFE_MARGIN) * format.widthPx];
  const bottom = (1 - bottomMargin(format)) * format.heightPx;
  const [height, gap] = [EMS.height * typePx, EMS.gap * typePx];
  const width = Math.min(EMS.widest * typePx, right - left);
  const corner = { x: left, y: bottom - height, width, height };
  const cards = cardRects(moment, scene);
  const isInTheWay = (rect: Rect): boolean => meets(rect, { ...corner, x: left, width: right - left });
  const cardsBelow = cards.filter(isInTheWay);
  const taken = [...cardsBelow, ...smallPictures(moment, scene).filter(isInTheWay)];
  if (!taken.some((rect) => meets(rect, corner))) return evenRect(corner);
  const x = Math.max(left, ...cardsBelow.map((rect) => rect.x + rect.width + gap));
  const end = Math.min(right, ...taken.filter((rect) => rect.x >= x).map((rect) => rect.x - gap));
  if (end - x >= EMS.narrowest * typePx) return evenRect({ ...corner, x, width: Math.min(width, end - x) });
  const y = Math.min(...taken.map((rect) => rect.y)) - gap - height;
  return evenRect({ ...corner, y: Math.max(TITLE_SAFE_MARGIN * format.heightPx, y) });
};

const smallPictures = (moment: Moment, { layerIds }: Scene): Rect[] =>
  layerIds.flatMap((layerId) => {
    const layer = moment.document.layers[layerId];
    const isPicture = layer?.isVisible === true && layer.opacity > 0 && layer.content.kind === 'source';
    return isPicture && layer.frame.width < SMALL_PICTURE ? [layerBox(moment, layer)] : [];
  });
