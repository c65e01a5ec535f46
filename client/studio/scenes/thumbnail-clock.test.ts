import { describe, expect, it } from 'vitest';
import { thumbnailPauseMs } from './thumbnail-clock.ts';

describe('the pause between rounds of thumbnails', () => {
  it.each([
    [{ roundMs: 5, air: 'off' }, 1_000],
    [{ roundMs: 200, air: 'off' }, 2_000],
    [{ roundMs: 20, air: 'on' }, 1_000],
    [{ roundMs: 60, air: 'on' }, 3_000],
    [{ roundMs: 900, air: 'on' }, 10_000],
  ] as const)('after %j is %i ms', (load, pauseMs) => {
    expect(thumbnailPauseMs(load)).toBeCloseTo(pauseMs);
  });
});
