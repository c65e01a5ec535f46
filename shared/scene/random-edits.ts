import { NO_CROP } from '../geometry.ts';
import type { LayerId, SceneId, SourceId } from '../ids.ts';
import type { Random } from '../random.ts';
import {
  Fit,
  PeopleLayout,
  PROGRAM_FORMATS,
  type LayerContent,
  type Scene,
  type SceneDocument,
  type SourceKind,
} from './document.ts';
import {
  setLayerColor,
  setLayerFit,
  setLayerHost,
  setLayerLayout,
  setLayerNameTags,
  setLayerText,
  setLayerTextStyle,
} from './edit-content.ts';
import {
  addLayer,
  hideLayer,
  lockLayer,
  makeLayer,
  moveLayer,
  removeLayer,
  renameLayer,
  setLayerCrop,
  setLayerFrame,
  setLayerOpacity,
  showLayer,
  unlockLayer,
} from './edit-layers.ts';
import type { Edited } from './edit-parts.ts';
import { setFormat, setProgramAudio, setTransition } from './edit-program.ts';
import { addScene, duplicateScene, moveScene, removeScene, renameScene } from './edit-scenes.ts';
import { addSource, configureSource, makeSource, removeSource, renameSource, setStrip } from './edit-sources.ts';
import type { EditLabel } from './history.ts';
import {
  A_STYLE,
  aRandomFrame,
  assetId,
  color,
  newLayerId,
  newSceneId,
  newSourceId,
  oneOf,
} from './sample-documents.ts';

/** Random but seeded edits, for tests that hold for every sequence of them. */

type RandomEdit = readonly [EditLabel, (document: SceneDocument, random: Random) => Edited];

const anyScene = (document: SceneDocument, random: Random): SceneId => oneOf(document.sceneIds, random);

const anyLayer = (document: SceneDocument, random: Random): LayerId => {
  const ids = Object.values<Scene>(document.scenes).flatMap((scene) => scene.layerIds);
  return ids.length === 0 ? newLayerId(random) : oneOf(ids, random);
};

const anySource = (document: SceneDocument, random: Random): SourceId =>
  document.sourceIds.length === 0 ? newSourceId(random) : oneOf(document.sourceIds, random);

/** Often one that cannot be a host's picture. */
const anyHost = (document: SceneDocument, random: Random): SourceId | null =>
  random() < 0.2 ? null : anySource(document, random);

const anyContent = (document: SceneDocument, random: Random): LayerContent => {
  const fit = oneOf(Fit.options, random);
  const sourceId = anySource(document, random);
  return oneOf<LayerContent>(
    [
      { kind: 'source', sourceId, fit },
      { kind: 'image', assetId: assetId('picture'), fit },
      { kind: 'text', text: 'Hello', style: A_STYLE },
      { kind: 'color', color: color('#112233'), toColor: null },
      { kind: 'callout' },
      {
        kind: 'people',
        layout: oneOf(PeopleLayout.options, random),
        hostSourceId: anyHost(document, random),
        nameTags: 'shown',
      },
    ],
    random,
  );
};

const KINDS: readonly SourceKind[] = ['camera', 'microphone', 'screen', 'test-pattern'];

const SOURCE_EDITS: readonly RandomEdit[] = [
  [
    'source.add',
    (document, random) => addSource(document, makeSource(oneOf(KINDS, random), newSourceId(random), 'New source')),
  ],
  ['source.rename', (document, random) => renameSource(document, anySource(document, random), `Source ${random()}`)],
  [
    'source.configure',
    (document, random) =>
      configureSource(document, anySource(document, random), { kind: 'camera', isMirrored: random() < 0.5 }),
  ],
  ['source.remove', (document, random) => removeSource(document, anySource(document, random))],
  [
    'audio.gain',
    (document, random) => setStrip(document, anySource(document, random), { gainDb: Math.round(random() * 66) - 60 }),
  ],
  ['audio.mute', (document, random) => setStrip(document, anySource(document, random), { isMuted: random() < 0.5 })],
];

