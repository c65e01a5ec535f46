import { expect, test } from 'vitest';
import { NTP_TO_UNIX_MS } from '../../shared/units.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { LipSync, nextHold, type SyncedReceiver } from './lip-sync.ts';

test.each([
  ['sound a little later than its picture holds nothing', 0, 35, 0],
  ['sound a little earlier holds nothing', 0, -35, 0],
  ['late sound makes the picture wait', 0, 100, 30],
  ['late pictures make the sound wait', 0, -100, -30],
  ['a hold that is enough stays', 60, 40, 60],
  ['a hold grows while sound is still too late', 60, 80, 80],
  ['a hold shrinks when sound comes earlier', 60, 0, 40],
  ['a hold ends and does not turn round', 10, -200, 0],
  ['a hold too short to matter is none', 0, 48, 0],
  ['a wrong clock holds half a second at most', 480, 4_000, 500],
])('%s', (_, holdMs, lagMs, expected) => {
  expect(nextHold(holdMs, lagMs)).toBe(expected);
});

/** A receiver that plays everything `delayMs` after its capture. */
const aReceiver = (clock: { now(): number }, delayMs: number) => {
  const receiver = {
    delayMs,
    isPlaying: true,
    playedAtMs: clock.now(),
    jitterBufferTarget: null as number | null,
    getSynchronizationSources: () => {
      if (receiver.isPlaying) receiver.playedAtMs = clock.now();
      const captureTimestamp = receiver.playedAtMs - receiver.delayMs + NTP_TO_UNIX_MS;
      return [{ timestamp: receiver.playedAtMs, captureTimestamp } as unknown as RTCRtpSynchronizationSource];
    },
  };
  return receiver;
};

const setUp = (audioDelayMs: number, videoDelayMs: number) => {
  const clock = fakeClock();
  const audio = aReceiver(clock, audioDelayMs);
  const video = aReceiver(clock, videoDelayMs);
  const listener = { isHeard: true };
  const sync = new LipSync({ audio, video, clock, isHeard: () => listener.isHeard });
  return { clock, audio, video, sync, listener };
};

test('a picture waits until its sound is at most 40 ms later', async () => {
  const { clock, audio, video } = setUp(200, 50);
  for (let step = 0; step < 20; step += 1) {
    await clock.advance(1_500);
    video.delayMs = 50 + (video.jitterBufferTarget ?? 0);
  }
  expect(audio.delayMs - video.delayMs).toBeGreaterThan(30);
  expect(audio.delayMs - video.delayMs).toBeLessThan(50);
  expect(audio.jitterBufferTarget).toBeNull();
});

test('sound waits for a picture that comes later', async () => {
  const { clock, audio, video } = setUp(50, 200);
  await clock.advance(1_500);
  expect(audio.jitterBufferTarget).toBe(55);
  expect(video.jitterBufferTarget).toBe(0);
});

test('nothing waits while the picture stands still', async () => {
  const { clock, video } = setUp(400, 50);
  video.isPlaying = false;
  await clock.advance(60_000);
  expect(video.jitterBufferTarget).toBeNull();
});

test('nothing waits for sound that is turned off', async () => {
  const { clock, video, listener } = setUp(400, 50);
  await clock.advance(1_500);
  expect(video.jitterBufferTarget).toBe(155);
  listener.isHeard = false;
  await clock.advance(500);
  expect(video.jitterBufferTarget).toBe(0);
});

test('nothing waits where the browser does not date what it plays', async () => {
  const clock = fakeClock();
  const undated: SyncedReceiver = {
    jitterBufferTarget: null,
    getSynchronizationSources: () => [{ timestamp: clock.now(), source: 1, rtpTimestamp: 1 }],
  };
  const sync = new LipSync({ audio: undated, video: undated, clock, isHeard: () => true });
  await clock.advance(60_000);
  expect(undated.jitterBufferTarget).toBeNull();
  sync.close();
});

test('after closing nothing is left waiting', async () => {
  const { clock, sync, video } = setUp(400, 50);
  await clock.advance(2_000);
  expect(video.jitterBufferTarget).toBe(155);
  sync.close();
  expect(video.jitterBufferTarget).toBe(0);
  expect(clock.pendingCount).toBe(0);
});
