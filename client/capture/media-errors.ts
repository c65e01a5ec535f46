import { AppError, type ErrorCode } from '../../shared/errors.ts';

type DeviceKind = 'camera' | 'microphone';
type Reason = 'denied' | 'busy' | 'missing' | 'unusable';

/**
 * What a rejected getUserMedia means, by the error's name.
 * @see https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
 */
const DEVICE_REASONS: Readonly<Record<string, Reason>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  NotReadableError: 'busy',
  // The device is there and allowed, but the system would not start it.
  AbortError: 'busy',
  OverconstrainedError: 'unusable',
};

/** Constraints that name a device: when no device has them, the device is what is missing. */
const NAMES_DEVICE: ReadonlySet<string> = new Set(['deviceId', 'groupId']);

/** The parts of a DOM error that decide; `constraint` is there on an OverconstrainedError only. */
export type MediaError = { readonly name: string; readonly constraint?: string };

export const deviceErrorCode = (kind: DeviceKind, { name, constraint }: MediaError): ErrorCode => {
  if (name === 'OverconstrainedError' && constraint !== undefined && NAMES_DEVICE.has(constraint)) {
    return `${kind}.missing`;
  }
  return `${kind}.${DEVICE_REASONS[name] ?? 'unusable'}`;
};

/**
 * What a rejected getDisplayMedia means. Closing the picker and being forbidden have the same name, so the page's
 * permission tells them apart.
 */
export const screenErrorCode = ({ name }: MediaError, permission: PermissionState | 'unknown'): ErrorCode => {
  if (name === 'SecurityError') return 'screen.denied';
  if (name === 'NotAllowedError') return permission === 'denied' ? 'screen.denied' : 'screen.canceled';
  return 'screen.unusable';
};

export const asMediaError = (error: unknown): MediaError | null => {
  // Chromium's OverconstrainedError is a DOMException, older browsers' is not; both have the two properties.
  if (!(error instanceof Error) && !(error instanceof DOMException)) return null;
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
  return constraint === undefined ? { name: error.name } : { name: error.name, constraint };
};

/** Browsers hide `mediaDevices` from pages that are not secure. */
export const mediaDevices = (): MediaDevices => {
  if (!isSecureContext) throw new AppError('browser.insecure-page');
  if (!('mediaDevices' in navigator)) throw new AppError('browser.unsupported');
  return navigator.mediaDevices;
};
