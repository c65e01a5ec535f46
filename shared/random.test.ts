import { describe, expect, it } from 'vitest';
import { makeIdText, seededRandom } from './random.ts';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const take = (seed: number): number[] => {
      const random = seededRandom(seed);
      return [random(), random(), random()];
    };
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
  });

  it('is uniform in [0, 1) (seed 4)', () => {
    const random = seededRandom(4);
    const bins = Array.from({ length: 10 }, () => 0);
    for (let run = 0; run < 100_000; run += 1) {
      const value = random();
      expect(value >= 0 && value < 1).toBe(true);
      const bin = Math.floor(value * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    expect(bins.every((count) => count > 9_500 && count < 10_500)).toBe(true);
  });
});

describe('makeIdText', () => {
  it('spans the whole alphabet', () => {
    expect(makeIdText(() => 0)).toBe('0'.repeat(20));
    expect(makeIdText(() => 1 - Number.EPSILON)).toBe('z'.repeat(20));
  });
});
