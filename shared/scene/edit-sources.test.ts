import { describe, expect, it } from 'vitest';
import { addSource, configureSource, makeSource, removeSource, renameSource, setStrip } from './edit-sources.ts';
import { aCamera, aCameraLayer, aColorLayer, aDocument, granted, sceneId, sourceId } from './sample-documents.ts';

const document = aDocument({
  sources: [aCamera('cam'), makeSource('microphone', sourceId('mic'), 'Mic')],
  scenes: { s1: [aColorLayer('sky'), aCameraLayer('host', 'cam')], s2: [aColorLayer('grass')] },
});
const cam = sourceId('cam');

describe('addSource', () => {
  it('puts a source at the end of the list', () => {
    const next = granted(addSource(document, makeSource('screen', sourceId('scr'), 'Screen')));
    expect(next.sourceIds).toEqual(['cam', 'mic', 'scr']);
    expect(next.sources[sourceId('scr')]).toEqual({
      kind: 'screen',
      id: 'scr',
      name: 'Screen',
      sound: 'with',
      audio: { gainDb: 0, isMuted: false },
    });
  });

  it('refuses an id that is taken and a source without a name', () => {
    expect(addSource(document, aCamera('cam'))).toEqual({
      ok: false,
      error: { code: 'document.invalid', field: 'id' },
    });
    for (const name of ['', '\u200b']) {
      expect(addSource(document, aCamera('other', { name }))).toEqual({
        ok: false,
        error: { code: 'document.invalid', field: 'name' },
      });
    }
  });
});

describe('renameSource', () => {
  it('trims the name', () => {
    expect(granted(renameSource(document, cam, '  Front  ')).sources[cam]?.name).toBe('Front');
  });

  it.each(['', '   ', '\u200b\u202e', 'x'.repeat(81)])('refuses %j', (name) => {
    expect(renameSource(document, cam, name)).toEqual({
      ok: false,
      error: { code: 'document.invalid', field: 'name' },
    });
  });

  it('refuses a source that does not exist, even one named like a property of every object', () => {
    expect(renameSource(document, sourceId('constructor'), 'x')).toMatchObject({ error: { field: 'sourceId' } });
  });
});

describe('configureSource', () => {
  it('changes what is given and keeps the rest', () => {
    const device = { deviceId: 'abc', label: 'FaceTime' };
    const next = granted(configureSource(document, cam, { kind: 'camera', device, isMirrored: true }));
    expect(next.sources[cam]).toEqual({ ...aCamera('cam'), device, isMirrored: true });
  });

  it('refuses settings of another kind and sizes out of range', () => {
    expect(configureSource(document, cam, { kind: 'screen', sound: 'without' })).toMatchObject({
      error: { field: 'kind' },
    });
    expect(configureSource(document, cam, { kind: 'camera', size: { widthPx: 1, heightPx: 720 } }).ok).toBe(false);
  });
});

describe('removeSource', () => {
  it('takes the layers that show it along and touches no other scene', () => {
    const next = granted(removeSource(document, cam));
    expect(next.sourceIds).toEqual(['mic']);
    expect(Object.keys(next.sources)).toEqual(['mic']);
    expect(next.scenes[sceneId('s1')]?.layerIds).toEqual(['sky']);
    expect(Object.keys(next.layers)).toEqual(['sky', 'grass']);
    expect(next.scenes[sceneId('s2')]).toBe(document.scenes[sceneId('s2')]);
  });
});

describe('setStrip', () => {
  const mic = sourceId('mic');

  it('moves fader and mute one by one', () => {
    const muted = granted(setStrip(document, mic, { isMuted: true }));
    expect(granted(setStrip(muted, mic, { gainDb: -12 })).sources[mic]).toMatchObject({
      audio: { gainDb: -12, isMuted: true },
    });
  });

  it.each([-61, 7, Number.NaN, -Infinity])('refuses a gain of %f dB', (gainDb) => {
    expect(setStrip(document, mic, { gainDb })).toMatchObject({ ok: false, error: { field: 'audio' } });
  });

  it('refuses a camera, which has no strip', () => {
    expect(setStrip(document, cam, { gainDb: 0 })).toMatchObject({ ok: false, error: { field: 'kind' } });
  });
});
