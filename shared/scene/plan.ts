import type { Rect } from '../geometry.ts';
import type { SceneId } from '../ids.ts';
import { cardPose, fadeProgress, isPoseMoving } from './animate.ts';
import type { LayerContent, Scene, SceneDocument } from './document.ts';
import type { DrawList, DrawOp, RasterSpec } from './draw-list.ts';
import { commentOp } from './comment.ts';
import { layerOps } from './layer-ops.ts';
import type { Moment } from './moment.ts';
import type { FrameProgram, SourceViews } from './program.ts';
import { stageProgress } from './stage.ts';

const BLACK = '#000000';

/** Texts, cards, tags and images may have transparent parts. */
const OPAQUE_RASTERS: ReadonlySet<RasterSpec['kind']> = new Set(['slate', 'gradient', 'name-card']);

/** Whether what is under the op's rectangle cannot be seen. */
const isOpaque = (op: DrawOp): boolean => {
  if (op.opacity < 1) return false;
  return op.op === 'raster' ? OPAQUE_RASTERS.has(op.spec.kind) : op.op !== 'group';
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
    for (const op of layerOps(moment, scene, layer)) {
      if (op.opacity <= 0 || op.op === 'group' || !touchesProgram(op.to, document.format)) continue;
      if (coversProgram(op, document.format)) ops.length = 0;
      ops.push(op);
    }
  }
  // Over every layer: whoever puts it on air wants it read.
  const comment = commentOp(moment, scene);
  return comment === null || comment.opacity <= 0 ? ops : [...ops, comment];
};

const hasVisible = (document: SceneDocument, scene: Scene, kind: LayerContent['kind']): boolean =>
  scene.layerIds.some((layerId) => {
    const layer = document.layers[layerId];
    return layer !== undefined && layer.isVisible && layer.opacity > 0 && layer.content.kind === kind;
  });

const isCardMoving = ({ document, program: { callout }, atMs }: Moment, scene: Scene): boolean =>
  callout !== null && isPoseMoving(cardPose(callout, atMs)) && hasVisible(document, scene, 'callout');

const isCommentMoving = ({ program: { comment }, atMs }: Moment): boolean =>
  comment !== null && isPoseMoving(cardPose(comment, atMs));

const arePeopleMoving = ({ document, program: { stage }, atMs }: Moment, scene: Scene): boolean =>
  stageProgress(stage, atMs) < 1 && hasVisible(document, scene, 'people');

/** The scene of this id, or the first one: a program that names a scene that is gone still shows a picture. */
const sceneOf = (document: SceneDocument, sceneId: SceneId): Scene | undefined =>
  document.scenes[sceneId] ?? document.scenes[document.sceneIds.find((id) => document.scenes[id]) ?? sceneId];

/**
 * Decides what is drawn where in the frame of `atMs` (the compositor's wall clock, epoch milliseconds). Pure: preview and
 * program, landscape and portrait, the worker and the tests call the same function.
 * A source without a picture is drawn as a slate with its name, never black and never left out.
 */
export const plan = (document: SceneDocument, program: FrameProgram, views: SourceViews, atMs: number): DrawList => {
  const { widthPx, heightPx } = document.format;
  const moment: Moment = { document, program, views, atMs };
  const scene = sceneOf(document, program.sceneId);
  if (scene === undefined) return { widthPx, heightPx, ops: [], motion: 'still' };
  const ops = sceneOps(moment, scene);
  const share = fadeProgress(program.fade, atMs);
  const outgoing = program.fade === null ? undefined : document.scenes[program.fade.fromSceneId];
  if (share >= 1 || outgoing === undefined || outgoing.id === scene.id) {
    const isMoving = isCardMoving(moment, scene) || isCommentMoving(moment) || arePeopleMoving(moment, scene);
    return { widthPx, heightPx, ops, motion: isMoving ? 'moving' : 'still' };
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
