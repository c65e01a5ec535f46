import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
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

const anItem = (sku: string | null = null) => {
  const show = ScriptedShow.in('live');
  const itemId = show.addItem({ link: 'https://shop.example/tea', sku });
  const item = show.state.items[itemId];
  assert(item, 'it is on the shelf');
  return item;
};

describe('the cart of the shop around the page', () => {
  it('is there when the shop says so, and is asked for', async () => {
    const { cart, told } = open();
    await cart.greet('spring-teas', 'Spring teas');
    expect(cart.isThere).toBe(true);
    expect(told).toEqual([
      { eventName: 'READY', data: { address: 'spring-teas', title: 'Spring teas' } },
      { eventName: 'SYNC_CART_STATE', data: {} },
    ]);
  });

  it('is not there when the shop says nothing', async () => {
    const { cart, told, shop } = open();
    shop.reply = new AppError('net.timeout');
    await cart.greet('spring-teas', 'Spring teas');
    expect(cart.isThere).toBe(false);
    expect(told).toHaveLength(1);
  });

  it('is there once the shop hears, whenever its silence before is over', async () => {
    const answers: ((reply: ShopReply | AppError) => void)[] = [];
    const cart = new ShopCart({
      tell: () =>
        new Promise((resolve, reject) =>
          answers.push((reply) => (reply instanceof AppError ? reject(reply) : resolve(reply))),
        ),
    });
    const [unheard, heard] = [cart.greet('spring-teas', 'Spring teas'), cart.greet('spring-teas', 'Spring teas')];
    answers[1]?.(true);
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    answers[2]?.(true);
    await heard;
    answers[0]?.(new AppError('net.timeout'));
    await unheard;
    expect(cart.isThere).toBe(true);
    const refused = cart.greet('spring-teas', 'Spring teas');
    answers[3]?.({ success: false, reason: 'custom-error', message: null });
    await refused;
    expect(cart.isThere).toBe(false);
  });

  it('is told the shop’s own number, and knows products by it however it is written', async () => {
    const { cart, told } = open();
    const item = anItem('T-01');
    await cart.add(item);
    expect(told[0]).toMatchObject({ data: { itemId: item.id, sku: 'T-01' } });
    expect(cart.quantityOf(item)).toBe(1);
    cart.handleCart([{ sku: 't-01', quantity: 4 }]);
    expect(cart.quantityOf(item)).toBe(4);
    await cart.setQuantity(item, 5);
    expect(told[1]).toMatchObject({ data: { itemId: item.id, sku: 'T-01', previousQuantity: 4, quantity: 5 } });
    expect([cart.count, cart.quantityOf(item)]).toEqual([5, 5]);
    cart.handleCart([{ itemId: item.id, quantity: 2 }]);
    await cart.add(item);
    expect([cart.count, cart.quantityOf(item)]).toEqual([3, 3]);
  });

  it('takes a product, counts it, and takes it out again', async () => {
    const { cart, told } = open();
    const item = anItem();
    await cart.add(item);
    await cart.add(item);
    const product = { name: 'Longjing tea', price: '39.90', currency: 'CNY', link: 'https://shop.example/tea' };
    expect(told[0]).toEqual({ eventName: 'ADD_TO_CART', data: { itemId: item.id, sku: null, quantity: 1, product } });
    expect([cart.count, cart.quantityOf(item), cart.asked(item.id).state]).toEqual([2, 2, 'added']);
    await cart.setQuantity(item, 0);
    expect(told[2]).toEqual({
      eventName: 'UPDATE_ITEM_IN_CART',
      data: { itemId: item.id, sku: null, previousQuantity: 2, quantity: 0 },
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
        { itemId: item.id, quantity: 5 },
        { itemId: other, quantity: 0 },
      ]);
    await cart.add(item);
    expect([cart.count, cart.quantityOf(item)]).toEqual([5, 5]);
  });

  it('no longer says that the shop was silent at the checkout once it has answered something else', async () => {
    const { cart, shop } = open();
    shop.reply = new AppError('net.timeout');
    await cart.checkout();
    await cart.add(anItem('T-1'));
    expect(cart.checkoutAsk.state).toBe('silent');
    shop.reply = true;
    await cart.add(anItem('T-2'));
    expect(cart.checkoutAsk.state).toBe('idle');
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
