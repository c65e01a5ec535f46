import { expect, it } from 'vitest';
import { fanOutPauseMs } from './fan-out-pace.ts';

it.each([
  { sockets: 0, pauseMs: 250 },
  { sockets: 1_000, pauseMs: 250 },
  { sockets: 5_000, pauseMs: 500 },
  { sockets: 10_000, pauseMs: 1_000 },
])('tells a room of $sockets after $pauseMs ms, where a quarter of a second is usual', ({ sockets, pauseMs }) => {
  expect(fanOutPauseMs({ everyMs: 250, sockets, toldAtMs: 7_000, nowMs: 7_000 })).toBe(pauseMs);
});

it('waits what is left, never a part of a millisecond too little, and not at all when it is over or was never told', () => {
  const left = (toldAtMs: number, nowMs: number) => fanOutPauseMs({ everyMs: 250, sockets: 1, toldAtMs, nowMs });
  expect([left(0.4, 200), left(0, 251), left(-Infinity, 5)]).toEqual([51, 0, 0]);
});
