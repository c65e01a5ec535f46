import { FULL_FRAME, NO_CROP, type Rect } from '../geometry.ts';
import type { LayerId, SceneId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { Layer, type LayerContent, type Scene, type SceneDocument } from './document.ts';
import {
  accept,
  acceptHostSource,
  acceptName,
  findLayer,
  findScene,
  findSource,
  sceneOfLayer,
  type Edited,
} from './edit-parts.ts';
import { keepRecords, moveInList, withRecord } from './records.ts';

const MAX_LAYERS = 100;

type NewLayer = {
  readonly id: LayerId;
  readonly name: string;
  readonly content: LayerContent;
  /** Fractions of the program; left out: the whole program. */
  readonly frame?: Rect;
};

/** A visible, unlocked, uncropped, opaque layer. */
export const makeLayer = ({ id, name, content, frame = FULL_FRAME }: NewLayer): Layer => ({
  id,
  name,
  content,
  frame,
  crop: NO_CROP,
  opacity: 1,
  isVisible: true,
  isLocked: false,
});

/** A new layer goes on top, but under the callout layers that lie on top already: a card must not vanish under a new camera. */
const indexForNew = (document: SceneDocument, scene: Scene, content: LayerContent): number => {
  let index = scene.layerIds.length;
  if (content.kind === 'callout') return index;
  for (; index > 0; index -= 1) {
    const below = scene.layerIds[index - 1];
    if (below === undefined || document.layers[below]?.content.kind !== 'callout') break;
  }
  return index;
};

/** Refused when a layer names a source that the document does not have, or that cannot be shown there. */
const acceptShown = (document: SceneDocument, content: LayerContent): Result<null> => {
  if (content.kind === 'people') return acceptHostSource(document, content.hostSourceId);
  if (content.kind !== 'source') return ok(null);
  const source = findSource(document, content.sourceId);
  if (!source.ok) return source;
  return source.value.kind === 'microphone' ? refuse('document.invalid', 'sourceId') : ok(null);
};

/** Refused when the id is taken, the source is unknown, or the scene has 100 layers. */
export const addLayer = (document: SceneDocument, sceneId: SceneId, layer: Layer): Edited => {
  const scene = findScene(document, sceneId);
  if (!scene.ok) return scene;
  if (Object.hasOwn(document.layers, layer.id)) return refuse('document.invalid', 'id');
  if (scene.value.layerIds.length >= MAX_LAYERS) return refuse('document.invalid', 'layerIds');
  const accepted = accept(Layer, layer, 'layer');
  if (!accepted.ok) return accepted;
  const shown = acceptShown(document, layer.content);
  if (!shown.ok) return shown;
  const { layerIds } = scene.value;
  const index = indexForNew(document, scene.value, layer.content);
  return ok({
    ...document,
    scenes: withRecord(document.scenes, sceneId, {
      ...scene.value,
      layerIds: [...layerIds.slice(0, index), layer.id, ...layerIds.slice(index)],
    }),
    layers: withRecord(document.layers, layer.id, accepted.value),
  });
};

const patchLayer = (
  document: SceneDocument,
  layerId: LayerId,
  patch: Partial<Omit<Layer, 'id' | 'content'>>,
): Edited => {
  const layer = findLayer(document, layerId);
  if (!layer.ok) return layer;
  const accepted = accept(Layer, { ...layer.value, ...patch }, Object.keys(patch)[0] ?? 'layer');
  return accepted.ok ? ok({ ...document, layers: withRecord(document.layers, layerId, accepted.value) }) : accepted;
};

const patchGeometry = (
  document: SceneDocument,
  layerId: LayerId,
  patch: Partial<Pick<Layer, 'frame' | 'crop'>>,
): Edited =>
  document.layers[layerId]?.isLocked === true ? refuse('layer.locked') : patchLayer(document, layerId, patch);

export const renameLayer = (document: SceneDocument, layerId: LayerId, name: string): Edited => {
  const accepted = acceptName(name);
  return accepted.ok ? patchLayer(document, layerId, { name: accepted.value }) : accepted;
};

/** `frame` in fractions of the program. A locked layer refuses (`layer.locked`). */
export const setLayerFrame = (document: SceneDocument, layerId: LayerId, frame: Rect): Edited =>
  patchGeometry(document, layerId, { frame });

/** A locked layer refuses (`layer.locked`). */
export const setLayerCrop = (document: SceneDocument, layerId: LayerId, crop: Layer['crop']): Edited =>
  patchGeometry(document, layerId, { crop });

/** Frame and crop in one step, which is what cropping by an edge is. A locked layer refuses (`layer.locked`). */
export const cropLayer = (document: SceneDocument, layerId: LayerId, to: Pick<Layer, 'frame' | 'crop'>): Edited =>
  patchGeometry(document, layerId, { frame: to.frame, crop: to.crop });

/** `opacity` from 0 to 1. */
export const setLayerOpacity = (document: SceneDocument, layerId: LayerId, opacity: number): Edited =>
  patchLayer(document, layerId, { opacity });

export const showLayer = (document: SceneDocument, layerId: LayerId): Edited =>
  patchLayer(document, layerId, { isVisible: true });

export const hideLayer = (document: SceneDocument, layerId: LayerId): Edited =>
  patchLayer(document, layerId, { isVisible: false });

export const lockLayer = (document: SceneDocument, layerId: LayerId): Edited =>
  patchLayer(document, layerId, { isLocked: true });

export const unlockLayer = (document: SceneDocument, layerId: LayerId): Edited =>
  patchLayer(document, layerId, { isLocked: false });

const replaceScene = (document: SceneDocument, scene: Scene): SceneDocument => ({
  ...document,
  scenes: withRecord(document.scenes, scene.id, scene),
});

/** Moves a layer within its scene; `toIndex` counts from the bottom, after the move. */
export const moveLayer = (document: SceneDocument, layerId: LayerId, toIndex: number): Edited => {
  const scene = sceneOfLayer(document, layerId);
  if (scene === undefined) return refuse('document.invalid', 'layerId');
  return ok(replaceScene(document, { ...scene, layerIds: moveInList(scene.layerIds, layerId, toIndex) }));
};

export const removeLayer = (document: SceneDocument, layerId: LayerId): Edited => {
  const scene = sceneOfLayer(document, layerId);
  if (scene === undefined) return refuse('document.invalid', 'layerId');
  const next = replaceScene(document, { ...scene, layerIds: scene.layerIds.filter((id) => id !== layerId) });
  return ok({ ...next, layers: keepRecords(document.layers, ({ id }) => id !== layerId) });
};
