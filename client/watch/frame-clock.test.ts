import { expect, test } from 'vitest';
import { captureTimeOf } from './frame-clock.ts';

/** 2026-01-01T00:00:00Z, from 1970 and from 1900. */
const UNIX_MS = 1_767_225_600_000;
const NTP_MS = 3_976_214_400_000;

test('the dated frame itself has its own capture time', () => {
  expect(captureTimeOf({ captureTimestampMs: NTP_MS, rtpTimestamp: 123_456 }, 123_456)).toBe(UNIX_MS);
});

test('a frame presented one frame of 30 fps later was captured 33⅓ ms later', () => {
  expect(captureTimeOf({ captureTimestampMs: NTP_MS, rtpTimestamp: 1_000 }, 4_000)).toBeCloseTo(UNIX_MS + 100 / 3, 3);
});

test('the screen is usually behind the receiver: a frame presented earlier was captured earlier', () => {
  expect(captureTimeOf({ captureTimestampMs: NTP_MS, rtpTimestamp: 9_000 }, 0)).toBe(UNIX_MS - 100);
});

test('RTP time that wrapped between the two frames makes no difference', () => {
  const beforeWrap = 2 ** 32 - 4_500;
  expect(captureTimeOf({ captureTimestampMs: NTP_MS, rtpTimestamp: beforeWrap }, 4_500)).toBe(UNIX_MS + 100);
  expect(captureTimeOf({ captureTimestampMs: NTP_MS, rtpTimestamp: 4_500 }, beforeWrap)).toBe(UNIX_MS - 100);
});
