import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { HoldId, type ItemId } from '../../shared/ids.ts';
import { Currency } from '../../shared/money.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import { Buyers } from '../till/buyers.ts';
import type { ScriptedPage } from './scripted-page.ts';
import { asCrew, asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ limits: { stockEveryMs: 20 } });
});
afterAll(() => server.close());

const facts = someFacts({ stock: 1 });
const COST = { amountMinor: facts.priceMinor, currency: facts.currency };
let intents = 0;

const aCookie = (): string => new Buyers('http').welcome(undefined)?.split(';')[0] ?? '';

/** A live show with one product of which there is one piece, and a way to come and buy it. */
const aShop = async () => {
  const show = await server.aShow();
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  await show.actor.submit({ type: 'show.start' }, HOST);
  const { itemId } = await host.call('shelf.add', { facts, visibility: 'listed' });
  const visit = async (cookie = aCookie()) => {
    const page = await server.connect({ cookie });
    await page.open(asViewer(show.actor));
    return page;
  };
  return { ...show, host, itemId, visit };
};

const aWish = (itemId: ItemId): MethodParams<'hold.request'> => {
  intents += 1;
  const { priceMinor, currency } = facts;
  return { intent: `intent-${intents}`, itemId, quantity: 1, seen: { priceMinor, currency } };
};

const holdOf = async (page: ScriptedPage, itemId: ItemId) => {
  const verdict = await page.call('hold.request', aWish(itemId));
  assert(verdict.kind === 'hold', 'there was something to hold');
  return verdict.hold;
};

describe('a viewer who buys', () => {
  it('reserves nothing that there is no way to pay for', async () => {
    const shopify = await openServer({
      checkout: { standard: { kind: 'shopify', shop: 'pots-and-pans' }, channels: new Map(), stripe: null },
    });
    const { actor } = await shopify.aShow();
    const link = 'https://pots.example/products/wok?variant=7';
    await actor.submit({ type: 'shelf.add', facts, visibility: 'listed' }, HOST);
    await actor.submit({ type: 'shelf.add', facts: { ...facts, link }, visibility: 'listed' }, HOST);
    await actor.submit({ type: 'show.start' }, HOST);
    const page = await shopify.connect({ cookie: aCookie() });
    await page.open(asViewer(actor));
    const [without, linked] = actor.state.itemIds;
    assert(without && linked, 'there are two products');
    expect(await page.refusal('hold.request', aWish(without))).toBe('checkout.not-set-up');
    const wish = aWish(linked);
    const verdict = await page.call('hold.request', wish);
    expect(verdict).toMatchObject({ kind: 'hold' });
    // What was promised stays so, whatever the host makes of the product.
    await actor.submit({ type: 'shelf.change', itemId: linked, facts }, HOST);
    expect(await page.call('hold.request', wish)).toEqual(verdict);
    expect(await page.refusal('hold.request', aWish(linked))).toBe('checkout.not-set-up');
    await shopify.close();
  });

  it('has a verdict, the same in every page of their browser, and others wait', async () => {
    const { itemId, visit } = await aShop();
    const cookie = aCookie();
    const [first, second, other] = [await visit(cookie), await visit(cookie), await visit()];
    const wish = aWish(itemId);
    const [one, two] = await Promise.all([first.call('hold.request', wish), second.call('hold.request', wish)]);
    expect(one).toMatchObject({ kind: 'hold', hold: { itemId, life: { state: 'held', extension: 'unused' } } });
    expect(two).toEqual(one);
    expect(await other.call('hold.request', aWish(itemId))).toMatchObject({ hold: { life: { state: 'waiting' } } });
    expect(await second.tick('holds.changed', 2)).toMatchObject({ holds: [{ life: { state: 'held' } }] });
    expect(JSON.stringify(first.frames)).not.toContain('buyerId');
  });

  it('is told of their own holds only, also when they come back', async () => {
    const { actor, itemId, visit } = await aShop();
    const cookie = aCookie();
    const ann = await visit(cookie);
    const bo = await visit();
    const { holdId } = await holdOf(ann, itemId);
    await actor.submit({ type: 'order.pay', holdId, paymentId: 'p1', paid: COST }, SYSTEM);
    const again = await visit(cookie);
    expect(await again.tick('holds.changed')).toMatchObject({ holds: [{ holdId, life: { state: 'paid' } }] });
    expect(bo.newestTick('holds.changed')).toEqual({ holds: [] });
    expect(bo.events.filter((type) => /^(hold|order)/.test(type))).toEqual([]);
  });

  it('cannot let go what others hold', async () => {
    const { itemId, visit } = await aShop();
    const [ann, bo] = [await visit(), await visit()];
    const { holdId } = await holdOf(ann, itemId);
    expect(await bo.refusal('hold.cancel', { holdId })).toBe('hold.not-found');
    expect(await bo.refusal('hold.extend', { holdId })).toBe('hold.not-found');
    expect(await ann.refusal('hold.extend', { holdId })).toBe('succeeded');
    expect(await ann.refusal('hold.cancel', { holdId })).toBe('succeeded');
  });

  it('needs a browser that keeps a cookie, and the patience of a person', async () => {
    const { actor, itemId, visit } = await aShop();
    const nobody = await server.connect();
    await nobody.open(asViewer(actor));
    expect(await nobody.refusal('hold.request', aWish(itemId))).toBe('buyer.unknown');
    const ann = await visit();
    const answers = await Promise.all(Array.from({ length: 12 }, () => ann.refusal('hold.request', aWish(itemId))));
    expect(answers.filter((answer) => answer === 'request.too-many').length).toBeGreaterThan(0);
  });

  it.each([
    ['quantity', 0],
    ['quantity', -1],
    ['quantity', 1.5],
    ['quantity', 21],
    ['quantity', 2 ** 53],
    ['quantity', '1'],
    ['seen.priceMinor', -1],
    ['seen.priceMinor', 0.5],
    ['seen.priceMinor', 1e12 + 1],
    ['seen.priceMinor', 2 ** 63],
    ['seen.currency', 'cny'],
    ['seen.currency', 'CNY '],
    ['intent', 'short'],
    ['intent', '../../etc/passwd'],
  ])('cannot ask with a %s of %s', async (field, value) => {
    const { actor, itemId, visit } = await aShop();
    const ann = await visit();
    const { seen, ...wish } = aWish(itemId);
    const [outer = '', inner] = field.split('.');
    const wrong =
      inner === undefined ? { ...wish, seen, [outer]: value } : { ...wish, seen: { ...seen, [inner]: value } };
    expect(await ann.ask('hold.request', wrong)).toMatchObject({ code: 'request.malformed', field });
    expect(actor.state.items[itemId]).toMatchObject({ held: 0, sold: 0 });
  });

  it('gets nothing at a price of another currency, or of before it rose', async () => {
    const { host, itemId, visit } = await aShop();
    const ann = await visit();
    const EUR = v.parse(Currency, 'EUR');
    const inEuro = { ...aWish(itemId), seen: { priceMinor: facts.priceMinor, currency: EUR } };
    expect(await ann.call('hold.request', inEuro)).toEqual({ kind: 'rejected', reason: 'price-changed' });
    await host.call('shelf.change', { itemId, facts: { ...facts, priceMinor: facts.priceMinor + 1 } });
    expect(await ann.call('hold.request', aWish(itemId))).toEqual({ kind: 'rejected', reason: 'price-changed' });
  });

  it('is nobody of the studio', async () => {
    const { host, itemId } = await aShop();
    expect(await host.refusal('hold.request', aWish(itemId))).toBe('auth.forbidden');
  });
});

