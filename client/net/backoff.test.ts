import { expect, test } from 'vitest';
import { reconnectDelayMs } from './backoff.ts';

test('the first retry comes within 100 to 250 ms', () => {
  expect(reconnectDelayMs(1, 0)).toBe(100);
  expect(reconnectDelayMs(1, 0.999)).toBeCloseTo(250, 0);
});

test('waits double and end at 2 to 5 seconds, however long it takes', () => {
  expect([1, 2, 3, 4, 5, 6].map((attempt) => reconnectDelayMs(attempt, 0.5))).toEqual([
    175, 350, 700, 1400, 2800, 3500,
  ]);
  expect(reconnectDelayMs(100_000, 0)).toBe(2_000);
  expect(reconnectDelayMs(100_000, 0.999)).toBeCloseTo(5_000, -1);
});
