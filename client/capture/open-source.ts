import type { ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { SharedSurface } from '../../shared/scene/source-opening.ts';

export type SourceFault = { readonly code: ErrorCode };

export type SourceFacts = {
  readonly deviceId: string | null;
  /** The device's name; empty where there is none that a person would know. */
  readonly label: string;
  /** Null for everything but a shared screen. */
  readonly surface: SharedSurface | null;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** Whether a shared screen's sound is sent, or was dropped because ours could be in it; `none` without such sound. */
  readonly sharedSound: 'kept' | 'dropped' | 'none';
};

/** A source that delivers. Its tracks belong to it: others take clones or read, and `close` stops the originals. */
export type OpenSource = Closable & {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  readonly facts: SourceFacts;
  /** Tells, once, that the source stopped by itself: unplugged, or ended by the browser's "stop sharing". Tells late listeners too. */
  onFault(listener: (fault: SourceFault) => void): void;
};

type Parts = {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  readonly facts: SourceFacts;
  /** Asked when a track ends by itself. */
  readonly faultOnEnd: () => Promise<SourceFault> | SourceFault;
  readonly onClose?: () => void;
};

export const makeOpenSource = ({ video, audio, facts, faultOnEnd, onClose }: Parts): OpenSource & Faultable => {
  const controller = new AbortController();
  const listeners: Array<(fault: SourceFault) => void> = [];
  let fault: SourceFault | null = null;
  const raise = (raised: SourceFault): void => {
    if (fault || controller.signal.aborted) return;
    fault = raised;
    for (const listener of listeners) listener(raised);
  };
  const tracks = [video, audio].filter((track) => track !== null);
  const handleEnd = (): void => {
    void Promise.resolve(faultOnEnd()).then(raise);
  };
  for (const track of tracks) track.addEventListener('ended', handleEnd, { signal: controller.signal });
  return {
    video,
    audio,
    facts,
    raise,
    onFault: (listener) => {
      listeners.push(listener);
      if (fault) listener(fault);
    },
    close: () => {
      controller.abort();
      for (const track of tracks) track.stop();
      onClose?.();
    },
  };
};

/** For a source that fails in other ways than by an ended track. */
export type Faultable = { readonly raise: (fault: SourceFault) => void };

/** What the browser says of tracks that are open now. */
export const readFacts = (main: MediaStreamTrack): SourceFacts => {
  const { deviceId, width, height } = main.getSettings();
  return {
    deviceId: deviceId ?? null,
    label: main.label,
    surface: null,
    widthPx: width ?? null,
    heightPx: height ?? null,
    sharedSound: 'none',
  };
};

export const stopTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};
