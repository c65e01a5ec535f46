import type { PeopleLayout, SceneDocument } from './document.ts';
import { shownOccupants } from './layouts.ts';
import type { Program, StageSeats } from './program.ts';

const peopleKinds = (layout: PeopleLayout, stage: StageSeats): ('screen' | 'camera')[] =>
  shownOccupants(layout, stage).map(({ of }) => (of === 'screen' ? 'screen' : 'camera'));

/**
 * What the encoder should favor for the scene on air: `detail` (sharp edges, steady size) where a screen or only still graphics
 * are shown, `motion` (steady rate) where a camera moves. With `detail`, a price stays readable at a third of the bitrate.
 * @see https://www.w3.org/TR/mst-content-hint/
 */
export const contentHint = (document: SceneDocument, program: Program): 'motion' | 'detail' => {
  const layerIds = document.scenes[program.sceneId]?.layerIds ?? [];
  const kinds = layerIds.flatMap((layerId) => {
    const layer = document.layers[layerId];
    if (!layer?.isVisible) return [];
    if (layer.content.kind === 'people') return peopleKinds(layer.content.layout, program.stage);
    return layer.content.kind === 'source' ? (document.sources[layer.content.sourceId]?.kind ?? []) : [];
  });
  return kinds.length === 0 || kinds.includes('screen') ? 'detail' : 'motion';
};
