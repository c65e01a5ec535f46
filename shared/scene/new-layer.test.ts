import { describe, expect, it } from 'vitest';
import { FULL_FRAME } from '../geometry.ts';
import { PROGRAM_FORMATS } from './document.ts';
import { makeSource } from './edit-sources.ts';
import {
  addSourceLayer,
  imageLayerFrame,
  layersOfSource,
  likelyHostSource,
  plainLayer,
  standInTestPattern,
} from './new-layer.ts';
import {
  aCamera,
  aCameraLayer,
  aColorLayer,
  aDocument,
  granted,
  layerId,
  sceneId,
  sourceId,
} from './sample-documents.ts';

const document = aDocument({
  sources: [aCamera('cam'), makeSource('microphone', sourceId('mic'), 'Mic')],
  scenes: { s1: [aColorLayer('sky')], s2: [aCameraLayer('host', 'cam')] },
});
const [s1, s2] = [sceneId('s1'), sceneId('s2')];

describe('addSourceLayer', () => {
  it('adds a new source and its layer in one edit, filling a scene that shows no moving picture', () => {
    const source = makeSource('screen', sourceId('scr'), 'Screen');
    const next = granted(addSourceLayer(document, { sceneId: s1, layerId: layerId('new'), source }));
    expect(next.sourceIds).toEqual(['cam', 'mic', 'scr']);
    expect(next.scenes[s1]?.layerIds).toEqual(['sky', 'new']);
    expect(next.layers[layerId('new')]).toMatchObject({
      name: 'Screen',
      frame: FULL_FRAME,
      content: { kind: 'source', sourceId: 'scr', fit: 'contain' },
    });
  });

  it('shows a known source again without adding it twice, in a corner of a scene that has a picture', () => {
    const source = aCamera('cam');
    const next = granted(addSourceLayer(document, { sceneId: s2, layerId: layerId('again'), source }));
    expect(next.sources).toBe(document.sources);
    expect(next.layers[layerId('again')]?.frame).toMatchObject({ width: 0.24 });
  });

  it('refuses a microphone, which has no picture', () => {
    const source = makeSource('microphone', sourceId('mic'), 'Mic');
    expect(addSourceLayer(document, { sceneId: s1, layerId: layerId('x'), source })).toMatchObject({
      error: { field: 'sourceId' },
    });
  });
});

describe('imageLayerFrame', () => {
  it('keeps the picture’s shape in the middle of the program', () => {
    const frame = imageLayerFrame({ widthPx: 400, heightPx: 400 }, PROGRAM_FORMATS['landscape-720']);
    expect(frame.width * 1280).toBeCloseTo(360);
    expect(frame.height * 720).toBeCloseTo(360);
    expect(frame.x + frame.width / 2).toBeCloseTo(0.5);
  });
});

describe('plainLayer', () => {
  it('starts a text with the given words and smaller type in portrait', () => {
    const wide = plainLayer('text', { program: PROGRAM_FORMATS['landscape-720'], text: 'Hello', hostSourceId: null });
    const tall = plainLayer('text', { program: PROGRAM_FORMATS['portrait-1024'], text: 'Hello', hostSourceId: null });
    expect(wide.content).toMatchObject({ text: 'Hello', style: { sizeFraction: 0.08 } });
    expect(tall.content).toMatchObject({ style: { sizeFraction: 0.045 } });
  });
});

describe('a new layer of people', () => {
  it('fills the program, arranges itself and shows the first camera or test pattern as the host', () => {
    const hostSourceId = likelyHostSource(document);
    const { content, frame } = plainLayer('people', { program: document.format, text: '', hostSourceId });
    expect(frame).toEqual(FULL_FRAME);
    expect(content).toEqual({ kind: 'people', layout: 'auto', hostSourceId: 'cam', nameTags: 'shown' });
  });

  it('has no picture of the host when the document has none', () => {
    const bare = aDocument({ sources: [makeSource('microphone', sourceId('mic'), 'Mic')] });
    expect(likelyHostSource(bare)).toBeNull();
  });
});

describe('standInTestPattern', () => {
  it('replaces the camera under its own id, so that its layers stay', () => {
    const next = granted(standInTestPattern(document, sourceId('cam'), 'Bars'));
    expect(next.sources[sourceId('cam')]).toMatchObject({ kind: 'test-pattern', id: 'cam', name: 'Bars' });
    expect(next.layers).toBe(document.layers);
  });

  it('refuses a microphone', () => {
    expect(standInTestPattern(document, sourceId('mic'), 'Bars')).toMatchObject({ error: { field: 'kind' } });
  });
});

describe('layersOfSource', () => {
  it('counts the layers that show a source', () => {
    expect(layersOfSource(document, sourceId('cam'))).toBe(1);
    expect(layersOfSource(document, sourceId('mic'))).toBe(0);
  });
});
