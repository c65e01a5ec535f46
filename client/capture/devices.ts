import type { Closable } from '../../shared/lifetime.ts';
import type { DeviceChoice } from '../../shared/scene/document.ts';
import { mediaDevices } from './media-errors.ts';

export type Devices = {
  readonly cameras: DeviceChoice[];
  readonly microphones: DeviceChoice[];
  readonly speakers: DeviceChoice[];
};

/** Entries that stand for "whatever the system uses now"; `device: null` says the same without a changing label. */
const ALIASES: ReadonlySet<string> = new Set(['default', 'communications']);

/** What is plugged in. Ids and labels are empty until the page may use a device of that kind. */
export const listDevices = async (): Promise<Devices> => {
  const all = await mediaDevices().enumerateDevices();
  const ofKind = (kind: MediaDeviceKind): DeviceChoice[] =>
    all
      .filter((device) => device.kind === kind && !ALIASES.has(device.deviceId))
      .map(({ deviceId, label }) => ({ deviceId, label }));
  return { cameras: ofKind('videoinput'), microphones: ofKind('audioinput'), speakers: ofKind('audiooutput') };
};

/** Calls back when something is plugged in or out; ask `listDevices` what is there now. */
export const watchDevices = (onChange: () => void): Closable => {
  const devices = mediaDevices();
  devices.addEventListener('devicechange', onChange);
  return { close: () => devices.removeEventListener('devicechange', onChange) };
};
