import { AppError } from '../../shared/errors.ts';
import type { SharedSurface } from '../../shared/scene/source-opening.ts';
import { orAbort } from '../platform/or-abort.ts';
import { PAGE_HANDLE } from '../platform/page-handle.ts';
import { asMediaError, mediaDevices, screenErrorCode } from './media-errors.ts';
import { makeOpenSource, readFacts, stopTracks, type OpenSource, type SourceFacts } from './open-source.ts';
import { decideScreenSound, type ShareSettings, type SoundDecision } from './screen-sound.ts';

export type ScreenOptions = { readonly sound: 'with' | 'without' };

/** The program is never larger, and a 4K screen would cost four times the copying. The browser keeps the shape. */
const MAX_SIZE = { widthPx: 1_920, heightPx: 1_080 };
const FRAMES_PER_SECOND = 30;

/** Lets the person choose a screen, window or tab. Needs a gesture; their choice and its sound are judged afterwards. */
export const openScreen = async ({ sound }: ScreenOptions, signal: AbortSignal): Promise<OpenSource> => {
  signal.throwIfAborted();
  const devices = mediaDevices();
  const choosing = devices.getDisplayMedia(askFor(sound)).catch(async (error: unknown) => {
    const mediaError = asMediaError(error);
    throw new AppError(mediaError ? screenErrorCode(mediaError, await screenPermission()) : 'screen.unusable', error);
  });
  const stream = await orAbort(choosing, signal, stopTracks);
  const [video] = stream.getVideoTracks();
  if (!video) throw new AppError('screen.unusable');
  video.contentHint = 'detail';
  const [captured] = stream.getAudioTracks();
  const audio = captured ? judgeSound(video, captured) : null;
  return makeOpenSource({
    video,
    audio: audio?.track ?? null,
    facts: screenFacts(video, audio?.decision ?? 'none'),
    faultOnEnd: () => ({ code: 'screen.ended' }),
  });
};

/** A shared screen's label is the browser's own number for it (`screen:-3:0`), which says nothing to people. */
const screenFacts = (video: MediaStreamTrack, sharedSound: SourceFacts['sharedSound']): SourceFacts => ({
  ...readFacts(video),
  label: '',
  surface: surfaceOf(video),
  sharedSound,
});

const surfaceOf = (video: MediaStreamTrack): SharedSurface => {
  const { displaySurface } = video.getSettings();
  const isKnown = displaySurface === 'browser' || displaySurface === 'window' || displaySurface === 'monitor';
  return isKnown ? displaySurface : 'unknown';
};

const askFor = (sound: ScreenOptions['sound']): DisplayMediaStreamOptions => ({
  video: {
    frameRate: { ideal: FRAMES_PER_SECOND },
    width: { max: MAX_SIZE.widthPx },
    height: { max: MAX_SIZE.heightPx },
  },
  audio:
    sound === 'with'
      ? {
          restrictOwnAudio: true,
          suppressLocalAudioPlayback: false,
          // Voice processing would pump music and video sound.
          echoCancellation: false,
          noiseSuppression: false,
          autoGainControl: false,
          channelCount: { ideal: 2 },
        }
      : false,
  systemAudio: sound === 'with' ? 'include' : 'exclude',
  windowAudio: sound === 'with' ? 'window' : 'exclude',
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
});

type Judged = { readonly track: MediaStreamTrack | null; readonly decision: SoundDecision };

const judgeSound = (video: MediaStreamTrack, audio: MediaStreamTrack): Judged => {
  const decide = (): SoundDecision => decideScreenSound(readShare(video, audio));
  const decision = decide();
  if (decision === 'dropped') {
    audio.stop();
    return { track: null, decision };
  }
  // The person may switch the share to another tab, also to ours.
  video.addEventListener('capturehandlechange', () => {
    audio.enabled = decide() === 'kept';
  });
  return { track: audio, decision };
};

const readShare = (video: MediaStreamTrack, audio: MediaStreamTrack): ShareSettings => ({
  surface: surfaceOf(video),
  restriction: audio.getSettings().restrictOwnAudio === true ? 'honored' : 'not-honored',
  tab: readTab(video),
});

const readTab = (video: MediaStreamTrack): ShareSettings['tab'] => {
  if (!video.getCaptureHandle) return 'unknown';
  return video.getCaptureHandle()?.handle === PAGE_HANDLE ? 'own' : 'foreign';
};

const screenPermission = async (): Promise<PermissionState | 'unknown'> => {
  try {
    // Not in TypeScript's list of names, and not in every browser's.
    const name = 'display-capture' as PermissionName;
    return (await navigator.permissions.query({ name })).state;
  } catch (error) {
    if (error instanceof TypeError) return 'unknown';
    throw error;
  }
};
