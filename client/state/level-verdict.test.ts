import { describe, expect, it } from 'vitest';
import { levelVerdict, withReading, type PeakReading } from './level-verdict.ts';

/** Readings of the peaks in order, 500 ms apart. */
const heard = (...peaksDb: readonly number[]): readonly PeakReading[] =>
  peaksDb.reduce<readonly PeakReading[]>(
    (readings, peakDb, index) => withReading(readings, { atMs: index * 500, peakDb }),
    [],
  );

describe('the verdict about a microphone', () => {
  it('is good as soon as speech was heard once', () => {
    expect(levelVerdict(heard(-18))).toBe('good');
    expect(levelVerdict(heard(-70, -70, -31, -70))).toBe('good');
  });

  it('is not spoken before there was time to speak', () => {
    expect(levelVerdict(heard(-100, -100, -100))).toBeNull();
    expect(levelVerdict([])).toBeNull();
  });

  it('tells silence from a voice that is too quiet', () => {
    expect(levelVerdict(heard(-100, -90, -80, -70, -56))).toBe('silent');
    expect(levelVerdict(heard(-100, -90, -80, -70, -40))).toBe('quiet');
  });

  it('is clipping as long as one cut-off peak is in the window, and not longer', () => {
    expect(levelVerdict(heard(-20, 0, -20))).toBe('clipping');
    expect(levelVerdict(heard(0, -20, -20, -20, -20, -20, -20, -20))).toBe('clipping');
    expect(levelVerdict(heard(0, -20, -20, -20, -20, -20, -20, -20, -20))).toBe('good');
  });
});
