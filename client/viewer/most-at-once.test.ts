import { describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { mostAtOnce } from './most-at-once.ts';

const anItem = (changes: Partial<ShelfItem>): ShelfItem => {
  const show = ScriptedShow.in('live');
  const itemId = show.addItem();
  const item = show.state.items[itemId];
  assert(item, 'it is on the shelf');
  return { ...item, ...changes };
};

describe('how many one wish can ask for', () => {
  it.each([
    [{ stock: null }, null, { count: 20, by: 'wish' }],
    [{ stock: 500, limitPerBuyer: 100 }, null, { count: 20, by: 'wish' }],
    [{ stock: 10, limitPerBuyer: 3 }, null, { count: 3, by: 'limit' }],
    [{ stock: 10, limitPerBuyer: 3 }, { limitPerBuyer: 2 }, { count: 2, by: 'limit' }],
    [{ stock: 10, sold: 4, held: 1 }, null, { count: 5, by: 'left' }],
    [{ stock: 3, limitPerBuyer: 3 }, null, { count: 3, by: 'limit' }],
    [{ stock: 4, sold: 1, held: 3 }, null, { count: 3, by: 'returning' }],
    [{ stock: 2, sold: 2 }, null, { count: 1, by: 'left' }],
  ] as const)('of %o with the sale %o is %o', (changes, flash, most) => {
    expect(mostAtOnce(anItem(changes), flash)).toEqual(most);
  });
});
