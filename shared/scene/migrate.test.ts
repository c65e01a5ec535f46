import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { PROGRAM_FORMATS, type SceneDocument } from './document.ts';
import { migrate, readDocument } from './migrate.ts';
import { editedAtRandom } from './random-edits.ts';
import type { Repair } from './repair.ts';
import { aCamera, aCameraLayer, aColorLayer, aDocument, aStarter, granted, oneOf } from './sample-documents.ts';

const sound = aDocument({
  sources: [aCamera('cam')],
  scenes: { s1: [aColorLayer('sky'), aCameraLayer('host', 'cam')], s2: [aColorLayer('grass')] },
});

const read = (over: object): { document: SceneDocument; repairs: readonly Repair[] } =>
  granted(readDocument({ ...sound, ...over }));

describe('migrate', () => {
  const steps = [
    (document: object) => ({ ...document, version: 2, two: true }),
    (document: object) => ({ ...document, version: 3, three: true }),
  ];

  it('runs every step that is missing, in order', () => {
    expect(granted(migrate({ version: 1 }, steps))).toEqual({ version: 3, two: true, three: true });
    expect(granted(migrate({ version: 2 }, steps))).toEqual({ version: 3, three: true });
    expect(granted(migrate({ version: 3 }, steps))).toEqual({ version: 3 });
  });

  it('refuses a document of the future', () => {
    expect(migrate({ version: 4 }, steps)).toEqual({
      ok: false,
      error: { code: 'document.invalid', field: 'version' },
    });
  });
});

describe('readDocument', () => {
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'hello'],
    ['a number', 7],
    ['a list', [1, 2]],
    ['an empty object', {}],
    ['a version only', { version: 1 }],
    ['a version of the future', { ...sound, version: 2 }],
    ['version 0', { ...sound, version: 0 }],
    ['a version in words', { ...sound, version: 'one' }],
    ['no readable scene', { ...sound, scenes: { s1: 'broken' } }],
  ])('refuses %s', (_, input) => {
    expect(readDocument(input)).toMatchObject({ ok: false, error: { code: 'document.invalid' } });
  });

  it('gives a sound document back equal and without repairs', () => {
    expect(granted(readDocument(sound))).toEqual({ document: sound, repairs: [] });
  });

  it('drops a broken record and keeps the others', () => {
    const { document, repairs } = read({ layers: { ...sound.layers, sky: { ...sound.layers, opacity: 'full' } } });
    expect(Object.keys(document.layers)).toEqual(['host', 'grass']);
    expect(document.scenes).toMatchObject({ s1: { layerIds: ['host'] } });
    expect(repairs).toEqual([
      { what: 'record-dropped', where: 'sky' },
      { what: 'order-cleaned', where: 's1' },
    ]);
  });

  it('drops a record whose key is not its id, and ids that every object has', () => {
    const { document, repairs } = read({
      sources: { ...sound.sources, other: aCamera('cam'), toString: aCamera('toString') },
    });
    expect(document).toEqual(sound);
    expect(repairs).toEqual([
      { what: 'record-dropped', where: 'other' },
      { what: 'record-dropped', where: 'toString' },
    ]);
  });

  it('drops layers whose source is gone', () => {
    const { document, repairs } = read({ sources: {}, sourceIds: [] });
    expect(Object.keys(document.layers)).toEqual(['sky', 'grass']);
    expect(repairs).toContainEqual({ what: 'layer-without-source', where: 'host' });
  });

  it('drops a layer that no scene lists', () => {
    const { document, repairs } = read({ layers: { ...sound.layers, lost: aColorLayer('lost') } });
    expect(document).toEqual(sound);
    expect(repairs).toEqual([{ what: 'layer-without-scene', where: 'lost' }]);
  });

  it('gives a layer that two scenes list to the first one', () => {
    const { document, repairs } = read({
      scenes: { ...sound.scenes, s2: { id: 's2', name: 's2', layerIds: ['sky', 'grass', 'grass'] } },
    });
    expect(document).toEqual(sound);
    expect(repairs).toEqual([{ what: 'order-cleaned', where: 's2' }]);
  });

  it.each([
    ['duplicates', ['s1', 's2', 's1'], ['order-cleaned'], ['s1', 's2']],
    ['unknown scenes', ['nowhere', 's2', 's1', 5], ['order-cleaned'], ['s2', 's1']],
    ['forgotten scenes', ['s2'], ['order-completed'], ['s2', 's1']],
    ['no list at all', 'garbage', ['order-cleaned', 'order-completed'], ['s1', 's2']],
  ])('mends a scene order with %s', (_, sceneIds, what, order) => {
    const { document, repairs } = read({ sceneIds });
    expect(document.sceneIds).toEqual(order);
    expect(repairs).toEqual(what.map((kind) => ({ what: kind, where: 'sceneIds' })));
  });

  it('mends the source order', () => {
    expect(read({ sourceIds: [] })).toEqual({
      document: sound,
      repairs: [{ what: 'order-completed', where: 'sourceIds' }],
    });
  });

  it('resets settings that cannot be read', () => {
    const { document, repairs } = read({ format: { widthPx: 7 }, transition: null, programAudio: undefined });
    expect(document).toMatchObject({
      format: PROGRAM_FORMATS['landscape-720'],
      transition: { kind: 'fade', durationMs: 300 },
      programAudio: { gainDb: 0, isLimited: true },
    });
    expect(repairs.map(({ where }) => where)).toEqual(['format', 'transition', 'programAudio']);
  });

  it.each(Array.from({ length: 25 }, (_, index) => index + 200))(
    'reads any document back from JSON, equal and without repairs (seed %i)',
    (seed) => {
      // Another seed than the starter's, or a new record gets an id that is already there.
      const document = editedAtRandom(aStarter(undefined, seed), seededRandom(seed + 1_000), 40);
      expect(granted(readDocument(JSON.parse(JSON.stringify(document))))).toEqual({ document, repairs: [] });
    },
  );

  it.each(Array.from({ length: 25 }, (_, index) => index + 300))(
    'needs no second repair of a document with holes (seed %i)',
    (seed) => {
      const random = seededRandom(seed);
      const holed = withHoles(editedAtRandom(aStarter(undefined, seed), random, 20), random);
      const first = readDocument(holed);
      if (!first.ok) return expect(first.error.code).toBe('document.invalid');
      expect(readDocument(first.value.document)).toEqual({
        ok: true,
        value: { document: first.value.document, repairs: [] },
      });
    },
  );
});

const GARBAGE = [null, 1, 'text', [], {}, true, -1e9];

/** Replaces about one in twenty values anywhere below the top by garbage. */
const withHoles = (value: unknown, random: () => number): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => holeOr(item, random));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      key === 'version' ? item : holeOr(item, random),
    ]),
  );
};
const holeOr = (value: unknown, random: () => number): unknown =>
  random() < 0.03 ? oneOf<unknown>(GARBAGE, random) : withHoles(value, random);
