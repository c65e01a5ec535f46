import type { SizePx } from '../../shared/geometry.ts';
import type { DeviceChoice } from '../../shared/scene/document.ts';
import { openDevice } from './open-device.ts';
import type { OpenSource } from './open-source.ts';

export type CameraOptions = {
  readonly device: DeviceChoice | null;
  readonly size: SizePx;
  readonly framesPerSecond: number;
};

/** The device is exact, size and rate are wishes: a camera that cannot do them gives its nearest mode. */
export const openCamera = (
  { device, size, framesPerSecond }: CameraOptions,
  signal: AbortSignal,
): Promise<OpenSource> =>
  openDevice(
    {
      kind: 'camera',
      device,
      constraints: {
        width: { ideal: size.widthPx },
        height: { ideal: size.heightPx },
        frameRate: { ideal: framesPerSecond },
      },
    },
    signal,
  );