describe('what everybody knows of the till', () => {
  it('is how much is held and sold, in a few counts however many buy', async () => {
    const { host, actor, itemId, visit } = await aShop();
    await actor.submit({ type: 'shelf.change', itemId, facts: { ...facts, stock: 40 } }, HOST);
    const watcher = await visit();
    const buyers = await Promise.all(Array.from({ length: 20 }, () => visit()));
    await Promise.all(buyers.map((page) => page.call('hold.request', aWish(itemId))));
    const counted = [{ itemId, held: 20, sold: 0, given: 0, isAwaited: false }];
    for (const page of [watcher, host]) {
      await expect.poll(() => page.newestTick('stock.counted')).toEqual({ items: counted });
    }
    expect(watcher.ticks('stock.counted')).toBeLessThan(12);
    const late = await visit();
    expect(await late.tick('stock.counted')).toEqual({ items: counted });
  });

  it('is whether somebody waits: whoever has it reserved cannot keep it longer then', async () => {
    const { itemId, visit } = await aShop();
    const [ann, bo] = [await visit(), await visit()];
    await holdOf(ann, itemId);
    const line = await holdOf(bo, itemId);
    const counted = { itemId, held: 1, sold: 0, given: 0 };
    await expect.poll(() => ann.newestTick('stock.counted')?.items).toEqual([{ ...counted, isAwaited: true }]);
    await bo.call('hold.cancel', { holdId: line.holdId });
    await expect.poll(() => ann.newestTick('stock.counted')?.items).toEqual([{ ...counted, isAwaited: false }]);
  });

  it('names no buyer, not to the crew either', async () => {
    const { actor, host, itemId, visit } = await aShop();
    await holdOf(await visit(), itemId);
    const seat = server.aSeat(actor, { role: 'producer' });
    const producer = await server.connect({ cookie: seat.cookie });
    const opened = await producer.open(asCrew(actor));
    expect(opened.show).toMatchObject({ ledger: null, items: { [itemId]: { held: 1 } } });
    expect(host.events.filter((type) => /^(hold|order)/.test(type))).toEqual([]);
  });
});

