import type { SourceId } from '../ids.ts';
import type { SceneDocument } from './document.ts';
import { placeSeats } from './layouts.ts';
import type { Program } from './program.ts';

/**
 * How many lines of the program the largest place of each person's picture has, and of each shared screen's, once everybody
 * has come to rest. What is not in the scene on air has none.
 */
export const pictureLines = (document: SceneDocument, program: Program): ReadonlyMap<SourceId, number> => {
  const { widthPx, heightPx } = document.format;
  const lines = new Map<SourceId, number>();
  for (const layerId of document.scenes[program.sceneId]?.layerIds ?? []) {
    const layer = document.layers[layerId];
    if (!layer?.isVisible || layer.opacity === 0 || layer.content.kind !== 'people') continue;
    const { width, height } = layer.frame;
    const aspect = (width * widthPx) / (height * heightPx);
    for (const { occupant, rect } of placeSeats(layer.content.layout, program.stage, aspect)) {
      const { sourceId } = occupant.seat;
      lines.set(sourceId, Math.max(lines.get(sourceId) ?? 0, rect.height * height * heightPx));
    }
  }
  return lines;
};
