import { describe, expect, it } from 'vitest';
import { setLayerFit, setLayerHost, setLayerLayout, setLayerNameTags } from './edit-content.ts';
import { addLayer } from './edit-layers.ts';
import { makeSource, removeSource } from './edit-sources.ts';
import { readDocument } from './migrate.ts';
import {
  aCamera,
  aColorLayer,
  aDocument,
  aPeopleLayer,
  granted,
  layerId,
  sceneId,
  sourceId,
} from './sample-documents.ts';

const document = aDocument({
  sources: [
    aCamera('cam'),
    makeSource('microphone', sourceId('mic'), 'Mic'),
    makeSource('screen', sourceId('scr'), 'Screen'),
    makeSource('test-pattern', sourceId('bars'), 'Bars'),
  ],
  scenes: { s1: [aColorLayer('sky'), aPeopleLayer('people', { hostSourceId: sourceId('cam') })] },
});
const people = layerId('people');
const sky = layerId('sky');

describe('a layer of people', () => {
  it.each([
    ['layout', setLayerLayout(document, people, 'close-up'), { layout: 'close-up' }],
    ['name tags', setLayerNameTags(document, people, 'hidden'), { nameTags: 'hidden' }],
    ['host', setLayerHost(document, people, sourceId('bars')), { hostSourceId: sourceId('bars') }],
    ['host without a picture', setLayerHost(document, people, null), { hostSourceId: null }],
  ] as const)('changes its %s and nothing else', (_, edited, change) => {
    expect(granted(edited)).toEqual({
      ...document,
      layers: {
        ...document.layers,
        people: aPeopleLayer('people', { hostSourceId: sourceId('cam'), ...change }),
      },
    });
  });

  it.each([
    ['a microphone', sourceId('mic'), 'hostSourceId'],
    ['a screen', sourceId('scr'), 'hostSourceId'],
    ['nothing that there is', sourceId('gone'), 'sourceId'],
  ])('refuses %s as the host’s picture, also in a new layer', (_, hostSourceId, field) => {
    const refused = { ok: false, error: { code: 'document.invalid', field } };
    expect(setLayerHost(document, people, hostSourceId)).toEqual(refused);
    expect(addLayer(document, sceneId('s1'), aPeopleLayer('new', { hostSourceId }))).toEqual(refused);
  });

  it('is the only one that has a layout and name tags, and it has no fit', () => {
    const refused = { ok: false, error: { code: 'document.invalid', field: 'kind' } };
    expect(setLayerLayout(document, sky, 'grid')).toEqual(refused);
    expect(setLayerNameTags(document, sky, 'hidden')).toEqual(refused);
    expect(setLayerHost(document, sky, null)).toEqual(refused);
    expect(setLayerFit(document, people, 'contain')).toEqual(refused);
  });

  it('stays when the host’s picture is removed, and shows the name instead', () => {
    const next = granted(removeSource(document, sourceId('cam')));
    expect(next.layers[people]).toEqual(aPeopleLayer('people'));
    expect(next.layers[sky]).toBe(document.layers[sky]);
  });

  it.each(['gone', 'scr'])('that is stored with %s as its host is repaired to have none', (stored) => {
    const broken = {
      ...document,
      layers: { ...document.layers, people: aPeopleLayer('people', { hostSourceId: sourceId(stored) }) },
    };
    expect(granted(readDocument(broken))).toEqual({
      document: { ...document, layers: { ...document.layers, people: aPeopleLayer('people') } },
      repairs: [{ what: 'field-reset', where: 'people' }],
    });
  });
});
