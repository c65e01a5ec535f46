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

  const FRAME_MICROS = 33_000;
  /** How far ahead of the clock the dates of so many steady frames are, from `fromMicros` on. */
  const aheadOf = (dates: FrameDates, fromMicros: number, frames: number): readonly number[] =>
    Array.from({ length: frames }, (_, frame) => fromMicros + frame * FRAME_MICROS).map((now) => dates.next(now) - now);

  it('jump once when the machine is steady again after a busy time', () => {
    const dates = new FrameDates();
    expect(new Set(aheadOf(dates, 0, 10))).toEqual(new Set([0]));
    const ahead = aheadOf(dates, 500_000, 300);
    expect(ahead[0]).toBe(0);
    expect(ahead[106]).toBe(0);
    expect(new Set(ahead.slice(107))).toEqual(new Set([1_000_000]));
  });

  it('do not jump while the machine is busy', () => {
    const dates = new FrameDates();
    const ahead = [0, 1, 2, 3, 4, 5].flatMap((second) => aheadOf(dates, second * 1_000_000, 25));
    expect(new Set(ahead)).toEqual(new Set([0]));
  });

  it('do not jump in a steady program', () => {
    expect(new Set(aheadOf(new FrameDates(), 5_000_000, 1_000))).toEqual(new Set([0]));
  });
});
