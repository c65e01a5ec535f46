import { expect, test } from 'vitest';
import { fakeClock } from './fake-clock.ts';
import { Pause } from './pause.ts';

test('a wait ends when its time is over', async () => {
  const clock = fakeClock();
  const waiting = new Pause(clock).wait(100);
  await clock.advance(100);
  expect(await waiting).toBe(true);
});

test('a wait that is no longer wanted ends at once, and leaves no timer', async () => {
  const clock = fakeClock();
  const pause = new Pause(clock);
  const waiting = pause.wait(100);
  pause.end();
  expect(await waiting).toBe(false);
  expect(clock.pendingCount).toBe(0);
});

test('another wait takes the place of the one before', async () => {
  const clock = fakeClock();
  const pause = new Pause(clock);
  const [first, second] = [pause.wait(100), pause.wait(200)];
  expect(await first).toBe(false);
  await clock.advance(200);
  expect(await second).toBe(true);
});
