import { describe, expect, it } from 'vitest';
import type { AudioStrip, SceneDocument, Source } from './document.ts';
import { mix, programGain } from './mix.ts';
import {
  aCamera,
  aCameraLayer,
  aDocument,
  aPeopleLayer,
  aProgram,
  aSeat,
  aStage,
  sourceId,
} from './sample-documents.ts';

const strip = (over: Partial<AudioStrip> = {}): AudioStrip => ({ gainDb: 0, isMuted: false, ...over });
const microphone = (audio: AudioStrip): Source => ({
  kind: 'microphone',
  id: sourceId('mic'),
  name: 'mic',
  device: null,
  audio,
  processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
});
const screen = (audio: AudioStrip, sound: 'with' | 'without' = 'with'): Source => ({
  kind: 'screen',
  id: sourceId('screen'),
  name: 'screen',
  sound,
  audio,
});
const pattern: Source = { kind: 'test-pattern', id: sourceId('pattern'), name: 'pattern', audio: strip() };

const gainsOf = (sources: readonly Source[], layers: Parameters<typeof aDocument>[0] = {}): object =>
  Object.fromEntries(mix(aDocument({ ...layers, sources }), aProgram('s1')));

describe('mix', () => {
  it.each([
    [strip(), 1],
    [strip({ gainDb: 6 }), 10 ** 0.3],
    [strip({ gainDb: -20 }), 0.1],
    [strip({ gainDb: -60 }), 0.001],
    [strip({ gainDb: 6, isMuted: true }), 0],
  ])('a microphone at %o is heard in every scene', (audio, gain) => {
    const gains = mix(aDocument({ sources: [microphone(audio)] }), aProgram('s1'));
    expect(gains.get(sourceId('mic'))).toBeCloseTo(gain, 9);
  });

  it('hears screens and test patterns only while their picture is visible on air', () => {
    const sources = [screen(strip({ gainDb: -20 })), pattern];
    const shown = [aCameraLayer('a', 'screen'), aCameraLayer('b', 'pattern', { isVisible: false })];
    expect(gainsOf(sources, { scenes: { s1: shown, s2: [] } })).toEqual({ screen: 0.1, pattern: 0 });
    expect(gainsOf(sources, { scenes: { s1: [], s2: shown } })).toEqual({ screen: 0, pattern: 0 });
    expect(gainsOf(sources, { scenes: { s1: [aCameraLayer('a', 'screen', { opacity: 0 })] } })).toEqual({
      screen: 0,
      pattern: 0,
    });
  });

  it('has no gain for what makes no sound', () => {
    const scenes = { s1: [aCameraLayer('a', 'screen'), aCameraLayer('b', 'cam')] };
    expect(gainsOf([aCamera('cam'), screen(strip(), 'without')], { scenes })).toEqual({});
  });

  it('is silent but for microphones when the scene on air is gone', () => {
    const document = aDocument({ sources: [microphone(strip()), pattern] });
    expect([...mix(document, aProgram('gone'))]).toEqual([
      ['mic', 1],
      ['pattern', 0],
    ]);
  });
});

describe('the mix of people', () => {
  const stage = aStage([aSeat('host'), aSeat('ada')], { screens: [aSeat('ada')] });

  it('has those on stage in every scene, and the screens that are on air', () => {
    expect(Object.fromEntries(mix(aDocument(), aProgram('s1', { stage })))).toEqual({
      'crew-microphone-host': 1,
      'crew-microphone-ada': 1,
      'crew-sound-ada': 1,
    });
    expect(mix(aDocument(), aProgram('s1', { stage: aStage([]) })).size).toBe(0);
  });

  it('has the host’s test pattern only while it is the host’s picture', () => {
    const document = (layout: 'auto' | 'solo', isVisible = true): SceneDocument =>
      aDocument({
        sources: [pattern],
        scenes: { s1: [aPeopleLayer('people', { layout, hostSourceId: pattern.id }, { isVisible })] },
      });
    const gainIn = (shown: SceneDocument, on = stage): number | undefined =>
      mix(shown, aProgram('s1', { stage: on })).get(pattern.id);
    expect(gainIn(document('auto'))).toBe(1);
    expect(gainIn(document('auto', false))).toBe(0);
    expect(gainIn(document('auto'), aStage([aSeat('ada')]))).toBe(0);
    expect(gainIn(document('solo'))).toBe(0);
    expect(gainIn(document('solo'), aStage([aSeat('host')]))).toBe(1);
  });
});

describe('programGain', () => {
  it('is the program fader as a factor', () => {
    expect(programGain({ ...aDocument(), programAudio: { gainDb: -20, isLimited: true } })).toBeCloseTo(0.1, 9);
  });
});
