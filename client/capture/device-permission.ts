import type { Closable } from '../../shared/lifetime.ts';
import { orAbort } from '../platform/or-abort.ts';
import { mediaDevices } from './media-errors.ts';
import { stopTracks } from './open-source.ts';

type DeviceKind = 'camera' | 'microphone';

/** `unknown` where the browser does not tell before it asks. */
export const devicePermission = async (kind: DeviceKind): Promise<PermissionState | 'unknown'> => {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch (error) {
    // Firefox before 132 does not know the names.
    if (error instanceof TypeError) return 'unknown';
    throw error;
  }
};

/**
 * Lets the browser ask for camera and microphone in one question instead of two, and holds both until it is closed, so that
 * a permission of the moment does not end before each is opened. Null when it was refused: opening each tells why.
 */
export const askForDevices = async (signal: AbortSignal): Promise<Closable | null> => {
  try {
    const asking = mediaDevices().getUserMedia({ audio: true, video: true });
    const stream = await orAbort(asking, signal, stopTracks);
    return { close: () => stopTracks(stream) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DOMException) return null;
    throw error;
  }
};
