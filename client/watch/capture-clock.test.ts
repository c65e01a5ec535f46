import { expect, test } from 'vitest';
import { startCaptureClock, type PresentedFrame } from './capture-clock.ts';

/** A video element that presents frames when the test says so. */
const aVideo = () => {
  const waiting = new Map<number, VideoFrameRequestCallback>();
  let lastRequest = 0;
  const video = {
    requestVideoFrameCallback: (callback: VideoFrameRequestCallback) => {
      lastRequest += 1;
      waiting.set(lastRequest, callback);
      return lastRequest;
    },
    cancelVideoFrameCallback: (request: number) => void waiting.delete(request),
  };
  const present = (rtpTimestamp: number | undefined, presentationTime: number): void => {
    const [request, callback] = [...waiting][0] ?? [];
    if (request === undefined) return;
    waiting.delete(request);
    const facts = {
      presentationTime,
      expectedDisplayTime: 0,
      width: 1280,
      height: 720,
      mediaTime: 0,
      presentedFrames: 1,
    };
    callback?.(0, rtpTimestamp === undefined ? facts : { ...facts, rtpTimestamp });
  };
  return { video, present };
};

const UNIX_MS = 1_767_225_600_000;
const NTP_MS = 3_976_214_400_000;

const setUp = (source: object | undefined) => {
  const { video, present } = aVideo();
  const frames: PresentedFrame[] = [];
  const receiver = { getSynchronizationSources: () => (source ? [source as RTCRtpSynchronizationSource] : []) };
  const clock = startCaptureClock({
    video,
    receiver,
    timeOriginMs: 1_000,
    onFrame: (frame) => frames.push({ ...frame }),
  });
  return { present, frames, clock };
};

test('each presented frame is dated by the sender’s clock and by this page’s', () => {
  const { present, frames } = setUp({ rtpTimestamp: 90_000, captureTimestamp: NTP_MS });
  present(90_000, 50);
  present(93_000, 83);
  expect(frames).toEqual([
    { captureAtMs: UNIX_MS, presentedAtMs: 1_050, widthPx: 1280, heightPx: 720 },
    { captureAtMs: UNIX_MS + 100 / 3, presentedAtMs: 1_083, widthPx: 1280, heightPx: 720 },
  ]);
});

test.each([
  ['the sender does not date its frames', { rtpTimestamp: 1 }, 1],
  ['nothing was received yet', undefined, 1],
  ['the browser does not tell a frame’s RTP time', { rtpTimestamp: 1, captureTimestamp: NTP_MS }, undefined],
])('frames have no capture time when %s', (_name, source, rtpTimestamp) => {
  const { present, frames } = setUp(source);
  present(rtpTimestamp, 50);
  expect(frames.map((frame) => frame.captureAtMs)).toEqual([null]);
});

test('a closed clock tells nothing more', () => {
  const { present, frames, clock } = setUp(undefined);
  clock.close();
  present(1, 50);
  expect(frames).toEqual([]);
});
