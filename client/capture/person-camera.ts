import type { DeviceChoice } from '../../shared/scene/document.ts';
import { openDevice } from './open-device.ts';
import type { OpenSource } from './open-source.ts';

/** On a phone: towards the person, or away from them. */
export type Facing = 'front' | 'back';
/** What cameras themselves can do to the background. */
export type CameraBackground = 'none' | 'blur';

export type PersonCameraOptions = {
  readonly device: DeviceChoice | null;
  /** A wish where no device is named; computers have no sides. */
  readonly facing: Facing;
  readonly background: CameraBackground;
};

/** A person's camera. What else a camera can do is told where the browser tells it. */
export type PersonCamera = OpenSource & {
  /** Null where the browser does not know: at most computers. */
  readonly facing: Facing | null;
  /** What the browser itself can do to the background of this camera's picture. */
  readonly backgrounds: readonly CameraBackground[];
  /** What it does now. */
  readonly background: CameraBackground;
  /** Browsers may refuse. */
  setBackground(background: CameraBackground): Promise<void>;
};

/** 720p is what the largest slot of a program needs; a phone that is held upright gives the same turned. */
const SIZE = { width: { ideal: 1_280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
const FACING_MODES = { front: 'user', back: 'environment' } as const satisfies Record<Facing, string>;

export const openPersonCamera = async (
  { device, facing, background }: PersonCameraOptions,
  signal: AbortSignal,
): Promise<PersonCamera> => {
  const side = device ? {} : { facingMode: { ideal: FACING_MODES[facing] } };
  const open = await openDevice({ kind: 'camera', device, constraints: { ...SIZE, ...side } }, signal);
  const track = open.video;
  if (track && background === 'blur') await setBackground(track, 'blur');
  return {
    ...open,
    facing: track ? facingOf(track) : null,
    backgrounds: track ? backgroundsOf(track) : ['none'],
    get background() {
      return track ? backgroundOf(track) : 'none';
    },
    setBackground: async (wanted) => {
      if (track) await setBackground(track, wanted);
    },
  };
};

const facingOf = (track: MediaStreamTrack): Facing | null => {
  const { facingMode } = track.getSettings();
  if (facingMode === FACING_MODES.front) return 'front';
  return facingMode === FACING_MODES.back ? 'back' : null;
};

/** Only what can be chosen is told: a blur that the system has turned on for all is not the page's to offer. */
const backgroundsOf = (track: MediaStreamTrack): readonly CameraBackground[] => {
  // Firefox does not have it.
  const { backgroundBlur = [] } = 'getCapabilities' in track ? track.getCapabilities() : {};
  return backgroundBlur.includes(true) && backgroundBlur.includes(false) ? ['none', 'blur'] : ['none'];
};

const backgroundOf = (track: MediaStreamTrack): CameraBackground =>
  track.getSettings().backgroundBlur === true ? 'blur' : 'none';

const setBackground = async (track: MediaStreamTrack, wanted: CameraBackground): Promise<void> => {
  if (!backgroundsOf(track).includes(wanted) || backgroundOf(track) === wanted) return;
  try {
    await track.applyConstraints({ ...track.getConstraints(), backgroundBlur: wanted === 'blur' });
  } catch (error) {
    if (!(error instanceof Error || error instanceof DOMException)) throw error;
    if (error.name !== 'OverconstrainedError') throw error;
  }
};
