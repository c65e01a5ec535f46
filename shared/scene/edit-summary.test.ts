import { expect, it } from 'vitest';
import type { Result } from '../result.ts';
import { between } from './diff.ts';
import { PROGRAM_FORMATS, type SceneDocument } from './document.ts';
import {
  addLayer,
  hideLayer,
  moveLayer,
  removeLayer,
  renameLayer,
  setLayerFrame,
  setLayerOpacity,
  showLayer,
} from './edit-layers.ts';
import { setFormat, setProgramAudio, setTransition } from './edit-program.ts';
import { addScene, moveScene, removeScene, renameScene } from './edit-scenes.ts';
import { addSource, makeSource, removeSource, renameSource, setStrip } from './edit-sources.ts';
import { summarize } from './edit-summary.ts';
import { aColorLayer, aDocument, aTextLayer, granted, layerId, sceneId, sourceId } from './sample-documents.ts';
import { sceneEditOf } from './shared-edit.ts';

const [s1, s2, sky, sea] = [sceneId('s1'), sceneId('s2'), layerId('sky'), layerId('sea')];
const mike = makeSource('microphone', sourceId('mike'), 'Mike');
const empty = aDocument({ scenes: { s1: [aColorLayer('sky'), aColorLayer('sea')], s2: [] } });
const start = granted(addSource(empty, mike));
const frame = { x: 0.2, y: 0.2, width: 0.5, height: 0.5 };

type Edit = (document: SceneDocument) => Result<SceneDocument>;
const then =
  (...edits: readonly Edit[]): Edit =>
  (document) =>
    edits.reduce<Result<SceneDocument>>((before, edit) => (before.ok ? edit(before.value) : before), {
      ok: true,
      value: document,
    });

const hidden = granted(hideLayer(start, sky));

it.each<[what: string, edit: Edit, from: SceneDocument, summary: unknown]>([
  ['a new layer', (d) => addLayer(d, s1, aTextLayer('price')), start, { kind: 'layer-added', what: 'price' }],
  ['a layer less', (d) => removeLayer(d, sea), start, { kind: 'layer-removed', what: 'sea' }],
  ['a name', (d) => renameLayer(d, sky, 'Heaven'), start, { kind: 'layer-renamed', what: 'Heaven' }],
  ['a place', (d) => setLayerFrame(d, sky, frame), start, { kind: 'layer-moved', what: 'sky' }],
  ['hiding', (d) => hideLayer(d, sky), start, { kind: 'layer-hidden', what: 'sky' }],
  ['showing', (d) => showLayer(d, sky), hidden, { kind: 'layer-shown', what: 'sky' }],
  ['how much shines through', (d) => setLayerOpacity(d, sky, 0.5), start, { kind: 'layer-changed', what: 'sky' }],
  [
    'two properties',
    then(
      (d) => setLayerFrame(d, sky, frame),
      (d) => setLayerOpacity(d, sky, 0.5),
    ),
    start,
    { kind: 'layer-changed', what: 'sky' },
  ],
  [
    'two layers',
    then(
      (d) => hideLayer(d, sky),
      (d) => hideLayer(d, sea),
    ),
    start,
    { kind: 'several-changed' },
  ],
  ['the order of layers', (d) => moveLayer(d, sky, 1), start, { kind: 'scene-reordered', what: 's1' }],
  [
    'a new scene with its layers',
    (d) => addScene(d, { id: sceneId('s3'), name: 'Finale', layers: [aColorLayer('gold')] }),
    start,
    { kind: 'scene-added', what: 'Finale' },
  ],
  ['a scene less', (d) => removeScene(d, s2, s1), start, { kind: 'scene-removed', what: 's2' }],
  ['a scene’s name', (d) => renameScene(d, s2, 'Break'), start, { kind: 'scene-renamed', what: 'Break' }],
  ['the order of scenes', (d) => moveScene(d, s1, 1), start, { kind: 'scenes-reordered' }],
  ['a source less', (d) => removeSource(d, mike.id), start, { kind: 'source-removed', what: 'Mike' }],
  ['a new source', (d) => addSource(d, mike), empty, { kind: 'source-added', what: 'Mike' }],
  ['a source’s name', (d) => renameSource(d, mike.id, 'Voice'), start, { kind: 'source-renamed', what: 'Voice' }],
  [
    'how loud a source is',
    (d) => setStrip(d, mike.id, { gainDb: -6 }),
    start,
    { kind: 'source-changed', what: 'Mike' },
  ],
  ['the format', (d) => setFormat(d, PROGRAM_FORMATS['portrait-1024']), start, { kind: 'format-changed' }],
  ['the transition', (d) => setTransition(d, { kind: 'fade', durationMs: 300 }), start, { kind: 'transition-changed' }],
  ['the mix', (d) => setProgramAudio(d, { gainDb: -3 }), start, { kind: 'sound-changed' }],
])('an edit is summed up: %s', (_, edit, from, summary) => {
  const after = granted(edit(from));
  expect(summarize(sceneEditOf(between(from, after)), after)).toEqual(summary);
});

it('what is gone again by now was changed by nobody', () => {
  const after = granted(renameLayer(start, sky, 'Heaven'));
  const gone = granted(removeLayer(after, sky));
  expect(summarize(sceneEditOf(between(start, after)), gone)).toEqual({ kind: 'several-changed' });
});
