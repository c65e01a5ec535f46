import { containsPoint } from '../geometry.ts';
import type { LayerId, SceneId } from '../ids.ts';
import type { SceneDocument } from './document.ts';

/** The top-most visible, unlocked layer of a scene at a point (fractions of the program), or null. Locked layers ignore the pointer. */
export const layerAt = (
  document: SceneDocument,
  sceneId: SceneId,
  point: { readonly x: number; readonly y: number },
): LayerId | null =>
  document.scenes[sceneId]?.layerIds.findLast((layerId) => {
    const layer = document.layers[layerId];
    return layer !== undefined && layer.isVisible && !layer.isLocked && containsPoint(layer.frame, point.x, point.y);
  }) ?? null;
