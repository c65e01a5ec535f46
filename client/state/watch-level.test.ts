import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LevelVerdict } from './level-verdict.ts';
import { watchLevel } from './watch-level.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells what a microphone’s level means, from nothing known on, until it is ended', () => {
  let peakDb = -80;
  const verdicts: (LevelVerdict | null)[] = [];
  const end = watchLevel(
    () => peakDb,
    (verdict) => verdicts.push(verdict),
  );
  expect(verdicts).toEqual([null]);
  vi.advanceTimersByTime(3_000);
  expect(verdicts.at(-1)).toBe('silent');
  peakDb = -18;
  vi.advanceTimersByTime(250);
  expect(verdicts.at(-1)).toBe('good');
  end();
  const told = verdicts.length;
  vi.advanceTimersByTime(5_000);
  expect(verdicts).toHaveLength(told);
});
