import type { DeviceChoice } from '../../shared/scene/document.ts';

/** Which of the present devices is meant by a remembered one. */
export type DeviceMatch =
  /** No device was asked for: the browser's own choice. */
  | { readonly kind: 'default' }
  | { readonly kind: 'found'; readonly deviceId: string }
  | { readonly kind: 'missing' }
  /** The browser hides labels and ids until the page has permission; look again after opening. */
  | { readonly kind: 'hidden' };

const sameLabel = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Finds `wanted` by id, then by label: the id changes with the browser profile, with cleared site data and, on some
 * systems, with the USB socket; the label stays.
 */
export const chooseDevice = (wanted: DeviceChoice | null, present: readonly DeviceChoice[]): DeviceMatch => {
  if (!wanted) return { kind: 'default' };
  const byId = present.find(({ deviceId }) => deviceId !== '' && deviceId === wanted.deviceId);
  if (byId) return { kind: 'found', deviceId: byId.deviceId };
  const label = sameLabel(wanted.label);
  const byLabel = present.find((device) => label !== '' && sameLabel(device.label) === label);
  if (byLabel) return { kind: 'found', deviceId: byLabel.deviceId };
  return present.some((device) => device.label === '') ? { kind: 'hidden' } : { kind: 'missing' };
};
