import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bucketsOf, getFrom, valuesOf, withKey, withKeys, withoutKey, type Buckets } from './buckets.ts';

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

  it('takes many at once, new ones and others, and gives one back', () => {
    const before = filled(200);
    const copy = structuredClone(before);
    const after = withKeys(before, new Map(Array.from({ length: 300 }, (_, index) => [`key${index}`, -index])));
    expect(before).toEqual(copy);
    expect([...valuesOf(after)].toSorted((left, right) => right - left).map(Math.abs)).toEqual(
      Array.from({ length: 300 }, (_, index) => index),
    );
    const without = withoutKey(after, 'key7');
    expect([getFrom(without, 'key7'), getFrom(after, 'key7'), valuesOf(without).length]).toEqual([null, -7, 299]);
    expect(withoutKey([], 'key7')).toEqual([]);
  });

  it('spreads ids evenly: no leaf holds many times its share', () => {
    const sizes = filled(40_960).flatMap((leaves) => leaves.map((leaf) => leaf.length));
    expect(sizes).toHaveLength(4_096);
    expect(Math.max(...sizes)).toBeLessThan(40);
  });

  it('survives JSON', () => {
    const buckets = filled(10);
    const stored: unknown = JSON.parse(JSON.stringify(buckets));
    expect(v.parse(bucketsOf(v.number()), stored)).toEqual(buckets);
  });
});
