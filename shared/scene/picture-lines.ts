import type { SourceId } from '../ids.ts';
import { assertNever } from '../invariant.ts';
import { HOST_ID } from '../show/actor.ts';
import type { Layer, SceneDocument } from './document.ts';
import { placeSeats } from './layouts.ts';
import type { Program } from './program.ts';

/**
 * How many lines of the program the largest place of each source's picture has, of each person's and of each shared screen's,
 * once everybody has come to rest. What is not in the scene on air has none.
 */
export const pictureLines = (document: SceneDocument, program: Program): ReadonlyMap<SourceId, number> => {
  const lines = new Map<SourceId, number>();
  for (const layerId of document.scenes[program.sceneId]?.layerIds ?? []) {
    const layer = document.layers[layerId];
    if (!layer?.isVisible || layer.opacity === 0) continue;
    for (const [sourceId, height] of placesOf(layer, document, program)) {
      lines.set(sourceId, Math.max(lines.get(sourceId) ?? 0, height * document.format.heightPx));
    }
  }
  return lines;
};

/** What a layer shows, and how high, in fractions of the program. */
const placesOf = (
  { content, frame: { width, height } }: Layer,
  { format }: SceneDocument,
  { stage }: Program,
): [SourceId, number][] => {
  switch (content.kind) {
    case 'source':
      return [[content.sourceId, height]];
    case 'people': {
      const aspect = (width * format.widthPx) / (height * format.heightPx);
      return placeSeats(content.layout, stage, aspect).flatMap(({ occupant: { of, seat }, rect }) => {
        const isHost = of === 'person' && seat.participantId === HOST_ID;
        const sourceId = isHost ? content.hostSourceId : seat.sourceId;
        return sourceId === null ? [] : [[sourceId, rect.height * height]];
      });
    }
    case 'image':
    case 'text':
    case 'color':
    case 'callout':
      return [];
    default:
      return assertNever(content);
  }
};
