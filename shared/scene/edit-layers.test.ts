import { describe, expect, it } from 'vitest';
import { NO_CROP } from '../geometry.ts';
import { setLayerColor, setLayerFit, setLayerText, setLayerTextStyle } from './edit-content.ts';
import {
  addLayer,
  cropLayer,
  hideLayer,
  lockLayer,
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
import { makeSource } from './edit-sources.ts';
import {
  A_STYLE,
  aCamera,
  aCameraLayer,
  aColorLayer,
  aDocument,
  aLayer,
  aTextLayer,
  color,
  granted,
  layerId,
  sceneId,
  sourceId,
} from './sample-documents.ts';

const s1 = sceneId('s1');
const [sky, host, title, card] = [layerId('sky'), layerId('host'), layerId('title'), layerId('card')];
const document = aDocument({
  sources: [aCamera('cam'), makeSource('microphone', sourceId('mic'), 'Mic')],
  scenes: {
    s1: [aColorLayer('sky'), aCameraLayer('host', 'cam'), aTextLayer('title'), aLayer('card', { kind: 'callout' })],
  },
});
const frame = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const orderOf = (edited: Edited): readonly string[] => granted(edited).scenes[s1]?.layerIds ?? [];

describe('addLayer', () => {
  it('puts a layer on top, but under the callouts that are on top', () => {
    expect(orderOf(addLayer(document, s1, aCameraLayer('pip', 'cam')))).toEqual([
      'sky',
      'host',
      'title',
      'pip',
      'card',
    ]);
    expect(orderOf(addLayer(document, s1, aLayer('card2', { kind: 'callout' }))).at(-1)).toBe('card2');
  });

  it('puts a layer over a callout that lies under other layers', () => {
    const low = granted(moveLayer(document, card, 0));
    expect(orderOf(addLayer(low, s1, aTextLayer('new'))).at(-1)).toBe('new');
  });

  it.each([
    ['a taken id', aTextLayer('title'), 'id'],
    ['an unknown source', aCameraLayer('x', 'gone'), 'sourceId'],
    ['a source without a picture', aCameraLayer('x', 'mic'), 'sourceId'],
    ['a bad frame', aTextLayer('x', { frame: { ...frame, width: -1 } }), 'layer'],
  ])('refuses %s', (_, layer, field) => {
    expect(addLayer(document, s1, layer)).toEqual({ ok: false, error: { code: 'document.invalid', field } });
  });

  it('refuses the layer after the hundredth', () => {
    const full = aDocument({ scenes: { s1: Array.from({ length: 100 }, (_, index) => aTextLayer(`t${index}`)) } });
    expect(addLayer(full, s1, aTextLayer('more'))).toMatchObject({ error: { field: 'layerIds' } });
  });
});

describe('editing one layer', () => {
  const crop = { ...NO_CROP, left: 0.2 };

  it.each([
    ['renames', renameLayer(document, host, ' Anna '), { name: 'Anna' }],
    ['moves', setLayerFrame(document, host, frame), { frame }],
    ['crops', setLayerCrop(document, host, crop), { crop }],
    ['crops with its frame', cropLayer(document, host, { frame, crop }), { frame, crop }],
    ['makes see-through', setLayerOpacity(document, host, 0.5), { opacity: 0.5 }],
    ['hides', hideLayer(document, host), { isVisible: false }],
    ['locks', lockLayer(document, host), { isLocked: true }],
    ['fits', setLayerFit(document, host, 'contain'), { content: { kind: 'source', sourceId: 'cam', fit: 'contain' } }],
  ])('%s it and leaves everything else as it is', (_, edited, changed) => {
    const next = granted(edited);
    expect(next).toEqual({
      ...document,
      layers: { ...document.layers, host: { ...document.layers[host], ...changed } },
    });
    expect(next.layers[sky]).toBe(document.layers[sky]);
    expect(next.scenes).toBe(document.scenes);
  });

  it('shows and unlocks again', () => {
    const shown = granted(showLayer(granted(hideLayer(document, host)), host));
    expect(granted(unlockLayer(granted(lockLayer(shown, host)), host))).toEqual(document);
  });

  it.each([
    ['opacity', setLayerOpacity(document, host, 1.01)],
    ['frame', setLayerFrame(document, host, { ...frame, x: Number.NaN })],
    ['crop', setLayerCrop(document, host, { ...NO_CROP, top: 0.96 })],
    ['name', renameLayer(document, host, '')],
    ['layerId', hideLayer(document, layerId('gone'))],
  ])('refuses a wrong %s', (field, edited) => {
    expect(edited).toEqual({ ok: false, error: { code: 'document.invalid', field } });
  });

  it('refuses to move or crop a locked layer, and nothing else', () => {
    const locked = granted(lockLayer(document, host));
    const refused = { ok: false, error: { code: 'layer.locked' } };
    expect(setLayerFrame(locked, host, frame)).toEqual(refused);
    expect(setLayerCrop(locked, host, crop)).toEqual(refused);
    expect(cropLayer(locked, host, { frame, crop })).toEqual(refused);
    expect(hideLayer(locked, host).ok).toBe(true);
  });
});

describe('the order of layers', () => {
  it.each([
    [sky, 3, ['host', 'title', 'card', 'sky']],
    [card, 0, ['card', 'sky', 'host', 'title']],
    [host, 2, ['sky', 'title', 'host', 'card']],
  ])('%s to %i', (id, toIndex, order) => {
    expect(orderOf(moveLayer(document, id, toIndex))).toEqual(order);
  });

  it('loses a removed layer and its record', () => {
    const next = granted(removeLayer(document, host));
    expect(next.scenes[s1]?.layerIds).toEqual(['sky', 'title', 'card']);
    expect(Object.keys(next.layers)).toEqual(['sky', 'title', 'card']);
  });
});

describe('the content of layers', () => {
  it('changes text and style', () => {
    const said = granted(setLayerText(document, title, '今晚八点'));
    expect(granted(setLayerTextStyle(said, title, { weight: 800 })).layers[title]?.content).toEqual({
      kind: 'text',
      text: '今晚八点',
      style: { ...A_STYLE, weight: 800 },
    });
  });

  it('changes a color into a gradient', () => {
    const colors = { color: color('#000000'), toColor: color('#ffffff') };
    expect(granted(setLayerColor(document, sky, colors)).layers[sky]?.content).toEqual({ kind: 'color', ...colors });
  });

  it.each([
    ['text of a camera', setLayerText(document, host, 'x'), 'kind'],
    ['color of a text', setLayerColor(document, title, { color: color('#000000'), toColor: null }), 'kind'],
    ['fit of a text', setLayerFit(document, title, 'cover'), 'kind'],
    ['text of 501 characters', setLayerText(document, title, 'x'.repeat(501)), 'content'],
    ['type larger than the picture', setLayerTextStyle(document, title, { sizeFraction: 2 }), 'content'],
  ])('refuses the %s', (_, edited, field) => {
    expect(edited).toEqual({ ok: false, error: { code: 'document.invalid', field } });
  });
});
