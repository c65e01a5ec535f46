import * as v from 'valibot';
import { expect, it } from 'vitest';
import { HoldId, SellerId, ShowAddress } from '../../shared/ids.ts';
import { cartPermalink, shopVariantOf } from './cart-permalink.ts';

const hold = { holdId: v.parse(HoldId, 'hold1'), quantity: 2, seller: null };
const address = v.parse(ShowAddress, 'spring-teas');

it.each([
  ['https://tea.example/products/oolong?variant=4000123', { id: '4000123', discount: null }],
  ['https://tea.example/products/oolong?x=1&variant=7&discount=LIVE10#top', { id: '7', discount: 'LIVE10' }],
  ['https://tea.example/products/oolong', null],
  ['https://tea.example/products/oolong?variant=', null],
  ['https://tea.example/products/oolong?variant=4,5:9', null],
  ['https://tea.example/products/oolong?variant=../../admin', null],
])('%s names the variant %o', (link, variant) => {
  expect(shopVariantOf(link)).toEqual(variant);
});

it('is a cart with what is reserved, its code, and where it comes from', () => {
  const url = new URL(cartPermalink({ shop: 'tea-house', variant: { id: '7', discount: 'LIVE 10' }, address, hold }));
  expect(url.origin + url.pathname).toBe('https://tea-house.myshopify.com/cart/7:2');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    discount: 'LIVE 10',
    'attributes[show]': 'spring-teas',
    'attributes[reservation]': 'hold1',
    ref: 'tally',
    utm_source: 'tally',
    utm_medium: 'live',
    utm_campaign: 'spring-teas',
  });
});

it('says whose product it is, where that is not the channel’s', () => {
  const seller = { id: v.parse(SellerId, 'ann'), name: 'Ann & Co' };
  const variant = { id: '7', discount: null };
  const url = cartPermalink({ shop: 'tea-house', variant, address, hold: { ...hold, seller } });
  expect(new URL(url).searchParams.get('attributes[seller]')).toBe('Ann & Co');
});

it('has no code where the link has none', () => {
  const url = cartPermalink({ shop: 'tea-house', variant: { id: '7', discount: null }, address, hold });
  expect(url).not.toContain('discount');
});
