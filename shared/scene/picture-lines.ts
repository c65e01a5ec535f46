import type { SourceId } from '../ids.ts';
import { assertNever } from '../invariant.ts';
import { HOST_ID } from '../show/actor.ts';
import type { Layer, Scene, SceneDocument } from './document.ts';
import { placeSeats } from './layouts.ts';
import { peopleRoom } from './people-room.ts';
import type { Program } from './program.ts';

/**
 * How many lines of the program the largest place of each source's picture has, of each person's and of each shared screen's,
 * once everybody has come to rest. What is not in the scene on air has none.
 */
export const pictureLines = (document: SceneDocument, program: Program): ReadonlyMap<SourceId, number> => {
  const lines = new Map<SourceId, number>();
  const scene = document.scenes[program.sceneId];
  if (!scene) return lines;
  for (const layerId of scene.layerIds) {
    const layer = document.layers[layerId];
    if (!layer?.isVisible || layer.opacity === 0) continue;
    for (const [sourceId, height] of placesOf(layer, { document, scene, stage: program.stage })) {
      lines.set(sourceId, Math.max(lines.get(sourceId) ?? 0, height * document.format.heightPx));
    }
  }
  return lines;
};

type Shown = { readonly document: SceneDocument; readonly scene: Scene; readonly stage: Program['stage'] };

/** What a layer shows, and how high, in fractions of the program. */
const placesOf = (layer: Layer, { document, scene, stage }: Shown): [SourceId, number][] => {
  const {
    content,
    frame: { width, height },
  } = layer;
  const { format } = document;
  switch (content.kind) {
    case 'source':
      return [[content.sourceId, height]];
    case 'people': {
      const aspect = (width * format.widthPx) / (height * format.heightPx);
      return placeSeats(content.layout, stage, aspect, peopleRoom(document, scene, layer)).flatMap(
        ({ occupant: { of, seat }, rect }) => {
          const isHost = of === 'person' && seat.participantId === HOST_ID;
          const sourceId = isHost ? content.hostSourceId : seat.sourceId;
          return sourceId === null ? [] : [[sourceId, rect.height * height]];
        },
      );
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
