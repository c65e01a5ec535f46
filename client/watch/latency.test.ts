import { expect, test } from 'vitest';
import { LatencyWindow } from './latency.ts';

const windowOf = (...latenciesMs: readonly number[]): LatencyWindow => {
  const window = new LatencyWindow();
  for (const latencyMs of latenciesMs) window.add(latencyMs);
  return window;
};

test('nothing is known before the first frame and after a break', () => {
  expect(windowOf().percentile(0.5)).toBeNull();
  const window = windowOf(40);
  window.clear();
  expect(window.percentile(0.5)).toBeNull();
});

test('percentiles are values that were measured', () => {
  const window = windowOf(50, 40, 300, 45, 44, 43, 42, 41, 46, 47);
  expect([0, 0.5, 0.9, 0.95, 1].map((fraction) => window.percentile(fraction))).toEqual([40, 44, 50, 300, 300]);
});

test('negative latencies, which unequal clocks give, sort as numbers', () => {
  expect(windowOf(-5, 100, 20).percentile(0.5)).toBe(20);
});

test('the window forgets frames older than its three hundred newest', () => {
  const window = windowOf(...Array.from({ length: 300 }, () => 1_000));
  for (let index = 0; index < 300; index += 1) window.add(50);
  expect([window.percentile(0), window.percentile(1)]).toEqual([50, 50]);
});
