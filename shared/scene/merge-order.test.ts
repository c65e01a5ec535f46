import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random.ts';
import { mergeOrder } from './merge-order.ts';

describe('mergeOrder', () => {
  it('is the new list where nobody else changed it', () => {
    expect(mergeOrder(['a', 'b', 'c'], ['a', 'b', 'c'], ['c', 'a', 'd'])).toEqual(['c', 'a', 'd']);
  });

  it('keeps what others added, and adds behind the same neighbor', () => {
    expect(mergeOrder(['x', 'a', 'b', 'y'], ['a', 'b'], ['a', 'new', 'b'])).toEqual(['x', 'a', 'new', 'b', 'y']);
  });

  it('removes what was removed, and leaves away what others removed', () => {
    expect(mergeOrder(['a', 'c', 'd'], ['a', 'b', 'c'], ['b', 'c'])).toEqual(['c', 'd']);
  });

  it('takes a new order over, with what others added behind their neighbors', () => {
    expect(mergeOrder(['a', 'x', 'b', 'c'], ['a', 'b', 'c'], ['c', 'b', 'a'])).toEqual(['c', 'b', 'a', 'x']);
  });

  it('puts what has no neighbor left to the front', () => {
    expect(mergeOrder(['z'], ['a'], ['a', 'b'])).toEqual(['b', 'z']);
  });

  it('never doubles and never loses an item of anybody, for 300 seeded lists', () => {
    const random = seededRandom(7);
    const subset = (items: readonly string[]): string[] =>
      items.filter(() => random() < 0.7).toSorted(() => random() - 0.5);
    for (let round = 0; round < 300; round += 1) {
      const from = subset(['a', 'b', 'c', 'd', 'e']);
      const current = [...subset(from), ...subset(['x', 'y'])];
      const to = [...subset(from), ...subset(['p', 'q'])];
      const merged = mergeOrder(current, from, to);
      expect(new Set(merged).size).toBe(merged.length);
      const kept = from.filter((item) => current.includes(item) && to.includes(item));
      const added = [...current, ...to].filter((item) => !from.includes(item));
      expect(merged.toSorted()).toEqual([...new Set([...kept, ...added])].toSorted());
    }
  });
});
