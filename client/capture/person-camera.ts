import type { DeviceChoice } from '../../shared/scene/document.ts';
import { openDevice } from './open-device.ts';
import type { OpenSource } from './open-source.ts';

/** On a phone: towards the person, or away from them. */
export type Facing = 'front' | 'back';
export type Background = 'none' | 'blur';

export type PersonCameraOptions = {
  readonly device: DeviceChoice | null;
  /** A wish where no device is named; computers have no sides. */
  readonly facing: Facing;
  readonly background: Background;
};

/** A person's camera. What else a camera can do is told where the browser tells it. */
export type PersonCamera = OpenSource & {
  /** Null where the browser does not know: at most computers. */
  readonly facing: Facing | null;
  /** What the browser itself can do to the background of this camera's picture. */
  readonly backgrounds: readonly Background[];
  /** Resolves with the background that there is now: browsers may refuse. */
  setBackground(background: Background): Promise<Background>;
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
  const camera: PersonCamera = {
    ...open,
    facing: track ? facingOf(track) : null,
    backgrounds: track ? backgroundsOf(track) : ['none'],
    setBackground: async (wanted) => (track ? setBackground(track, wanted) : 'none'),
  };
  if (background === 'blur') await camera.setBackground('blur');
  return camera;
};

const facingOf = (track: MediaStreamTrack): Facing | null => {
  const { facingMode } = track.getSettings();
  if (facingMode === FACING_MODES.front) return 'front';
  return facingMode === FACING_MODES.back ? 'back' : null;
};

/** Only what can be chosen is told: a blur that the system has turned on for all is not the page's to offer. */
const backgroundsOf = (track: MediaStreamTrack): readonly Background[] => {
  // Firefox does not have it.
  const { backgroundBlur = [] } = 'getCapabilities' in track ? track.getCapabilities() : {};
  return backgroundBlur.includes(true) && backgroundBlur.includes(false) ? ['none', 'blur'] : ['none'];
};

const setBackground = async (track: MediaStreamTrack, wanted: Background): Promise<Background> => {
  if (!backgroundsOf(track).includes(wanted)) return 'none';
  try {
    await track.applyConstraints({ ...track.getConstraints(), backgroundBlur: wanted === 'blur' });
  } catch (error) {
    if (!(error instanceof Error || error instanceof DOMException)) throw error;
    if (error.name !== 'OverconstrainedError') throw error;
  }
  return track.getSettings().backgroundBlur === true ? 'blur' : 'none';
};
