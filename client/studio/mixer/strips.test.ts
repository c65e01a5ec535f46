import { describe, expect, it } from 'vitest';
import type { AudioStrip, Source } from '../../../shared/scene/document.ts';
import { aCamera, aCameraLayer, aDocument, aProgram, sourceId } from '../../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../../shared/show/actor.ts';
import { personId } from '../../../shared/show/show-fixture.ts';
import { faderDb, hasStrip, stripAt, strips } from './strips.ts';

const strip = (gainDb: number, isMuted = false): AudioStrip => ({ gainDb, isMuted });
const microphone: Source = {
  kind: 'microphone',
  id: sourceId('mic'),
  name: 'Desk',
  device: null,
  audio: strip(-2),
  processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};
const screen = (sound: 'with' | 'without', audio = strip(0)): Source => ({
  kind: 'screen',
  id: sourceId('screen'),
  name: 'Shop',
  sound,
  audio,
});

describe('the strips of the mixer', () => {
  it('are the sources that make sound, in their order', () => {
    const document = aDocument({ sources: [aCamera('cam'), screen('with'), microphone] });
    expect(strips(document, aProgram('s1')).map(({ name }) => name)).toEqual(['Shop', 'Desk']);
    expect(strips(aDocument({ sources: [aCamera('cam'), screen('without')] }), aProgram('s1'))).toEqual([]);
  });

  it('say when a picture that is not on air keeps its sound away, but not of a muted one', () => {
    const presenceOf = (source: Source, layers = {}) =>
      strips(aDocument({ sources: [source], ...layers }), aProgram('s1'))[0]?.presence;
    expect(presenceOf(screen('with'))).toBe('off-scene');
    expect(presenceOf(screen('with'), { scenes: { s1: [aCameraLayer('l', 'screen')] } })).toBe('heard');
    expect(presenceOf(screen('with', strip(0, true)))).toBe('heard');
    expect(presenceOf(microphone)).toBe('heard');
  });
});

describe('a fader', () => {
  it('stands at silence only when the floor is muted', () => {
    expect(faderDb(strip(-60, true))).toBe(-Infinity);
    expect([faderDb(strip(-60)), faderDb(strip(-12, true))]).toEqual([-60, -12]);
  });

  it('mutes at its lowest end and is heard again when it leaves it', () => {
    const silent = stripAt(strip(-3), -Infinity);
    expect(silent).toEqual(strip(-60, true));
    expect(stripAt(silent, -40)).toEqual(strip(-40));
  });

  it('keeps a mute that the button made', () => {
    expect(stripAt(strip(-3, true), -6)).toEqual(strip(-6, true));
  });
});

it('guests have strips, the host has those of the sources, and a further angle has one when it has a voice', () => {
  const sending = (microphone: 'on' | 'off') => ({ microphone, camera: 'on', screen: 'off' }) as const;
  expect(hasStrip({ id: personId('mei'), role: 'guest', switches: sending('off') })).toBe(true);
  expect(hasStrip({ id: HOST_ID, role: 'host', switches: sending('on') })).toBe(false);
  expect(hasStrip({ id: personId('phone'), role: 'camera', switches: sending('off') })).toBe(false);
  expect(hasStrip({ id: personId('phone'), role: 'camera', switches: sending('on') })).toBe(true);
});
