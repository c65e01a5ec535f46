import { expect, it } from 'vitest';
import { fakeClock } from '../platform/fake-clock.ts';
import { Counting } from './counting.ts';

it('counts at once and on, rests when there is nothing, and is woken again', async () => {
  const clock = fakeClock();
  let left = 3;
  const counting = new Counting({ clock, everyMs: 250, count: () => (left -= 1) > 0 });
  expect(clock.pendingCount).toBe(0);
  counting.wake();
  expect(left).toBe(2);
  await clock.advance(500);
  expect([left, clock.pendingCount]).toEqual([0, 0]);
  left = 10;
  counting.wake();
  counting.wake();
  await clock.advance(250);
  expect(left).toBe(7);
  counting.close();
  expect(clock.pendingCount).toBe(0);
});
