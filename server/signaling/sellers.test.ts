import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { SellerId, type ItemId } from '../../shared/ids.ts';
import type { InviteWish } from '../../shared/protocol/invites.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import { Buyers } from '../till/buyers.ts';
import type { ScriptedPage } from './scripted-page.ts';
import { asCrew, asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ limits: { stockEveryMs: 20 } });
});
afterAll(() => server.close());

let intents = 0;
const facts = someFacts({ stock: 5 });
const { priceMinor, currency } = facts;

/** A live show of a host with tea, and a way to let sellers in, and viewers. */
const aMarket = async () => {
  const show = await server.aShow();
  const { actor } = show;
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(actor));
  await actor.submit({ type: 'show.start' }, HOST);
  const { itemId: tea } = await host.call('shelf.add', { facts, visibility: 'listed' });
  const seller = async (name: string, wish: Partial<InviteWish> = {}) => {
    const seat = server.aSeat(actor, { role: 'seller', name, ...wish });
    const page = await server.connect({ cookie: seat.cookie });
    await page.open(asCrew(actor));
    const { itemId } = await page.call('shelf.add', { facts: { ...facts, name }, visibility: 'hidden' });
    return { ...seat, page, itemId, sellerId: v.parse(SellerId, seat.inviteId) };
  };
  const viewer = await server.connect({ cookie: new Buyers('http').welcome(undefined)?.split(';')[0] ?? '' });
  await viewer.open(asViewer(actor));
  const buy = async (itemId: ItemId) => {
    intents += 1;
    const wish = { intent: `intent-${intents}`, itemId, quantity: 1, seen: { priceMinor, currency } };
    const verdict = await viewer.call('hold.request', wish);
    assert(verdict.kind === 'hold', 'there was something to hold');
    const { holdId } = verdict.hold;
    const paid = { amountMinor: priceMinor, currency };
    await actor.submit({ type: 'order.pay', holdId, paymentId: `p-${holdId}`, paid }, SYSTEM);
    return verdict.hold;
  };
  return { actor, host, tea, seller, viewer, buy };
};

const framesOf = (page: ScriptedPage): string => JSON.stringify(page.frames);

