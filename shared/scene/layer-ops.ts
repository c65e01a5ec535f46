import type { Rect } from '../geometry.ts';
import { assertNever } from '../invariant.ts';
import { CARD_MOTION, cardPose } from './animate.ts';
import type { Layer, LayerContent, Scene } from './document.ts';
import type { DrawOp, RasterSpec } from './draw-list.ts';
import { cardRect, layerBox, rasterOp, slateOp, type Content, type Moment } from './moment.ts';
import { peopleOps } from './people-ops.ts';
import { placePicture } from './place.ts';
import type { SourceView } from './program.ts';
import { rasterKey } from './raster-key.ts';

const LOST: SourceView = { state: 'lost' };

const sourceOp = (moment: Moment, layer: Layer, content: Content<'source'>, box: Rect): DrawOp => {
  const source = moment.document.sources[content.sourceId];
  const view = source === undefined ? LOST : moment.views.get(content.sourceId);
  if (source === undefined || view?.state !== 'live') {
    const of = source === undefined || source.kind === 'microphone' ? 'camera' : source.kind;
    return slateOp({ of, title: source?.name ?? layer.name, view, box, rest: box, opacity: layer.opacity });
  }
  const orientation = source.kind === 'camera' && source.isMirrored ? 'mirrored' : 'normal';
  const { from, to } = placePicture({ source: view, crop: layer.crop, fit: content.fit, box, orientation });
  return { op: 'video', sourceId: content.sourceId, from, to, opacity: layer.opacity, orientation };
};

const colorOp = (content: Content<'color'>, box: Rect, opacity: number): DrawOp =>
  content.toColor === null || content.toColor === content.color
    ? { op: 'fill', color: content.color, to: box, opacity }
    : rasterOp(
        { kind: 'gradient', color: content.color, toColor: content.toColor, widthPx: box.width, heightPx: box.height },
        box,
        opacity,
      );

const cardOp = (moment: Moment, layer: Layer, box: Rect): DrawOp | null => {
  const { callout } = moment.program;
  if (callout === null) return null;
  const pose = cardPose(callout, moment.atMs);
  const { widthPx, heightPx } = moment.document.format;
  // The card's size comes from its resting place, so that its raster is made once and not per frame of the animation.
  const rest = cardRect(box);
  const risePx = (pose.rise * CARD_MOTION.risePx * Math.max(widthPx, heightPx)) / CARD_MOTION.designSidePx;
  const to = { ...rest, y: rest.y + Math.round(risePx / 2) * 2 };
  const spec: RasterSpec = { kind: 'card', card: callout.card, widthPx: rest.width, heightPx: rest.height };
  return {
    op: 'raster',
    spec,
    key: rasterKey(spec),
    to,
    opacity: layer.opacity * pose.opacity,
    itemId: callout.itemId,
  };
};

const textOp = (moment: Moment, content: Content<'text'>, box: Rect, opacity: number): DrawOp | null => {
  if (content.text.trim() === '' && content.style.background === null) return null;
  const { text, style } = content;
  const programHeightPx = moment.document.format.heightPx;
  return rasterOp(
    { kind: 'text', text, style, widthPx: box.width, heightPx: box.height, programHeightPx },
    box,
    opacity,
  );
};

/** What a layer draws, bottom to top. */
export const layerOps = (moment: Moment, scene: Scene, layer: Layer): DrawOp[] => {
  if (layer.content.kind === 'people') return peopleOps(moment, scene, layer, layer.content);
  const op = layerOp(moment, layer, layer.content);
  return op === null ? [] : [op];
};

const layerOp = (moment: Moment, layer: Layer, content: Exclude<LayerContent, { kind: 'people' }>): DrawOp | null => {
  const box = layerBox(moment, layer);
  const { crop, opacity } = layer;
  switch (content.kind) {
    case 'source':
      return sourceOp(moment, layer, content, box);
    case 'image': {
      const { assetId, fit } = content;
      return rasterOp({ kind: 'image', assetId, fit, crop, widthPx: box.width, heightPx: box.height }, box, opacity);
    }
    case 'text':
      return textOp(moment, content, box, opacity);
    case 'color':
      return colorOp(content, box, opacity);
    case 'callout':
      return cardOp(moment, layer, box);
    default:
      return assertNever(content);
  }
};
