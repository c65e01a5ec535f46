import type { Layer } from '../../../shared/scene/document.ts';

/** What a list of layers does with one of them, by menu, key or drag. `toIndex` counts from the top, as the list shows it. */
export type LayerActions = {
  readonly move: (layer: Layer, toIndex: number) => void;
  readonly remove: (layer: Layer) => void;
};
