import { AppError } from '../../shared/errors.ts';
import type { DeviceChoice } from '../../shared/scene/document.ts';
import { orAbort } from '../platform/or-abort.ts';
import { chooseDevice } from './choose-device.ts';
import { devicePermission } from './device-permission.ts';
import { listDevices } from './devices.ts';
import { asMediaError, deviceErrorCode, mediaDevices } from './media-errors.ts';
import { makeOpenSource, readFacts, stopTracks, type OpenSource, type SourceFault } from './open-source.ts';

type Request = {
  readonly kind: 'camera' | 'microphone';
  readonly device: DeviceChoice | null;
  readonly constraints: MediaTrackConstraints;
};

/** Opens a camera or microphone: the remembered one by id or by label, or the default. */
export const openDevice = async (request: Request, signal: AbortSignal): Promise<OpenSource> => {
  signal.throwIfAborted();
  const track = await openWanted(request, signal);
  if (signal.aborted) track.stop();
  signal.throwIfAborted();
  return makeOpenSource({
    video: request.kind === 'camera' ? track : null,
    audio: request.kind === 'microphone' ? track : null,
    facts: readFacts(track),
    faultOnEnd: () => faultOf(request.kind),
  });
};

const openWanted = async (request: Request, signal: AbortSignal): Promise<MediaStreamTrack> => {
  const match = chooseDevice(request.device, await present(request.kind));
  switch (match.kind) {
    case 'default':
      return openTrack(request, null, signal);
    case 'found':
      return openTrack(request, match.deviceId, signal);
    case 'missing':
      throw new AppError(`${request.kind}.missing`);
    case 'hidden':
      return openHidden(request, signal);
  }
};

/** The first opening asks for permission with whatever device is there; only then can the remembered one be looked for. */
const openHidden = async (request: Request, signal: AbortSignal): Promise<MediaStreamTrack> => {
  const first = await openTrack(request, null, signal);
  const match = chooseDevice(request.device, await present(request.kind));
  if (match.kind === 'found' && first.getSettings().deviceId === match.deviceId) return first;
  first.stop();
  signal.throwIfAborted();
  if (match.kind !== 'found') throw new AppError(`${request.kind}.missing`);
  return openTrack(request, match.deviceId, signal);
};

const openTrack = async (
  { kind, constraints }: Request,
  deviceId: string | null,
  signal: AbortSignal,
): Promise<MediaStreamTrack> => {
  const wanted = deviceId === null ? constraints : { ...constraints, deviceId: { exact: deviceId } };
  const opening = mediaDevices()
    .getUserMedia(kind === 'camera' ? { video: wanted } : { audio: wanted })
    .catch((error: unknown) => {
      const mediaError = asMediaError(error);
      throw new AppError(mediaError ? deviceErrorCode(kind, mediaError) : `${kind}.unusable`, error);
    });
  const stream = await orAbort(opening, signal, stopTracks);
  const [track] = stream.getTracks();
  if (!track) throw new AppError(`${kind}.unusable`);
  return track;
};

const present = async (kind: Request['kind']): Promise<readonly DeviceChoice[]> => {
  const devices = await listDevices();
  return kind === 'camera' ? devices.cameras : devices.microphones;
};

/** A device's track ends when it is unplugged, and also when the person takes the permission back. */
const faultOf = async (kind: Request['kind']): Promise<SourceFault> => ({
  code: (await devicePermission(kind)) === 'denied' ? `${kind}.denied` : `${kind}.unplugged`,
});
