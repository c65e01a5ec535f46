import { LayerId, makeId, type SceneId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse } from '../result.ts';
import type { Layer, Scene, SceneDocument } from './document.ts';
import { acceptName, findScene, type Edited } from './edit-parts.ts';
import { keepRecords, moveInList, withRecord } from './records.ts';

const MAX_SCENES = 50;

type NewScene = {
  readonly id: SceneId;
  readonly name: string;
  /** Layers of the new scene, bottom to top; a callout layer among them lets products be explained in it. */
  readonly layers: readonly Layer[];
};

const insertScene = (document: SceneDocument, { id, name, layers }: NewScene, index: number): Edited => {
  if (Object.hasOwn(document.scenes, id)) return refuse('document.invalid', 'id');
  if (document.sceneIds.length >= MAX_SCENES) return refuse('document.invalid', 'sceneIds');
  const accepted = acceptName(name);
  if (!accepted.ok) return accepted;
  const scene: Scene = { id, name: accepted.value, layerIds: layers.map((layer) => layer.id) };
  const newLayers: Record<LayerId, Layer> = Object.fromEntries(layers.map((layer) => [layer.id, layer]));
  return ok({
    ...document,
    scenes: withRecord(document.scenes, id, scene),
    sceneIds: [...document.sceneIds.slice(0, index), id, ...document.sceneIds.slice(index)],
    layers: { ...document.layers, ...newLayers },
  });
};

/** Adds a scene at the end of the list; refused at 50 scenes. */
export const addScene = (document: SceneDocument, scene: NewScene): Edited =>
  insertScene(document, scene, document.sceneIds.length);

export const renameScene = (document: SceneDocument, sceneId: SceneId, name: string): Edited => {
  const scene = findScene(document, sceneId);
  if (!scene.ok) return scene;
  const accepted = acceptName(name);
  if (!accepted.ok) return accepted;
  return ok({
    ...document,
    scenes: withRecord(document.scenes, sceneId, { ...scene.value, name: accepted.value }),
  });
};

/** `toIndex` is the scene's index after the move. */
export const moveScene = (document: SceneDocument, sceneId: SceneId, toIndex: number): Edited => {
  const scene = findScene(document, sceneId);
  if (!scene.ok) return scene;
  return ok({ ...document, sceneIds: moveInList(document.sceneIds, sceneId, toIndex) });
};

type SceneCopy = { readonly of: SceneId; readonly id: SceneId; readonly name: string; readonly random: Random };

/** Puts a copy with layers of its own right after the original; sources are shared. */
export const duplicateScene = (document: SceneDocument, copy: SceneCopy): Edited => {
  const original = findScene(document, copy.of);
  if (!original.ok) return original;
  const layers = original.value.layerIds.flatMap((layerId) => {
    const layer = document.layers[layerId];
    return layer === undefined ? [] : [{ ...layer, id: makeId(LayerId, copy.random) }];
  });
  return insertScene(document, { id: copy.id, name: copy.name, layers }, document.sceneIds.indexOf(copy.of) + 1);
};

/** Refused for the last scene (`scene.last`) and for the one on air (`scene.on-air`). */
export const removeScene = (document: SceneDocument, sceneId: SceneId, onAirSceneId: SceneId | null): Edited => {
  const scene = findScene(document, sceneId);
  if (!scene.ok) return scene;
  if (sceneId === onAirSceneId) return refuse('scene.on-air');
  if (document.sceneIds.length <= 1) return refuse('scene.last');
  const gone = new Set(scene.value.layerIds);
  return ok({
    ...document,
    scenes: keepRecords(document.scenes, ({ id }) => id !== sceneId),
    sceneIds: document.sceneIds.filter((id) => id !== sceneId),
    layers: keepRecords(document.layers, ({ id }) => !gone.has(id)),
  });
};
