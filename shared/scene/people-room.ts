import type { Layer, Scene, SceneDocument } from './document.ts';
import { isPortrait } from './frames.ts';

/** A card may lie over chests: this much of the room above it, so that two laptops' pictures above each other are as wide as it. */
const LAP = 0.08;
/** With less of its height, a layer is moved about by hand anyway. */
const LEAST = 0.4;

/**
 * How much of the height of a layer of people, from its top, they stand in where there are several. In an upright picture the
 * card of a product is as wide as the picture, and the page of a phone lies over what is below it: nobody's face is there. It
 * is so also while nothing is explained, or everybody would move with every card.
 */
export const peopleRoom = (
  { format, layers }: Pick<SceneDocument, 'format' | 'layers'>,
  scene: Scene,
  { frame }: Layer,
): number => {
  if (!isPortrait(format)) return 1;
  const tops = scene.layerIds.flatMap((id) => {
    const layer = layers[id];
    const isCard = layer !== undefined && layer.isVisible && layer.opacity > 0 && layer.content.kind === 'callout';
    return isCard ? [layer.frame.y] : [];
  });
  const free = (Math.min(1, ...tops) - frame.y) / frame.height;
  const room = Math.min(1, free * (1 + LAP));
  return room < LEAST ? 1 : room;
};
