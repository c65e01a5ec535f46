import * as v from 'valibot';
import type { Closable } from '../../shared/lifetime.ts';
import { captureTimeOf } from './frame-clock.ts';

/**
 * A frame on the viewer's screen. `captureAtMs` is the *host's* wall clock at its capture, null where the browser does not
 * tell; `presentedAtMs` is this page's wall clock. The object is reused: read it during the call.
 */
export type PresentedFrame = {
  readonly captureAtMs: number | null;
  readonly presentedAtMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** `captureTimestamp` is not in TypeScript's DOM library yet. */
const SynchronizationSource = v.object({ rtpTimestamp: v.number(), captureTimestamp: v.number() });

type Options = {
  readonly video: Pick<HTMLVideoElement, 'requestVideoFrameCallback' | 'cancelVideoFrameCallback'>;
  /** The receiver of the program's video; null where there is none. */
  readonly receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'> | null;
  readonly timeOriginMs: number;
  readonly onFrame: (frame: PresentedFrame) => void;
};

/** Dates each frame that `video` presents, until closed. Stops by itself while the page is hidden: nothing is presented then. */
export const startCaptureClock = ({ video, receiver, timeOriginMs, onFrame }: Options): Closable => {
  const frame = { captureAtMs: null as number | null, presentedAtMs: 0, widthPx: 0, heightPx: 0 };
  let request = 0;
  const handleFrame: VideoFrameRequestCallback = (_now, metadata) => {
    request = video.requestVideoFrameCallback(handleFrame);
    frame.captureAtMs = receiver && captureTime(receiver, metadata.rtpTimestamp);
    frame.presentedAtMs = timeOriginMs + metadata.presentationTime;
    frame.widthPx = metadata.width;
    frame.heightPx = metadata.height;
    onFrame(frame);
  };
  request = video.requestVideoFrameCallback(handleFrame);
  return { close: () => video.cancelVideoFrameCallback(request) };
};

/** Sources come newest first; Firefox and Safari tell neither a frame's RTP time nor a capture time. */
const captureTime = (
  receiver: Pick<RTCRtpReceiver, 'getSynchronizationSources'>,
  rtpTimestamp: number | undefined,
): number | null => {
  if (rtpTimestamp === undefined) return null;
  const source = v.safeParse(SynchronizationSource, receiver.getSynchronizationSources()[0]);
  if (!source.success) return null;
  const { captureTimestamp, rtpTimestamp: sourceRtpTimestamp } = source.output;
  return captureTimeOf({ captureTimestampMs: captureTimestamp, rtpTimestamp: sourceRtpTimestamp }, rtpTimestamp);
};
