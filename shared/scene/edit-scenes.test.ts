import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { addScene, duplicateScene, moveScene, removeScene, renameScene } from './edit-scenes.ts';
import { aCamera, aCameraLayer, aColorLayer, aDocument, aTextLayer, granted, sceneId } from './sample-documents.ts';

const document = aDocument({
  sources: [aCamera('cam')],
  scenes: { a: [aColorLayer('sky'), aCameraLayer('host', 'cam')], b: [], c: [aTextLayer('title')] },
});
const [a, b, c] = [sceneId('a'), sceneId('b'), sceneId('c')];

describe('addScene', () => {
  it('adds a scene with its layers at the end', () => {
    const next = granted(addScene(document, { id: sceneId('d'), name: ' Offer ', layers: [aTextLayer('price')] }));
    expect(next.sceneIds).toEqual(['a', 'b', 'c', 'd']);
    expect(next.scenes[sceneId('d')]).toEqual({ id: 'd', name: 'Offer', layerIds: ['price'] });
    expect(Object.keys(next.layers)).toEqual(['sky', 'host', 'title', 'price']);
  });

  it('refuses the fifty-first scene', () => {
    const full = Array.from({ length: 47 }, (_, index) => sceneId(`n${index}`)).reduce(
      (current, id) => granted(addScene(current, { id, name: id, layers: [] })),
      document,
    );
    expect(addScene(full, { id: sceneId('more'), name: 'x', layers: [] })).toMatchObject({
      error: { field: 'sceneIds' },
    });
  });
});

describe('renameScene', () => {
  it('changes the name only', () => {
    const next = granted(renameScene(document, b, 'Break'));
    expect(next).toEqual({ ...document, scenes: { ...document.scenes, b: { id: 'b', name: 'Break', layerIds: [] } } });
  });
});

describe('moveScene', () => {
  it.each([
    [a, 2, 'bca'],
    [c, 0, 'cab'],
    [b, 1, 'abc'],
    [a, 99, 'bca'],
    [c, -5, 'cab'],
  ])('%s to %i gives %s', (id, toIndex, order) => {
    expect(granted(moveScene(document, id, toIndex)).sceneIds.join('')).toBe(order);
  });
});

describe('duplicateScene', () => {
  const copy = { of: a, id: sceneId('copy'), name: 'a 2', random: seededRandom(1) };

  it('puts a copy with its own layers after the original and shares the sources', () => {
    const next = granted(duplicateScene(document, copy));
    expect(next.sceneIds).toEqual(['a', 'copy', 'b', 'c']);
    const [sky, host] = next.scenes[sceneId('copy')]?.layerIds.map((id) => next.layers[id]) ?? [];
    expect([sky?.name, host?.name]).toEqual(['sky', 'host']);
    expect(new Set([sky?.id, host?.id, 'sky', 'host']).size).toBe(4);
    expect(host?.content).toEqual({ kind: 'source', sourceId: 'cam', fit: 'cover' });
    expect(next.sources).toBe(document.sources);
  });
});

describe('removeScene', () => {
  it('takes the scene’s layers along', () => {
    const next = granted(removeScene(document, a, b));
    expect(next.sceneIds).toEqual(['b', 'c']);
    expect(Object.keys(next.scenes)).toEqual(['b', 'c']);
    expect(Object.keys(next.layers)).toEqual(['title']);
  });

  it('refuses the scene on air and the last scene', () => {
    expect(removeScene(document, a, a)).toEqual({ ok: false, error: { code: 'scene.on-air' } });
    expect(removeScene(aDocument(), sceneId('s1'), null)).toEqual({ ok: false, error: { code: 'scene.last' } });
  });
});
