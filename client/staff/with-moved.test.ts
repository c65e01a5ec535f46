import { expect, it } from 'vitest';
import { withMoved } from './with-moved.ts';

it.each([
  ['a', 2, 'bcad'],
  ['d', 0, 'dabc'],
  ['b', 1, 'abcd'],
  ['x', 0, 'abcd'],
])('“%s” in place %i makes %s of abcd', (id, toIndex, order) => {
  const items = ['a', 'b', 'c', 'd'].map((each) => ({ id: each }));
  const moved = withMoved(items, id, toIndex);
  expect(moved.map((item) => item.id).join('')).toBe(order);
});
