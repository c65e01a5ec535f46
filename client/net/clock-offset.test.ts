import { expect, test } from 'vitest';
import { addClockSample, serverOffsetMs, type ClockSample } from './clock-offset.ts';

const aSample = (sentAtMs: number, outMs: number, backMs: number, offsetMs: number): ClockSample => ({
  sentAtMs,
  receivedAtMs: sentAtMs + outMs + backMs,
  serverAtMs: sentAtMs + outMs + offsetMs,
});

test('without an answer the offset is unknown', () => {
  expect(serverOffsetMs([])).toBeNull();
});

test('the answer with the least round trip decides, because queues delay one direction only', () => {
  const samples = [aSample(0, 80, 5, 1_000), aSample(100, 6, 4, 1_000), aSample(200, 3, 90, 1_000)];
  expect(serverOffsetMs(samples)).toBe(1_001);
});

test('of equally quick answers the newest decides, so that drift is followed', () => {
  expect(serverOffsetMs([aSample(0, 5, 5, 10), aSample(100, 5, 5, 12)])).toBe(12);
});

test('only the newest eight answers are kept', () => {
  let samples: readonly ClockSample[] = [];
  for (let index = 0; index < 10; index += 1) samples = addClockSample(samples, aSample(index, 1, 1, index));
  expect(samples.map((sample) => sample.sentAtMs)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});
