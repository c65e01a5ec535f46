import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PictureId, SellerId } from '../ids.ts';
import { Currency } from '../money.ts';
import type { ShelfItem } from '../show/item.ts';
import { cardOf, isSameCard } from './card.ts';
import { A_CARD, itemId } from './sample-documents.ts';

const honey: ShelfItem = {
  id: itemId('honey'),
  name: 'Wildflower honey 500 g',
  priceMinor: 3_990,
  formerPriceMinor: 5_200,
  currency: v.parse(Currency, 'CNY'),
  stock: 23,
  link: null,
  pictureId: v.parse(PictureId, 'pic'),
  timesExplained: 0,
  held: 0,
  sold: 0,
  given: 0,
  sku: null,
  limitPerBuyer: null,
  seller: null,
  visibility: 'listed',
};
const english = {
  locale: 'en',
  texts: {
    soldOut: 'Sold out',
    heldOut: 'All reserved',
    left: (count: number) => `${count} left`,
    soldBy: (name: string) => `Sold by ${name}`,
  },
};

describe('cardOf', () => {
  it('says name, prices, stock and picture in the host’s language', () => {
    expect(cardOf(honey, english)).toEqual({
      name: 'Wildflower honey 500 g',
      price: '¥39.90',
      formerPrice: '¥52.00',
      stockLine: '23 left',
      sellerLine: null,
      availability: 'available',
      pictureKey: 'pic',
    });
    const chinese = {
      locale: 'zh-CN',
      texts: {
        soldOut: '已售罄',
        heldOut: '已全部预留',
        left: (count: number) => `仅剩 ${count} 件`,
        soldBy: (name: string) => `${name}出售`,
      },
    };
    expect(cardOf({ ...honey, stock: 1 }, chinese).stockLine).toBe('仅剩 1 件');
  });

  it('says sold out at no stock, and nothing when the host does not count', () => {
    expect(cardOf({ ...honey, stock: 0 }, english)).toMatchObject({ stockLine: 'Sold out', availability: 'sold-out' });
    expect(cardOf({ ...honey, stock: null }, english)).toMatchObject({ stockLine: null, availability: 'available' });
  });

  it.each([null, 3_990, 1_000])('strikes nothing through when the former price is %s', (formerPriceMinor) => {
    expect(cardOf({ ...honey, formerPriceMinor }, english).formerPrice).toBeNull();
  });

  it('says who sells it, when that is not the channel', () => {
    const seller = { id: v.parse(SellerId, 'ann'), name: 'Ann' };
    expect(cardOf({ ...honey, seller }, english).sellerLine).toBe('Sold by Ann');
  });

  it('has no picture key without a picture', () => {
    expect(cardOf({ ...honey, pictureId: null }, english).pictureKey).toBeNull();
  });
});

describe('isSameCard', () => {
  it('is true of two cards that say the same', () => {
    expect(isSameCard(A_CARD, { ...A_CARD })).toBe(true);
  });

  it.each(Object.keys(A_CARD))('is false when the %s differs', (field) => {
    expect(isSameCard(A_CARD, { ...A_CARD, [field]: null })).toBe(false);
  });
});
