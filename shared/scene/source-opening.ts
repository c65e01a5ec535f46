import type { ErrorCode } from '../errors.ts';
import type { DeviceChoice, ProgramFormat, Source } from './document.ts';

/** What a person chose to share, as far as the browser says. */
export type SharedSurface = 'monitor' | 'window' | 'browser' | 'unknown';

/**
 * Where a source is on its way to pictures or sound. `idle` waits for a person's gesture (browsers ask for one before a
 * screen is shared); `fault` says why there is nothing; `elsewhere` is a device of the host's computer, seen from another's.
 */
export type SourceStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'opening' }
  | {
      readonly state: 'live';
      /** The device's name; empty where there is none that a person would know. */
      readonly label: string;
      /** Null for everything but a shared screen. */
      readonly surface: SharedSurface | null;
      /** Of a shared screen; `dropped` where the studio's own sound could be in it. */
      readonly sharedSound: 'kept' | 'dropped' | 'none';
      /** `stalled`: the device is there and gives no new pictures, though it should. */
      readonly pace: 'moving' | 'stalled';
    }
  | { readonly state: 'fault'; readonly code: ErrorCode }
  | { readonly state: 'elsewhere' };

/** Whether a source is a thing of the host's computer. What is none is the same in every page that composes it. */
export const isDevice = (source: Source): boolean => source.kind !== 'test-pattern';

/**
 * What a source was opened with. When it changes, the source must be opened again; names, faders and mirroring do not
 * change it. A screen's key is constant, because sharing again needs the person.
 */
export const openingKey = (source: Source, format: ProgramFormat): string => {
  switch (source.kind) {
    case 'camera':
      return JSON.stringify([source.device, source.size, format.framesPerSecond]);
    case 'microphone':
      return JSON.stringify([source.device, source.processing]);
    case 'screen':
      return 'screen';
    case 'test-pattern':
      return JSON.stringify([format.widthPx, format.heightPx, format.framesPerSecond]);
  }
};

export const opensByItself = (source: Source): boolean => source.kind !== 'screen';

const COMES_BACK_WITH_DEVICE: ReadonlySet<ErrorCode> = new Set([
  'camera.unplugged',
  'camera.missing',
  'camera.busy',
  'microphone.unplugged',
  'microphone.missing',
  'microphone.busy',
] satisfies ErrorCode[]);

/** Whether what plugging in changes may be the cure. */
export const comesBackWithDevice = (code: ErrorCode): boolean => COMES_BACK_WITH_DEVICE.has(code);

type Present = { readonly cameras: readonly DeviceChoice[]; readonly microphones: readonly DeviceChoice[] };

/**
 * Whether a source in `fault` should be tried again now that the plugged-in devices are `present`: its own device
 * (by id, or by label after a replug) is there, or any of its kind when it asks for the default.
 */
export const canReturn = (source: Source, status: SourceStatus, present: Present): boolean => {
  if (status.state !== 'fault' || !comesBackWithDevice(status.code)) return false;
  if (source.kind !== 'camera' && source.kind !== 'microphone') return false;
  const devices = source.kind === 'camera' ? present.cameras : present.microphones;
  const wanted = source.device;
  if (!wanted) return devices.length > 0;
  return devices.some(
    ({ deviceId, label }) => deviceId === wanted.deviceId || (label !== '' && label === wanted.label),
  );
};
