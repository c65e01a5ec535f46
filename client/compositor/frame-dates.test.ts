import { describe, expect, it } from 'vitest';
import { FrameDates } from './frame-dates.ts';

describe('dates of program frames', () => {
  it('follow the clock and never repeat', () => {
    const dates = new FrameDates();
    expect([dates.next(1_000), dates.next(34_000), dates.next(34_000), dates.next(33_000)]).toEqual([
      1_000, 34_000, 34_001, 34_002,
    ]);
  });

  it('go on in the clock of the source whose frames were passed through', () => {
    const dates = new FrameDates();
    dates.next(1_000);
    dates.passed(900_000, 34_000);
    expect(dates.next(67_000)).toBe(933_000);
    dates.passed(5_000, 100_000);
    expect(dates.next(133_000)).toBe(38_000);
  });
});
