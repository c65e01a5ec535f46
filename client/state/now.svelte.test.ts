import { afterEach, expect, it, vi } from 'vitest';
import { Now } from './now.svelte.ts';
import { seenBy } from './testing/seen.svelte.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('goes on once a second for who looks, and stops when nobody does', async () => {
  vi.useFakeTimers();
  const clock = { nowMs: 1_000 };
  const now = new Now(() => clock.nowMs);
  expect(vi.getTimerCount()).toBe(0);
  const seen = seenBy(() => now.ms);
  expect(vi.getTimerCount()).toBe(1);

  clock.nowMs = 1_900;
  expect(seen.values).toEqual([1_000]);
  clock.nowMs = 2_000;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen.values).toEqual([1_000, 2_000]);
  seen.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(vi.getTimerCount()).toBe(0);
});
