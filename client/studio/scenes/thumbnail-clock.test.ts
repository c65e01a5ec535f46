import { describe, expect, it } from 'vitest';
import { thumbnailPauseMs } from './thumbnail-clock.ts';

describe('the pause between rounds of thumbnails', () => {
  it.each([
    [{ air: 'off', missedFrames: 0 }, 1_000],
    [{ air: 'on', missedFrames: 0 }, 2_000],
    [{ air: 'on', missedFrames: 1 }, 8_000],
    [{ air: 'off', missedFrames: 3 }, 8_000],
  ] as const)('after %j is %i ms', (load, pauseMs) => {
    expect(thumbnailPauseMs(load)).toBe(pauseMs);
  });
});
