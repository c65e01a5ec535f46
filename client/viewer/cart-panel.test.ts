import { cleanup, render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import type { ShopReply } from '../../shared/protocol/embed.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { Locale, setLocale } from '../platform/locale.svelte.ts';
import { ShopCart } from '../state/shop-cart.svelte.ts';
import { settle } from '../state/testing/settle.ts';
import CartPanel from './CartPanel.svelte';

afterEach(cleanup);

const nothing = () => undefined;
const english = { saved: () => 'en', preferred: () => [], save: nothing, show: nothing };
const InEnglish: Component<{ item: ShelfItem; cart: ShopCart }> = (...component) => {
  setLocale(new Locale(english));
  return CartPanel(...component);
};

it('says that the shop is asked while it takes its time', async () => {
  const show = ScriptedShow.in('live');
  const itemId = show.addItem();
  const item = show.state.items[itemId];
  assert(item, 'it is on the shelf');
  const replies: ((reply: ShopReply) => void)[] = [];
  const cart = new ShopCart({ tell: () => new Promise((resolve) => replies.push(resolve)) });
  const { getByRole, getAllByRole } = render(InEnglish, { props: { item, cart }, context: new Map() });
  const status = () => getAllByRole('status')[0]?.textContent.trim();

  getByRole('button', { name: /^Add to cart/ }).click();
  await settle();
  expect(status()).toBe('Asking the shop…');
  replies[0]?.(true);
  await settle();
  expect(status()).toBe('It is in your cart.');

  getByRole('button', { name: 'One more' }).click();
  await settle();
  expect(status()).toBe('Asking the shop…');
  replies[1]?.({ success: false, reason: 'out-of-stock', message: null });
  await settle();
  expect(status()).toBe('The shop has none left.');
});
