import { expect, it } from 'vitest';
import { fanOutPaceMs } from './fan-out-pace.ts';

it.each([
  [0, 250],
  [1_000, 250],
  [5_000, 500],
  [10_000, 1_000],
])('tells a room of %d no sooner than after %d ms, where a quarter of a second is usual', (sockets, paceMs) => {
  expect(fanOutPaceMs(250, sockets)).toBe(paceMs);
});
