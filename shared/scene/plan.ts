import { scaleRect, type Rect } from '../geometry.ts';
import type { SceneId } from '../ids.ts';
import { assertNever } from '../invariant.ts';
import { CARD_MOTION, cardPose, fadeProgress, isPoseMoving } from './animate.ts';
import type { Layer, LayerContent, Scene, SceneDocument } from './document.ts';
import type { DrawList, DrawOp, RasterSpec } from './draw-list.ts';
import { CARD_ASPECT, containRect, evenRect, placePicture } from './place.ts';
import type { Program, SourceViews } from './program.ts';
import { rasterKey } from './raster-key.ts';

type Content<Kind extends LayerContent['kind']> = Extract<LayerContent, { kind: Kind }>;

/** All that a frame is planned from. */
type Moment = {
  readonly document: SceneDocument;
  readonly program: Program;
  readonly views: SourceViews;
  readonly atMs: number;
};

const BLACK = '#000000';

const rasterOp = (spec: RasterSpec, to: Rect, opacity: number): DrawOp => ({
  op: 'raster',
  spec,
  key: rasterKey(spec),
  to,
  opacity,
  itemId: null,
});

const sourceOp = (moment: Moment, layer: Layer, content: Content<'source'>, box: Rect): DrawOp => {
  const source = moment.document.sources[content.sourceId];
  const view = moment.views.get(content.sourceId);
  if (source === undefined || view?.state !== 'live') {
    const reason = source === undefined || view?.state === 'lost' ? 'lost' : 'starting';
    const title = source?.name ?? layer.name;
    return rasterOp({ kind: 'slate', title, reason, widthPx: box.width, heightPx: box.height }, box, layer.opacity);
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
  const rest = evenRect(containRect(box, CARD_ASPECT));
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

const layerOp = (moment: Moment, layer: Layer): DrawOp | null => {
  const { widthPx, heightPx } = moment.document.format;
  const box = evenRect(scaleRect(layer.frame, widthPx, heightPx));
  const { content, crop, opacity } = layer;
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

/** Whether what is under the op's rectangle cannot be seen. Texts, cards and images may have transparent parts. */
const isOpaque = (op: DrawOp): boolean => {
  if (op.opacity < 1) return false;
  return op.op === 'raster' ? op.spec.kind === 'slate' || op.spec.kind === 'gradient' : op.op !== 'group';
};

const coversProgram = (op: DrawOp, { widthPx, heightPx }: SceneDocument['format']): boolean =>
  op.op !== 'group' &&
  isOpaque(op) &&
  op.to.x <= 0 &&
  op.to.y <= 0 &&
  op.to.x + op.to.width >= widthPx &&
  op.to.y + op.to.height >= heightPx;

const touchesProgram = (to: Rect, { widthPx, heightPx }: SceneDocument['format']): boolean =>
  to.x < widthPx && to.y < heightPx && to.x + to.width > 0 && to.y + to.height > 0;

/** The ops of one scene, bottom to top. What is invisible, outside, or under an opaque full-frame op is left out. */
const sceneOps = (moment: Moment, scene: Scene): DrawOp[] => {
  const { document } = moment;
  const ops: DrawOp[] = [];
  for (const layerId of scene.layerIds) {
    const layer = document.layers[layerId];
    if (layer === undefined || !layer.isVisible) continue;
    const op = layerOp(moment, layer);
    if (op === null || op.opacity <= 0 || op.op === 'group' || !touchesProgram(op.to, document.format)) continue;
    if (coversProgram(op, document.format)) ops.length = 0;
    ops.push(op);
  }
  return ops;
};

const hasVisibleCallout = (document: SceneDocument, scene: Scene): boolean =>
  scene.layerIds.some((layerId) => {
    const layer = document.layers[layerId];
    return layer !== undefined && layer.isVisible && layer.opacity > 0 && layer.content.kind === 'callout';
  });

const isCardMoving = (moment: Moment, scenes: readonly Scene[]): boolean => {
  const { callout } = moment.program;
  if (callout === null || !isPoseMoving(cardPose(callout, moment.atMs))) return false;
  return scenes.some((scene) => hasVisibleCallout(moment.document, scene));
};

/** The scene of this id, or the first one: a program that names a scene that is gone still shows a picture. */
const sceneOf = (document: SceneDocument, sceneId: SceneId): Scene | undefined =>
  document.scenes[sceneId] ?? document.scenes[document.sceneIds.find((id) => document.scenes[id]) ?? sceneId];

/**
 * Decides what is drawn where in the frame of `atMs` (the compositor's wall clock, epoch milliseconds). Pure: preview and
 * program, landscape and portrait, the worker and the tests call the same function.
 * A source without a picture is drawn as a slate with its name, never black and never left out.
 */
export const plan = (document: SceneDocument, program: Program, views: SourceViews, atMs: number): DrawList => {
  const { widthPx, heightPx } = document.format;
  const moment: Moment = { document, program, views, atMs };
  const scene = sceneOf(document, program.sceneId);
  if (scene === undefined) return { widthPx, heightPx, ops: [], motion: 'still' };
  const ops = sceneOps(moment, scene);
  const share = fadeProgress(program.fade, atMs);
  const outgoing = program.fade === null ? undefined : document.scenes[program.fade.fromSceneId];
  if (share >= 1 || outgoing === undefined || outgoing.id === scene.id) {
    return { widthPx, heightPx, ops, motion: isCardMoving(moment, [scene]) ? 'moving' : 'still' };
  }
  const below = sceneOps(moment, outgoing);
  if (share <= 0) return { widthPx, heightPx, ops: below, motion: 'moving' };
  const [bottom] = ops;
  // A scene's own ground is black: without it the outgoing scene would shine through the incoming one's gaps to the end.
  const ground: DrawOp[] =
    bottom !== undefined && coversProgram(bottom, document.format)
      ? []
      : [{ op: 'fill', color: BLACK, to: { x: 0, y: 0, width: widthPx, height: heightPx }, opacity: 1 }];
  return {
    widthPx,
    heightPx,
    ops: [...below, { op: 'group', opacity: share, ops: [...ground, ...ops] }],
    motion: 'moving',
  };
};
