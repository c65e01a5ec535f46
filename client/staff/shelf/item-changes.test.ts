import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ItemId } from '../../../shared/ids.ts';
import { Currency } from '../../../shared/money.ts';
import { factsOf, type ItemFacts } from '../../../shared/show/item.ts';
import { stepStock } from './item-changes.ts';

const facts: ItemFacts = {
  name: 'Tea',
  priceMinor: 100,
  formerPriceMinor: null,
  currency: v.parse(Currency, 'CNY'),
  stock: 2,
  link: null,
  pictureId: null,
  sku: null,
  limitPerBuyer: null,
};

describe('changes of the shelf', () => {
  it('say nothing about what the show counted', () => {
    expect(
      factsOf({
        id: v.parse(ItemId, 'tea'),
        ...facts,
        seller: null,
        visibility: 'listed',
        timesExplained: 3,
        held: 1,
        sold: 1,
        given: 1,
      }),
    ).toEqual(facts);
  });

  it('can be made to a product whose name nobody could give it any more', () => {
    const nameless = { ...facts, name: '\u200b' };
    expect(
      factsOf({
        id: v.parse(ItemId, 'tea'),
        ...nameless,
        seller: null,
        visibility: 'listed',
        timesExplained: 0,
        held: 0,
        sold: 0,
        given: 0,
      }),
    ).toEqual(nameless);
  });

  it('step a counted stock within its limits only', () => {
    expect([stepStock(2, 1), stepStock(2, -1), stepStock(0, -1)]).toEqual([3, 1, 0]);
    expect([stepStock(1_000_000, 1), stepStock(null, -1)]).toEqual([1_000_000, null]);
  });
});
