import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { CartLine } from '../../shared/protocol/embed.ts';
import { seededRandom } from '../../shared/random.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { ShopFrame } from './shop-frame.ts';

const SHOP = 'https://shop.example';
const OTHER = 'https://other.example';

type Said = { readonly id: string; readonly eventName: string };

const open = (origins: readonly string[] = [SHOP, OTHER]) => {
  const said: { message: Said; to: string }[] = [];
  const carts: (readonly CartLine[])[] = [];
  let hellos = 0;
  const shop = { postMessage: (message: unknown, to: string) => void said.push({ message: message as Said, to }) };
  let hear: (message: { origin: string; source: unknown; data: unknown }) => void = () => undefined;
  const clock = fakeClock();
  const frame = new ShopFrame({
    shop,
    origins,
    listen: (heard) => {
      hear = heard;
      return { close: () => (hear = () => undefined) };
    },
    onCart: (lines) => carts.push(lines),
    onHello: () => (hellos += 1),
    clock,
    random: seededRandom(7),
  });
  const answer = (reply: unknown, from: { origin?: string; source?: unknown; data?: unknown } = {}) =>
    hear({ origin: SHOP, source: shop, data: { target: 'tally-reply', id: said.at(-1)?.message.id, reply }, ...from });
  return {
    frame,
    said,
    carts,
    hellos: () => hellos,
    shop,
    clock,
    answer,
    say: (data: unknown) => hear({ origin: SHOP, source: shop, data }),
  };
};

const CHECKOUT = { eventName: 'CHECKOUT', data: {} } as const;

describe('the line to the shop around the page', () => {
  it('speaks to every origin that may be there until one has answered, then to that one alone', async () => {
    const { frame, said, answer } = open();
    const first = frame.tell(CHECKOUT);
    expect(said.map(({ to }) => to)).toEqual([SHOP, OTHER]);
    expect(said[0]?.message).toMatchObject({ source: 'tally', eventName: 'CHECKOUT' });
    answer(true);
    expect(await first).toBe(true);
    const second = frame.tell(CHECKOUT);
    expect(said.slice(2).map(({ to }) => to)).toEqual([SHOP]);
    answer({ success: false, reason: 'out-of-stock' }, { origin: OTHER });
    answer({ success: false, reason: 'custom-error', message: 'Closed on Sundays' });
    expect(await second).toEqual({ success: false, reason: 'custom-error', message: 'Closed on Sundays' });
  });

  it('hears nobody else, and nothing of another shape', async () => {
    const { frame, carts, clock, answer, say } = open();
    const told = frame.tell(CHECKOUT).catch((error: unknown) => error);
    answer(true, { origin: 'https://mallory.example' });
    answer(true, { source: { postMessage: () => undefined } });
    answer('yes');
    answer({ success: false, reason: 'no' });
    say('webpack');
    say({ target: 'tally-cart', eventName: 'UPDATE_CART', data: { items: [{ itemId: 'a b', quantity: 1 }] } });
    say({ target: 'tally-cart', eventName: 'UPDATE_CART', data: { items: [{ sku: 'a', quantity: -1 }] } });
    await clock.advance(4_999);
    expect(carts).toEqual([]);
    await clock.advance(1);
    const failure = await told;
    expect(failure instanceof AppError && failure.code).toBe('net.timeout');
  });

  it('hears a shop that came later, and no hello of another page', () => {
    const { hellos, say, answer } = open();
    say({ target: 'tally-hello' });
    expect(hellos()).toBe(1);
    answer(true, { data: { target: 'tally-hello' }, origin: 'https://mallory.example' });
    answer(true, { data: { target: 'tally-hello' }, source: null });
    expect(hellos()).toBe(1);
  });

  it('hears what is in the cart, until it is closed', async () => {
    const { frame, carts, say } = open();
    const cart = {
      target: 'tally-cart',
      eventName: 'UPDATE_CART',
      data: { items: [{ itemId: 'item1', quantity: 2 }] },
    };
    say(cart);
    expect(carts).toEqual([[{ itemId: 'item1', quantity: 2 }]]);
    say({ ...cart, data: { items: [{ sku: 'T 01', quantity: 1 }] } });
    expect(carts[1]).toEqual([{ sku: 'T 01', quantity: 1 }]);
    const told = frame.tell(CHECKOUT).catch(() => 'ended');
    frame.close();
    say(cart);
    expect(carts).toHaveLength(2);
    expect(await told).toBe('ended');
  });
});
