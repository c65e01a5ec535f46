import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Burst } from './burst.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a burst of key presses', () => {
  it('is over a pause after the last one, once', () => {
    let ends = 0;
    const burst = new Burst(() => (ends += 1));
    burst.go();
    vi.advanceTimersByTime(800);
    burst.go();
    vi.advanceTimersByTime(800);
    expect(ends).toBe(0);
    vi.advanceTimersByTime(200);
    expect(ends).toBe(1);
    burst.end();
    expect(ends).toBe(1);
  });

  it('ends at once when something else begins', () => {
    let ends = 0;
    const burst = new Burst(() => (ends += 1));
    burst.go();
    burst.end();
    vi.advanceTimersByTime(5_000);
    expect(ends).toBe(1);
  });
});
