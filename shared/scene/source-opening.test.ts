import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SourceId } from '../ids.ts';
import { PROGRAM_FORMATS, type CameraSource, type ScreenSource } from './document.ts';
import { canReturn, openingKey, opensByItself } from './source-opening.ts';

const id = v.parse(SourceId, 'cam1');
const aCamera = (changes: Partial<CameraSource> = {}): CameraSource => ({
  kind: 'camera',
  id,
  name: 'Front',
  device: { deviceId: 'a', label: 'Webcam' },
  size: { widthPx: 1280, heightPx: 720 },
  isMirrored: false,
  ...changes,
});
const aScreen: ScreenSource = {
  kind: 'screen',
  id,
  name: 'Screen',
  sound: 'with',
  audio: { gainDb: 0, isMuted: false },
};
const format = PROGRAM_FORMATS['landscape-720'];
const unplugged = { state: 'fault', code: 'camera.unplugged' } as const;

describe('openingKey', () => {
  test('stays when a camera is renamed or mirrored', () => {
    expect(openingKey(aCamera({ name: 'Side', isMirrored: true }), format)).toBe(openingKey(aCamera(), format));
  });

  test('changes with the device and with the size', () => {
    expect(openingKey(aCamera({ device: null }), format)).not.toBe(openingKey(aCamera(), format));
    expect(openingKey(aCamera({ size: { widthPx: 640, heightPx: 480 } }), format)).not.toBe(
      openingKey(aCamera(), format),
    );
  });

  test('of a screen never changes, because sharing again needs a gesture', () => {
    expect(openingKey({ ...aScreen, sound: 'without' }, format)).toBe(openingKey(aScreen, format));
    expect(opensByItself(aScreen)).toBe(false);
  });
});

describe('canReturn', () => {
  const none = { cameras: [], microphones: [] };

  test('is true when the unplugged camera is listed again under a new id but its old label', () => {
    const present = { ...none, cameras: [{ deviceId: 'b', label: 'Webcam' }] };
    expect(canReturn(aCamera(), unplugged, present)).toBe(true);
  });

  test('is false while only another camera is there', () => {
    const present = { ...none, cameras: [{ deviceId: 'b', label: 'Other' }] };
    expect(canReturn(aCamera(), unplugged, present)).toBe(false);
  });

  test('is true for the default camera as soon as any camera is there', () => {
    expect(canReturn(aCamera({ device: null }), unplugged, none)).toBe(false);
    const present = { ...none, cameras: [{ deviceId: 'b', label: '' }] };
    expect(canReturn(aCamera({ device: null }), unplugged, present)).toBe(true);
  });

  test('is false after a denial, which only the person can lift', () => {
    const present = { ...none, cameras: [{ deviceId: 'a', label: 'Webcam' }] };
    expect(canReturn(aCamera(), { state: 'fault', code: 'camera.denied' }, present)).toBe(false);
  });
});
