import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Currency } from '../../../shared/money.ts';
import type { ItemFacts } from '../../../shared/show/item.ts';
import { emptyItemForm, itemFormOf, readItemForm, type ItemForm } from './item-form.ts';

const cny = v.parse(Currency, 'CNY');
const jpy = v.parse(Currency, 'JPY');
const kwd = v.parse(Currency, 'KWD');

const honey: ItemFacts = {
  name: 'Wildflower honey',
  priceMinor: 3_990,
  formerPriceMinor: 5_200,
  currency: cny,
  stock: 23,
  link: 'https://shop.example/honey',
  pictureId: null,
  sku: null,
  limitPerBuyer: null,
};
const typed = (over: Partial<ItemForm>): ItemForm => ({ ...itemFormOf(honey), ...over });
const faultsOf = (over: Partial<ItemForm>): object => {
  const read = readItemForm(typed(over));
  return read.ok ? {} : read.error;
};

describe('the form of a product', () => {
  it.each([honey, { ...honey, priceMinor: 5, formerPriceMinor: null, stock: null, link: null, sku: 'H-500' }])(
    'reads back the facts that it was filled with',
    (facts) => {
      expect(readItemForm(itemFormOf(facts))).toEqual({ ok: true, value: facts });
    },
  );

  it('keeps as many decimals as the currency has', () => {
    expect(itemFormOf({ ...honey, currency: jpy, priceMinor: 1_290 }).price).toBe('1290');
    expect(itemFormOf({ ...honey, currency: kwd, priceMinor: 500 }).price).toBe('0.500');
  });

  it('asks for a name and a price and for nothing else', () => {
    expect(readItemForm(emptyItemForm(cny))).toEqual({ ok: false, error: { name: 'missing', price: 'missing' } });
    const least = readItemForm({ ...emptyItemForm(cny), name: '  Tea ', price: '88' });
    expect(least.ok && least.value).toMatchObject({ name: 'Tea', priceMinor: 8_800, stock: null, link: null });
  });

  it('takes a name that looks empty for none', () => {
    expect(faultsOf({ name: '\u200b\u3164' })).toEqual({ name: 'missing' });
  });

  it('never guesses a price', () => {
    expect(faultsOf({ price: 'about 40' })).toEqual({ price: 'unreadable' });
    expect(faultsOf({ currency: jpy, price: '12.5', formerPrice: '' })).toEqual({ price: 'unreadable' });
    expect(faultsOf({ formerPrice: '5o' })).toEqual({ formerPrice: 'unreadable' });
  });

  it('takes a limit of one or more units for a buyer, or none', () => {
    const read = readItemForm(typed({ limitPerBuyer: 2 }));
    expect(read.ok && read.value.limitPerBuyer).toBe(2);
    expect(faultsOf({ limitPerBuyer: null })).toEqual({});
    for (const limitPerBuyer of [0, 1.5, 1_001])
      expect(faultsOf({ limitPerBuyer })).toEqual({ limitPerBuyer: 'unreadable' });
  });

  it('wants a former price above the price', () => {
    expect(faultsOf({ formerPrice: '39.90' })).toEqual({ formerPrice: 'not-higher' });
    expect(faultsOf({ formerPrice: '39.91' })).toEqual({});
  });

  it('takes whole stocks only', () => {
    expect(faultsOf({ stock: 1.5 })).toEqual({ stock: 'unreadable' });
    expect(faultsOf({ stock: -1 })).toEqual({ stock: 'unreadable' });
    expect(faultsOf({ stock: 0 })).toEqual({});
  });

  it('completes a web address and refuses other ones', () => {
    const read = readItemForm(typed({ link: ' shop.example/tea ' }));
    expect(read.ok && read.value.link).toBe('https://shop.example/tea');
    expect(faultsOf({ link: 'http://shop.example/tea' })).toEqual({});
    expect(faultsOf({ link: 'javascript:alert(1)' })).toEqual({ link: 'unreadable' });
    expect(faultsOf({ link: 'two words' })).toEqual({ link: 'unreadable' });
  });

  it('takes the shop’s number for it without blanks around it, or none', () => {
    const skuOf = (sku: string) => {
      const read = readItemForm(typed({ sku }));
      return read.ok ? read.value.sku : 'a fault';
    };
    expect([' T-01 ', '  ', ''].map(skuOf)).toEqual(['T-01', null, null]);
  });

  it('allots no more units to a show than the catalog has', () => {
    const faults = (stock: number | null, mostUnits: number | null) => {
      const read = readItemForm(typed({ stock }), mostUnits);
      return read.ok ? {} : read.error;
    };
    expect(faults(7, 7)).toEqual({});
    expect(faults(0, 0)).toEqual({});
    expect(faults(8, 7)).toEqual({ stock: 'too-many' });
    expect(faults(null, 7)).toEqual({ stock: 'too-many' });
    expect(faults(-1, 7)).toEqual({ stock: 'unreadable' });
    expect(faults(null, null)).toEqual({});
  });
});
