import { expect, it } from 'vitest';
import type { Devices } from '../capture/devices.ts';
import { DeviceList } from './device-list.svelte.ts';
import { seenBy } from './testing/seen.svelte.ts';

it('lists what is plugged in whenever it is asked to look', async () => {
  const LOGI = { deviceId: 'logi', label: 'Logi C920' };
  let present: Devices = { cameras: [], microphones: [], speakers: [] };
  const list = new DeviceList(() => Promise.resolve(present));
  const seen = seenBy(() => list.cameras);
  present = { cameras: [LOGI], microphones: [{ deviceId: 'boom', label: '' }], speakers: [] };
  expect(list.cameras).toEqual([]);
  expect(await list.refresh()).toBe(present);
  expect(seen.values).toEqual([[], [LOGI]]);
  expect(list.microphones).toEqual(present.microphones);
  seen.stop();
});
