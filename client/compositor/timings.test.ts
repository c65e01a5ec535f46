import { describe, expect, it } from 'vitest';
import { Timings } from './timings.ts';

describe('timings', () => {
  it('gives percentiles by nearest rank and begins anew', () => {
    const timings = new Timings();
    for (let value = 100; value >= 1; value -= 1) timings.add(value);
    expect(timings.take(0.5, 0.95, 1)).toEqual([50, 95, 100]);
    expect(timings.take(0.5)).toEqual([0]);
    timings.add(7);
    expect(timings.take(0, 0.5, 0.95)).toEqual([7, 7, 7]);
  });

  it('keeps the newest values when there are more than it holds', () => {
    const timings = new Timings();
    for (let value = 1; value <= 1_000; value += 1) timings.add(value);
    expect(timings.take(0)[0]).toBeGreaterThan(800);
  });
});
