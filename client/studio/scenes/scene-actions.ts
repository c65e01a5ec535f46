import type { Scene } from '../../../shared/scene/document.ts';

/** What a list of scenes does with one of them, by menu, key or drag. */
export type SceneActions = {
  readonly duplicate: (scene: Scene) => void;
  readonly move: (scene: Scene, toIndex: number) => void;
  readonly remove: (scene: Scene) => void;
};