describe('a seller', () => {
  it('touches their own products, in their own show', async () => {
    const { actor, tea, seller } = await aMarket();
    const [ann, bo] = [await seller('Ann'), await seller('Bo')];
    expect(actor.state.items[ann.itemId]).toMatchObject({
      visibility: 'listed',
      seller: { id: ann.inviteId, name: 'Ann' },
    });
    await ann.page.call('shelf.change', { itemId: ann.itemId, facts: { ...facts, stock: 9 } });
    await ann.page.call('callout.open', { itemId: ann.itemId });
    for (const itemId of [tea, bo.itemId]) {
      for (const method of ['shelf.remove', 'shelf.unlist', 'callout.open', 'seller.ask'] as const)
        expect(await ann.page.refusal(method, { itemId }), method).toBe('auth.forbidden');
      expect(await ann.page.refusal('shelf.change', { itemId, facts })).toBe('auth.forbidden');
    }
    const elsewhere = await aMarket();
    const carl = await elsewhere.seller('Carl');
    // Who watches is counted meanwhile.
    const sold = () => [actor.state.items, actor.state.callout, actor.state.crew?.asks];
    const before = sold();
    for (const method of ['shelf.remove', 'shelf.list', 'callout.open', 'seller.ask'] as const)
      expect(await carl.page.refusal(method, { itemId: ann.itemId }), method).toBe('shelf.item-not-found');
    expect(await elsewhere.host.refusal('seller.answer', { ...ann, answer: 'approved' })).toBe('seller.no-ask');
    expect(sold()).toEqual(before);
  });

  it('brings several products at once, and viewers see under whose name', async () => {
    const { actor, seller, viewer } = await aMarket();
    const { page, sellerId } = await seller('Ann');
    const items = ['Jam', 'Jelly'].map((name) => ({ facts: { ...facts, name }, visibility: 'listed' as const }));
    await page.call('shelf.addAll', { items });
    const added = Object.values(actor.state.items).filter(({ name }) => name.startsWith('J'));
    expect(added.map(({ name, seller: by }) => [name, by])).toEqual([
      ['Jam', { id: sellerId, name: 'Ann' }],
      ['Jelly', { id: sellerId, name: 'Ann' }],
    ]);
    await expect.poll(() => framesOf(viewer)).toContain('"name":"Jelly"');
    const [jam] = items;
    assert(jam, 'there is one');
    expect(await page.refusal('shelf.addAll', { items: Array.from({ length: 48 }, () => jam) })).toBe('shelf.full');
    expect(await page.refusal('shelf.addAll', { items: Array.from({ length: 51 }, () => jam) })).toBe(
      'request.malformed',
    );
    expect(Object.keys(actor.state.items).length).toBe(4);
  });

  it('asks before they explain where the link says so, and the host answers', async () => {
    const { actor, host, seller, viewer } = await aMarket();
    const { page, itemId, sellerId } = await seller('Ann', { explaining: 'asks-first' });
    expect(await page.refusal('callout.open', { itemId })).toBe('seller.asks-first');
    await page.call('seller.ask', { itemId });
    expect(await host.event('seller.asked')).toMatchObject({ event: { sellerId, name: 'Ann', itemId } });
    expect(await page.refusal('seller.answer', { sellerId, itemId, answer: 'approved' })).toBe('auth.forbidden');
    await host.call('seller.answer', { sellerId, itemId, answer: 'approved' });
    expect(await viewer.event('callout.opened')).toMatchObject({ event: { itemId } });
    expect(actor.state.callout?.itemId).toBe(itemId);
    expect(framesOf(viewer)).not.toContain('seller.asked');
  });

  it('sees their own orders alone, and nothing of who bought', async () => {
    const { host, tea, seller, buy } = await aMarket();
    const [ann, bo] = [await seller('Ann'), await seller('Bo')];
    await buy(tea);
    const sold = await buy(ann.itemId);
    expect(sold.seller).toEqual({ id: ann.inviteId, name: 'Ann' });
    await expect.poll(() => ann.page.newestTick('sales.counted')?.orders).toBe(1);
    expect(bo.page.newestTick('sales.counted')?.orders).toBe(0);
    const { orders } = await ann.page.call('orders.list', {});
    expect(orders).toMatchObject([{ holdId: sold.holdId, buyer: null, life: { state: 'paid' } }]);
    expect(await bo.page.call('orders.list', {})).toEqual({ orders: [] });
    const all = await host.call('orders.list', {});
    expect(all.orders.map(({ seller: by }) => by?.name ?? null).toSorted()).toEqual(['Ann', null]);
    expect(await ann.page.refusal('numbers.read', {})).toBe('auth.forbidden');
    const { sellers } = await host.call('numbers.read', {});
    expect(sellers.map(({ seller: by, orders: count }) => [by?.name, count])).toEqual([
      [undefined, 1],
      ['Ann', 1],
      ['Bo', 0],
    ]);
    expect(framesOf(ann.page)).not.toContain('buyerId');
  });

  it('is told of no hidden product, at first and later', async () => {
    const { actor, host, seller } = await aMarket();
    await host.call('shelf.add', { facts: { ...facts, name: 'Secret one' }, visibility: 'hidden' });
    const { page, cookie } = await seller('Ann');
    await host.call('shelf.add', { facts: { ...facts, name: 'Secret two' }, visibility: 'hidden' });
    await host.call('show.rename', { title: 'Later' });
    await page.event('show.renamed');
    const again = await server.connect({ cookie });
    await again.open(asCrew(actor));
    for (const each of [page, again]) expect(framesOf(each)).not.toContain('Secret');
  });

  it('sells no more once their link is revoked, also when they had fallen silent', async () => {
    const { actor, host, seller, viewer, buy } = await aMarket();
    const [ann, bo] = [await seller('Ann'), await seller('Bo')];
    const { holdId } = await buy(ann.itemId);
    await actor.submit({ type: 'people.leave', participantId: ann.participantId, reason: 'silent' }, SYSTEM);
    expect(actor.state.items[ann.itemId]?.visibility).toBe('listed');
    for (const { inviteId } of [ann, bo]) await host.call('invite.revoke', { inviteId });
    expect([ann, bo].map(({ itemId }) => actor.state.items[itemId]?.visibility)).toEqual(['withdrawn', 'withdrawn']);
    expect(await bo.page.closed).toBeGreaterThan(0);
    const wish = { intent: 'intent-late', itemId: ann.itemId, quantity: 1, seen: { priceMinor, currency } };
    expect(await viewer.refusal('hold.request', wish)).toBe('shelf.item-not-found');
    expect((await host.call('orders.list', {})).orders).toMatchObject([{ holdId, life: { state: 'paid' } }]);
  });
});
