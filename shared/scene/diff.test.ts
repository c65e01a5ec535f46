import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { apply, between, invert, isEmptyDiff, squash, subjectOf, takeBack } from './diff.ts';
import { setLayerFrame, setLayerOpacity } from './edit-layers.ts';
import { addScene, moveScene } from './edit-scenes.ts';
import { configureSource, removeSource, renameSource } from './edit-sources.ts';
import { editedAtRandom } from './random-edits.ts';
import {
  aCamera,
  aCameraLayer,
  aColorLayer,
  aDocument,
  aStarter,
  granted,
  layerId,
  sceneId,
  sourceId,
} from './sample-documents.ts';

const document = aDocument({
  sources: [aCamera('cam')],
  scenes: { s1: [aColorLayer('sky'), aCameraLayer('host', 'cam')] },
});
const SEEDS = Array.from({ length: 25 }, (_, index) => index + 1);
const NONE = { added: {}, updated: {}, removed: {} };
const NO_FIELDS = { format: null, transition: null, programAudio: null, sourceIds: null, sceneIds: null };

describe('between', () => {
  it('is empty for documents of equal value', () => {
    expect(between(document, structuredClone(document))).toEqual({
      sources: NONE,
      scenes: NONE,
      layers: NONE,
      fields: NO_FIELDS,
    });
    expect(isEmptyDiff(between(document, document))).toBe(true);
  });

  it('holds both sides of exactly what an edit changed', () => {
    const next = granted(removeSource(document, sourceId('cam')));
    expect(between(document, next)).toEqual({
      sources: { ...NONE, removed: { cam: aCamera('cam') } },
      scenes: { ...NONE, updated: { s1: { from: document.scenes[sceneId('s1')], to: next.scenes[sceneId('s1')] } } },
      layers: { ...NONE, removed: { host: aCameraLayer('host', 'cam') } },
      fields: { ...NO_FIELDS, sourceIds: { from: ['cam'], to: [] } },
    });
  });
});

describe('apply', () => {
  it('touches only the properties that the diff changed, so changes beside it survive', () => {
    const cam = sourceId('cam');
    const rename = between(document, granted(renameSource(document, cam, 'Front')));
    const device = { deviceId: 'new', label: 'Cam' };
    const found = granted(configureSource(apply(document, rename), cam, { kind: 'camera', device }));
    expect(apply(found, invert(rename)).sources[cam]).toEqual(aCamera('cam', { device }));
  });

  it('leaves a record alone that is gone meanwhile', () => {
    const moved = between(
      document,
      granted(setLayerFrame(document, layerId('host'), { x: 0, y: 0, width: 0.5, height: 0.5 })),
    );
    const without = granted(removeSource(document, sourceId('cam')));
    expect(apply(without, moved)).toEqual(without);
  });
});

describe('squash', () => {
  const sky = layerId('sky');
  const at = (x: number, base = document) => granted(setLayerFrame(base, sky, { x, y: 0, width: 0.5, height: 0.5 }));
  const asFaded = (base: typeof document) => granted(setLayerOpacity(base, sky, 0.5));

  it('of a drag takes back nothing that others did to the layer meanwhile', () => {
    const begun = between(document, at(0.1));
    const theirs = asFaded(at(0.1));
    const drag = squash(begun, between(theirs, at(0.2, theirs)));
    expect(takeBack(at(0.2, theirs), drag)).toEqual(asFaded(document));
  });

  it('takes back no more than to where others had put it', () => {
    const drag = squash(between(document, at(0.1)), between(at(0.7), at(0.2)));
    expect(takeBack(at(0.2), drag)).toEqual(at(0.7));
  });

  it('of two orders keeps what others put in between', () => {
    const s1 = sceneId('s1');
    const two = granted(addScene(document, { id: sceneId('s2'), name: 'Two', layers: [] }));
    const theirs = granted(addScene(two, { id: sceneId('s3'), name: 'Theirs', layers: [] }));
    const last = granted(moveScene(theirs, s1, 2));
    const both = squash(between(document, two), between(theirs, last));
    expect(takeBack(last, both).sceneIds).toEqual([s1, 's3']);
  });
});

describe('takeBack', () => {
  it('leaves a record alone that is there again', () => {
    const without = granted(removeSource(document, sourceId('cam')));
    const again = granted(renameSource(document, sourceId('cam'), 'Theirs'));
    expect(takeBack(again, between(document, without)).sources).toEqual(again.sources);
  });
});

describe('subjectOf', () => {
  it('names the records and fields of a diff', () => {
    expect(subjectOf(between(document, granted(removeSource(document, sourceId('cam')))))).toBe(
      'cam host s1 sourceIds',
    );
  });
});

describe.each(SEEDS)('any two documents (seed %i)', (seed) => {
  const random = seededRandom(seed);
  const a = editedAtRandom(aStarter(undefined, seed), random, 15);
  const b = editedAtRandom(a, random, 15);
  const c = editedAtRandom(b, random, 15);

  it('are joined by their diff, and by its inverse on the way back', () => {
    expect(apply(a, between(a, b))).toEqual(b);
    expect(apply(b, invert(between(a, b)))).toEqual(a);
    expect(invert(invert(between(a, b)))).toEqual(between(a, b));
  });

  it('are joined by a squashed diff that is the diff of its ends', () => {
    const squashed = squash(between(a, b), between(b, c));
    expect(squashed).toEqual(between(a, c));
    expect(isEmptyDiff(squash(between(a, b), between(b, a)))).toBe(true);
  });

  it('have a diff that survives JSON', () => {
    expect(apply(a, JSON.parse(JSON.stringify(between(a, b))) as ReturnType<typeof between>)).toEqual(b);
  });
});