const SCENE_EDITS: readonly RandomEdit[] = [
  ['scene.add', (document, random) => addScene(document, { id: newSceneId(random), name: 'New scene', layers: [] })],
  ['scene.rename', (document, random) => renameScene(document, anyScene(document, random), `Scene ${random()}`)],
  [
    'scene.move',
    (document, random) =>
      moveScene(document, anyScene(document, random), Math.floor(random() * document.sceneIds.length)),
  ],
  [
    'scene.duplicate',
    (document, random) =>
      duplicateScene(document, { of: anyScene(document, random), id: newSceneId(random), name: 'Copy', random }),
  ],
  ['scene.remove', (document, random) => removeScene(document, anyScene(document, random), null)],
];

const LAYER_EDITS: readonly RandomEdit[] = [
  [
    'layer.add',
    (document, random) =>
      addLayer(
        document,
        anyScene(document, random),
        makeLayer({ id: newLayerId(random), name: 'New layer', content: anyContent(document, random) }),
      ),
  ],
  ['layer.rename', (document, random) => renameLayer(document, anyLayer(document, random), `Layer ${random()}`)],
  ['layer.move', (document, random) => setLayerFrame(document, anyLayer(document, random), aRandomFrame(random))],
  [
    'layer.crop',
    (document, random) =>
      setLayerCrop(document, anyLayer(document, random), { ...NO_CROP, left: random() * 0.9, top: random() * 0.9 }),
  ],
  ['layer.opacity', (document, random) => setLayerOpacity(document, anyLayer(document, random), random())],
  ['layer.show', (document, random) => showLayer(document, anyLayer(document, random))],
  ['layer.hide', (document, random) => hideLayer(document, anyLayer(document, random))],
  ['layer.lock', (document, random) => lockLayer(document, anyLayer(document, random))],
  ['layer.unlock', (document, random) => unlockLayer(document, anyLayer(document, random))],
  ['layer.order', (document, random) => moveLayer(document, anyLayer(document, random), Math.floor(random() * 5))],
  ['layer.remove', (document, random) => removeLayer(document, anyLayer(document, random))],
  ['layer.text', (document, random) => setLayerText(document, anyLayer(document, random), `Text ${random()}`)],
  [
    'layer.style',
    (document, random) =>
      setLayerTextStyle(document, anyLayer(document, random), { sizeFraction: 0.05 + random() * 0.2 }),
  ],
  [
    'layer.color',
    (document, random) =>
      setLayerColor(document, anyLayer(document, random), { color: color('#445566'), toColor: null }),
  ],
  [
    'layer.layout',
    (document, random) => setLayerLayout(document, anyLayer(document, random), oneOf(PeopleLayout.options, random)),
  ],
  [
    'layer.tags',
    (document, random) =>
      setLayerNameTags(document, anyLayer(document, random), oneOf(['shown', 'hidden'] as const, random)),
  ],
  ['layer.host', (document, random) => setLayerHost(document, anyLayer(document, random), anyHost(document, random))],
  ['layer.fit', (document, random) => setLayerFit(document, anyLayer(document, random), oneOf(Fit.options, random))],
];

const PROGRAM_EDITS: readonly RandomEdit[] = [
  ['audio.program', (document, random) => setProgramAudio(document, { gainDb: Math.round(random() * 12) - 6 })],
  ['program.format', (document, random) => setFormat(document, oneOf(Object.values(PROGRAM_FORMATS), random))],
  [
    'program.transition',
    (document, random) => setTransition(document, { kind: 'fade', durationMs: 50 + Math.floor(random() * 1_000) }),
  ],
];

const EDITS = [...SOURCE_EDITS, ...SCENE_EDITS, ...LAYER_EDITS, ...PROGRAM_EDITS];

export type LabeledEdit = { readonly label: EditLabel; readonly edited: Edited };

/** One edit of any kind at a random place; it may be refused. */
export const randomEdit = (document: SceneDocument, random: Random): LabeledEdit => {
  const [label, edit] = oneOf(EDITS, random);
  return { label, edited: edit(document, random) };
};

/** `document` after `count` edits that were not refused. */
export const editedAtRandom = (document: SceneDocument, random: Random, count: number): SceneDocument => {
  let current = document;
  for (let done = 0; done < count;) {
    const { edited } = randomEdit(current, random);
    if (!edited.ok) continue;
    current = edited.value;
    done += 1;
  }
  return current;
};
