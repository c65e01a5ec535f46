import type { Layer, SceneDocument } from './document.ts';
import type { SceneEdit } from './shared-edit.ts';

/** What somebody did to the document, as much of it as fits one sentence; `what` is the name of the thing it was done to. */
export type EditSummary =
  | {
      readonly kind:
        | `scene-${'added' | 'removed' | 'renamed' | 'reordered'}`
        | `source-${'added' | 'removed' | 'renamed' | 'changed'}`
        | `layer-${'added' | 'removed' | 'renamed' | 'moved' | 'shown' | 'hidden' | 'changed'}`;
      readonly what: string;
    }
  | {
      readonly kind: 'scenes-reordered' | 'format-changed' | 'transition-changed' | 'sound-changed' | 'several-changed';
    };

/** The largest thing that an edit did comes first: a scene that is added brings its layers, a layer its source. */
export const summarize = (edit: SceneEdit, document: SceneDocument): EditSummary =>
  ofScenes(edit) ?? ofLayers(edit) ?? ofSources(edit) ?? ofChanges(edit, document);

const ofScenes = ({ scenes }: SceneEdit): EditSummary | null =>
  only('scene-added', scenes.added) ?? only('scene-removed', scenes.removed);

const ofLayers = ({ layers }: SceneEdit): EditSummary | null =>
  only('layer-added', layers.added) ?? only('layer-removed', layers.removed);

const ofSources = ({ sources }: SceneEdit): EditSummary | null =>
  only('source-added', sources.added) ?? only('source-removed', sources.removed);

type Named = Extract<EditSummary, { what: string }>;

/** Null where nothing of the kind happened. */
const only = (kind: Named['kind'], records: Readonly<Record<string, { name: string }>>): EditSummary | null => {
  const [first, ...others] = Object.values(records);
  if (!first) return null;
  return others.length === 0 ? { kind, what: first.name } : { kind: 'several-changed' };
};

/** Records that were there before and after; then the document's own properties. */
const ofChanges = ({ layers, sources, scenes, fields }: SceneEdit, document: SceneDocument): EditSummary => {
  const [first, ...others] = [
    ...ofUpdates(layers.updated, document.layers, layerKind),
    ...ofUpdates(sources.updated, document.sources, (_, [only]) =>
      only === 'name' ? 'source-renamed' : 'source-changed',
    ),
    ...ofUpdates(scenes.updated, document.scenes, (_, [only]) =>
      only === 'name' ? 'scene-renamed' : 'scene-reordered',
    ),
    ...ofFields(fields),
  ];
  return first && others.length === 0 ? first : { kind: 'several-changed' };
};

/** `kindOf` is told the names of the properties that changed. A record that is gone again was changed by nobody. */
const ofUpdates = <Item extends { readonly name: string }>(
  updates: SceneEdit['layers']['updated'],
  records: Readonly<Record<string, Item>>,
  kindOf: (item: Item, properties: readonly string[]) => Named['kind'],
): readonly EditSummary[] =>
  Object.entries(updates).flatMap(([id, { to }]) => {
    const item = Object.hasOwn(records, id) ? records[id] : undefined;
    return item ? [{ kind: kindOf(item, Object.keys(to)), what: item.name }] : [];
  });

/** Of one property, what a person would call it. */
const layerKind = ({ isVisible }: Layer, properties: readonly string[]): Named['kind'] => {
  if (properties.length !== 1) return 'layer-changed';
  switch (properties[0]) {
    case 'name':
      return 'layer-renamed';
    case 'frame':
      return 'layer-moved';
    case 'isVisible':
      return isVisible ? 'layer-shown' : 'layer-hidden';
    default:
      return 'layer-changed';
  }
};

const ofFields = ({ format, transition, programAudio, sceneIds }: SceneEdit['fields']): readonly EditSummary[] => [
  ...(format ? [{ kind: 'format-changed' } as const] : []),
  ...(transition ? [{ kind: 'transition-changed' } as const] : []),
  ...(programAudio ? [{ kind: 'sound-changed' } as const] : []),
  ...(sceneIds ? [{ kind: 'scenes-reordered' } as const] : []),
];
