import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ItemId } from '../../shared/ids.ts';
import type { ShopEvent, ShopReply } from '../../shared/protocol/embed.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { assert } from '../../shared/invariant.ts';
import { ShopCart } from './shop-cart.svelte.ts';

const open = () => {
  const told: ShopEvent[] = [];
  const shop: { reply: ShopReply | AppError; during: () => void } = { reply: true, during: () => undefined };
  const cart = new ShopCart({
    tell: (event) => {
      told.push(event);
      shop.during();
      return shop.reply instanceof AppError ? Promise.reject(shop.reply) : Promise.resolve(shop.reply);
    },
  });
  return { cart, told, shop };
};

const anItem = () => {
  const show = ScriptedShow.in('live');
  const itemId = show.addItem({ link: 'https://shop.example/tea' });
  const item = show.state.items[itemId];
  assert(item, 'it is on the shelf');
  return item;
};

describe('the cart of the shop around the page', () => {
  it('is there when the shop says so, and is asked for', async () => {
    const { cart, told } = open();
    expect(await cart.greet('spring-teas', 'Spring teas')).toBe(true);
    expect(told).toEqual([
      { eventName: 'READY', data: { address: 'spring-teas', title: 'Spring teas' } },
      { eventName: 'SYNC_CART_STATE', data: {} },
    ]);
  });

  it('is not there when the shop says nothing', async () => {
    const { cart, told, shop } = open();
    shop.reply = new AppError('net.timeout');
    expect(await cart.greet('spring-teas', 'Spring teas')).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('takes a product, counts it, and takes it out again', async () => {
    const { cart, told } = open();
    const item = anItem();
    await cart.add(item);
    await cart.add(item);
    const product = { name: 'Longjing tea', price: '39.90', currency: 'CNY', link: 'https://shop.example/tea' };
    expect(told[0]).toEqual({ eventName: 'ADD_TO_CART', data: { sku: item.id, quantity: 1, product } });
    expect([cart.count, cart.quantityOf(item.id), cart.asked(item.id).state]).toEqual([2, 2, 'added']);
    await cart.setQuantity(item.id, 0);
    expect(told[2]).toEqual({
      eventName: 'UPDATE_ITEM_IN_CART',
      data: { sku: item.id, previousQuantity: 2, quantity: 0 },
    });
    expect(cart.count).toBe(0);
  });

  it('says why the shop does not take it', async () => {
    const { cart, shop } = open();
    const item = anItem();
    shop.reply = { success: false, reason: 'out-of-stock', message: null };
    await cart.add(item);
    expect(cart.asked(item.id)).toEqual({ state: 'refused', reason: 'out-of-stock', message: null });
    shop.reply = new AppError('net.timeout');
    await cart.add(item);
    expect(cart.asked(item.id)).toEqual({ state: 'silent' });
    expect(cart.count).toBe(0);
  });

  it('believes what the shop says is in it', async () => {
    const { cart, shop } = open();
    const item = anItem();
    const other = v.parse(ItemId, 'other');
    shop.during = () =>
      cart.handleCart([
        { sku: item.id, quantity: 5 },
        { sku: other, quantity: 0 },
      ]);
    await cart.add(item);
    expect([cart.count, cart.quantityOf(item.id)]).toEqual([5, 5]);
  });

  it('leads to the shop’s checkout', async () => {
    const { cart, told, shop } = open();
    await cart.checkout();
    expect(told).toEqual([{ eventName: 'CHECKOUT', data: {} }]);
    expect(cart.checkoutAsk.state).toBe('added');
    shop.reply = { success: false, reason: 'custom-error', message: 'Closed' };
    await cart.checkout();
    expect(cart.checkoutAsk).toEqual({ state: 'refused', reason: 'custom-error', message: 'Closed' });
  });
});