describe('what is sold', () => {
  it('is told to who has the show in hand, order by order, and to no guest', async () => {
    const { actor, host, itemId, visit } = await aShop();
    const guest = await server.connect({ cookie: server.aSeat(actor).cookie });
    await guest.open(asCrew(actor));
    const { holdId } = await holdOf(await visit(), itemId);
    await actor.submit({ type: 'order.pay', holdId, paymentId: 'p1', paid: COST }, SYSTEM);
    const { priceMinor: confirmedMinor } = facts;
    await expect
      .poll(() => host.newestTick('sales.counted'))
      .toMatchObject({ orders: 1, reserved: 0, gmv: [{ confirmedMinor }] });
    const { orders } = await host.call('orders.list', {});
    expect(orders).toMatchObject([{ holdId, life: { state: 'paid' }, payKind: null, surplus: [] }]);
    expect(orders[0]?.buyer).toMatch(/^[\w-]{5}$/);
    expect(await guest.refusal('orders.list', {})).toBe('auth.forbidden');
    expect(guest.newestTick('sales.counted')).toBeNull();
    const producer = await server.connect({ cookie: server.aSeat(actor, { role: 'producer' }).cookie });
    await producer.open(asCrew(actor));
    expect(await producer.tick('sales.counted')).toMatchObject({ orders: 1 });
  });
});

describe('the staff', () => {
  it('takes a reservation back: its buyer is told, and whoever waits has it', async () => {
    const { host, itemId, visit } = await aShop();
    const [ann, bo] = [await visit(), await visit()];
    const { holdId } = await holdOf(ann, itemId);
    await holdOf(bo, itemId);
    expect(await host.refusal('orders.withdraw', { holdId })).toBe('succeeded');
    const withdrawn = [{ holdId, life: { state: 'cancelled', by: 'staff' } }];
    await expect.poll(() => ann.newestTick('holds.changed')).toMatchObject({ holds: withdrawn });
    await expect.poll(() => bo.newestTick('holds.changed')).toMatchObject({ holds: [{ life: { state: 'held' } }] });
    expect(await host.refusal('orders.withdraw', { holdId: v.parse(HoldId, 'none') })).toBe('hold.not-found');
  });

  it('says what a shop sold that tells us nothing, and gives the money back there', async () => {
    const { host, actor, visit } = await aShop();
    const link = 'https://shop.example/jam';
    const { itemId } = await host.call('shelf.add', { facts: { ...facts, link }, visibility: 'listed' });
    const ann = await visit();
    const { holdId } = await holdOf(ann, itemId);
    expect(await host.refusal('orders.settle', { holdId })).toBe('order.not-at-shop');
    expect(await ann.call('hold.startCheckout', { holdId })).toEqual({ url: link });
    expect((await host.call('orders.list', {})).orders).toMatchObject([{ holdId, payKind: 'link' }]);
    expect(await host.refusal('orders.settle', { holdId })).toBe('succeeded');
    expect(actor.state.items[itemId]).toMatchObject({ held: 0, sold: 1 });
    const refund = { holdId, paymentId: `shop_${holdId}` };
    expect(await host.refusal('orders.refund', { ...refund, way: 'ask' })).toBe('order.not-at-provider');
    expect(await host.call('orders.refund', { ...refund, way: 'mark' })).toEqual({ refund: 'done' });
    expect(actor.state.items[itemId]).toMatchObject({ held: 0, sold: 0 });
  });

  it('moves money only where they sell: a producer takes reservations back, and no more', async () => {
    const { actor, itemId, visit } = await aShop();
    const producer = await server.connect({ cookie: server.aSeat(actor, { role: 'producer' }).cookie });
    await producer.open(asCrew(actor));
    const { holdId } = await holdOf(await visit(), itemId);
    await actor.submit({ type: 'order.pay', holdId, paymentId: 'p1', paid: COST }, SYSTEM);
    for (const way of ['ask', 'mark'] as const) {
      expect(await producer.refusal('orders.refund', { holdId, paymentId: 'p1', way })).toBe('auth.forbidden');
    }
    expect(await producer.refusal('orders.settle', { holdId })).toBe('auth.forbidden');
    expect(await producer.refusal('orders.withdraw', { holdId })).toBe('hold.not-open');
  });
});

describe('a hold that has run out', () => {
  it('ends within a second, and who waits is told', async () => {
    const { actor, itemId, visit } = await aShop();
    const [ann, bo] = [await visit(), await visit()];
    const { holdId } = await holdOf(ann, itemId);
    await holdOf(bo, itemId);
    const [granted] = actor.since(actor.state.seq - 2) ?? [];
    assert(granted?.event.type === 'hold.granted' && granted.event.holdId === holdId, 'the hold is in the log');
    server.time.skipMs += granted.event.untilMs - granted.atMs;
    await expect
      .poll(() => bo.newestTick('holds.changed'), { timeout: 1_000 })
      .toMatchObject({ holds: [{ life: { state: 'held' } }] });
    expect(ann.newestTick('holds.changed')).toMatchObject({ holds: [{ life: { state: 'expired' } }] });
  });
});
