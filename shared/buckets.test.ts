import { describe, expect, it } from 'vitest';
import { getFrom, valuesOf, withKey, type Buckets } from './buckets.ts';

const filled = (count: number): Buckets<number> => {
  let buckets: Buckets<number> = [];
  for (let index = 0; index < count; index += 1) buckets = withKey(buckets, `key${index}`, index);
  return buckets;
};

describe('a map in buckets', () => {
  it('finds what was put in, and nothing else', () => {
    const buckets = filled(2_000);
    expect([getFrom(buckets, 'key0'), getFrom(buckets, 'key1999')]).toEqual([0, 1_999]);
    expect([getFrom(buckets, 'key2000'), getFrom(buckets, 'constructor'), getFrom([], 'key0')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(valuesOf(buckets)).toHaveLength(2_000);
  });

  it('leaves the former one as it was', () => {
    const before = filled(3);
    const copy = structuredClone(before);
    expect(getFrom(withKey(before, 'key1', 7), 'key1')).toBe(7);
    expect(before).toEqual(copy);
  });

  it('spreads ids evenly: no bucket holds many times its share', () => {
    const sizes = filled(10_240).map((bucket) => Object.keys(bucket).length);
    expect(sizes).toHaveLength(256);
    expect(Math.max(...sizes)).toBeLessThan(100);
  });

  it('survives JSON', () => {
    const buckets = filled(10);
    expect(JSON.parse(JSON.stringify(buckets))).toEqual(buckets);
  });
});
