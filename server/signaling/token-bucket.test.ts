import { describe, expect, it } from 'vitest';
import { fullBucket, isFull, takeToken, type TokenBucket } from './token-bucket.ts';

const RATE = { perSecond: 2, burst: 3 };

const takeAll = (bucket: TokenBucket | null, times: number, atMs: number): TokenBucket | null => {
  let left = bucket;
  for (let count = 0; count < times && left; count += 1) left = takeToken(left, RATE, atMs);
  return left;
};

describe('a token bucket', () => {
  it('allows its burst and no more', () => {
    expect(takeAll(fullBucket(RATE, 0), 3, 0)).not.toBeNull();
    expect(takeAll(fullBucket(RATE, 0), 4, 0)).toBeNull();
  });

  it('refills at its rate', () => {
    const empty = takeAll(fullBucket(RATE, 0), 3, 0);
    expect(empty && takeToken(empty, RATE, 499)).toBeNull();
    expect(empty && takeToken(empty, RATE, 500)).not.toBeNull();
  });

  it('never holds more than its burst', () => {
    expect(takeAll(fullBucket(RATE, 0), 4, 60_000)).toBeNull();
  });

  it('gives nothing for a clock that jumps back', () => {
    const empty = takeAll(fullBucket(RATE, 10_000), 3, 10_000);
    expect(empty && takeToken(empty, RATE, 0)).toBeNull();
  });

  it('is full again after its burst was refilled', () => {
    const empty = takeAll(fullBucket(RATE, 0), 3, 0);
    expect(empty && isFull(empty, RATE, 1_499)).toBe(false);
    expect(empty && isFull(empty, RATE, 1_500)).toBe(true);
  });
});
