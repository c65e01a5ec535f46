import type { DeviceChoice, MicrophoneSource } from '../../shared/scene/document.ts';
import { openDevice } from './open-device.ts';
import type { OpenSource } from './open-source.ts';

export type MicrophoneOptions = {
  readonly device: DeviceChoice | null;
  readonly processing: MicrophoneSource['processing'];
};

/** The mixer's rate: Opus runs at it, so nothing is resampled on the way. */
const SAMPLE_RATE_HZ = 48_000;

export const openMicrophone = ({ device, processing }: MicrophoneOptions, signal: AbortSignal): Promise<OpenSource> =>
  openDevice(
    { kind: 'microphone', device, constraints: { ...processing, sampleRate: { ideal: SAMPLE_RATE_HZ } } },
    signal,
  );
