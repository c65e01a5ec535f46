import { describe, expect, it } from 'vitest';
import { flipDelays, type Flip } from './flips.ts';

const on = (atMs: number): Flip => ({ atMs, state: 'on' });
const off = (atMs: number): Flip => ({ atMs, state: 'off' });

describe('flipDelays', () => {
  it('is the time from each flip to its first sight', () => {
    const seen = [off(900), off(1_030), on(1_080), on(1_110), off(1_590), on(2_140)];
    expect(flipDelays([on(1_000), off(1_500), on(2_000)], seen)).toEqual([80, 90, 140]);
  });

  it('leaves out what nobody saw, and what was made before somebody looked', () => {
    expect(flipDelays([on(1_000), off(1_500)], [off(900), off(1_400)])).toEqual([]);
    expect(flipDelays([on(1_000)], [on(1_050)])).toEqual([]);
  });

  it('never takes a later flip’s sight for an earlier one’s', () => {
    expect(flipDelays([on(1_000), off(1_500), on(2_000)], [off(900), on(2_100)])).toEqual([100]);
  });
});
