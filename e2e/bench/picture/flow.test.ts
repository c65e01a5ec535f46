import { expect, test } from 'vitest';
import { judgeFlow, type DecodedFrame } from './flow.ts';

const FPS = 50;
const DELAY_MS = 40;

const frame = (counter: number, more: Partial<DecodedFrame> = {}): DecodedFrame => ({
  counter,
  composedAtMs: counter * 20,
  decodedAtMs: counter * 20 + DELAY_MS,
  ...more,
});
const frames = (count: number): DecodedFrame[] => Array.from({ length: count }, (_, index) => frame(index));

test('a steady program loses nothing and never freezes', () => {
  expect(judgeFlow(frames(100), FPS)).toEqual({
    due: 100,
    missed: 0,
    lost: 0,
    late: 0,
    lostOrLatePercent: 0,
    longestFreezeMs: 20,
    rejectedPercent: 0,
  });
});

test('a counter that was never decoded is a lost frame', () => {
  const flow = judgeFlow([...frames(50), ...frames(100).slice(52)], FPS);
  expect(flow).toMatchObject({ due: 100, lost: 2, missed: 0, longestFreezeMs: 60, lostOrLatePercent: 2 });
});

test('a turn of the clock without a new counter is a missed frame', () => {
  const later = frames(50).map(({ counter }) =>
    frame(50 + (counter ?? 0), { composedAtMs: 1_060 + (counter ?? 0) * 20 }),
  );
  expect(judgeFlow([...frames(50), ...later], FPS)).toMatchObject({ due: 103, missed: 3, lost: 0 });
});

test('a frame is late when it is decoded more than two frames after its turn', () => {
  const some = frames(100);
  some[10] = frame(10, { decodedAtMs: 10 * 20 + DELAY_MS + 41 });
  some[20] = frame(20, { decodedAtMs: 20 * 20 + DELAY_MS + 39 });
  expect(judgeFlow(some, FPS)).toMatchObject({ late: 1, lost: 0 });
});

test('a frame that is shown twice is neither lost nor new', () => {
  const some = frames(100);
  some.splice(11, 0, frame(10));
  expect(judgeFlow(some, FPS)).toMatchObject({ due: 100, lost: 0, missed: 0 });
});

test('frames whose stamp cannot be read are counted apart', () => {
  const some = frames(100);
  some[5] = frame(5, { counter: null });
  expect(judgeFlow(some, FPS)).toMatchObject({ rejectedPercent: 1, lost: 1 });
});
