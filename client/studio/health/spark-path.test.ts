import { describe, expect, it } from 'vitest';
import { sparkPath, sparkTop } from './spark-path.ts';

const frame = { width: 100, height: 20, room: 5, top: 40 };

describe('a spark line', () => {
  it('has its newest value at the right edge and its top value at the upper one', () => {
    expect(sparkPath([0, 20, 40], frame)).toBe('M50 20L75 10L100 0');
  });

  it('leaves a gap where there was no value', () => {
    expect(sparkPath([10, null, 30, 40], frame)).toBe('M25 15M75 5L100 0');
    expect(sparkPath([null, null], frame)).toBe('');
  });

  it('holds no more values than it has room for, and none above its edge', () => {
    expect(sparkPath([9, 9, 0, 0, 0, 0, 80], frame)).toBe('M0 20L25 20L50 20L75 20L100 0');
  });

  it('has a round top that the highest value reaches, and a least one for quiet times', () => {
    expect([sparkTop([3, 31, null], 30), sparkTop([], 30), sparkTop([2_400_000], 1), sparkTop([0.2], 0.1)]).toEqual([
      30, 30, 5_000_000, 0.2,
    ]);
  });
});
