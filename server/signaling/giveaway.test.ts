import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GiveawayId } from '../../shared/ids.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import type { ShowActor } from '../shows/actor.ts';
import { Buyers } from '../till/buyers.ts';
import { asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const facts = someFacts({ stock: 3 });
const aCookie = () => new Buyers('http').welcome(undefined)?.split(';')[0] ?? '';

/** A live show with a product of which there are three pieces, and ways to come, and to let time pass. */
const aRoom = async () => {
  const show = await server.aShow();
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  await show.actor.submit({ type: 'show.start' }, HOST);
  const { itemId } = await host.call('shelf.add', { facts, visibility: 'listed' });
  const visit = async (cookie = aCookie()) => {
    const page = await server.connect({ cookie });
    const { show: told } = await page.open(asViewer(show.actor));
    return Object.assign(page, { told });
  };
  const terms = { prize: 'A jar', itemId, winners: 1, word: null, openMs: 30_000 };
  return { ...show, host, itemId, visit, terms };
};

const pass = (actor: ShowActor, ms: number) => {
  server.time.skipMs += ms;
  return actor.submit({ type: 'giveaway.advance' }, SYSTEM);
};

const tap = (giveawayId: GiveawayId, name: string) => ({ giveawayId, intent: `intent-of-${name}`, name });

describe('a giveaway in a room', () => {
  it('is heard of by everybody, entered once across a person’s tabs, and names its winner to all', async () => {
    const { actor, host, visit, terms, itemId } = await aRoom();
    const cookie = aCookie();
    const [ann, again, bo] = [await visit(cookie), await visit(cookie), await visit()];
    const { giveawayId } = await host.call('giveaway.start', terms);
    await ann.call('giveaway.enter', tap(giveawayId, 'Ann'));
    await again.call('giveaway.enter', { ...tap(giveawayId, 'Ann'), intent: 'another-tab' });
    for (const page of [ann, again]) expect(await page.tick('chat.self')).toMatchObject({ name: 'Ann' });
    for (const page of [ann, again]) {
      await expect.poll(() => page.newestTick('chat.self')).toMatchObject({ enteredId: giveawayId });
    }
    await pass(actor, 0);
    expect(await bo.event('giveaway.counted')).toMatchObject({ event: { giveawayId, entries: 1 } });

    const late = await visit();
    expect(late.told?.giveaway).toMatchObject({ id: giveawayId, entries: 1, life: { phase: 'open' } });
    await pass(actor, 30_000);
    for (const page of [ann, bo, host, late]) {
      expect(await page.event('giveaway.drawn')).toMatchObject({ event: { winners: [{ name: 'Ann' }] } });
      expect(page.events.filter((type) => type.startsWith('draw.'))).toEqual([]);
    }
    const winners = actor.state.giveaway?.life.phase === 'drawn' ? actor.state.giveaway.life.winners : [];
    expect(winners.map(({ mark }) => mark)).toEqual([ann.newestTick('chat.self')?.mark]);
    await expect.poll(() => ann.newestTick('holds.changed')?.holds).toMatchObject([{ life: { state: 'won' } }]);
    await expect
      .poll(() => bo.newestTick('stock.counted')?.items)
      .toEqual([{ itemId, held: 0, sold: 0, given: 1, isAwaited: false }]);
    expect(await host.call('orders.list', {})).toMatchObject({
      orders: [{ winner: 'Ann', priceMinor: 0, life: { state: 'won' } }],
    });
  });

  it('sets aside at once what can be won, and frees it when it is cancelled', async () => {
    const { host, visit, terms, itemId } = await aRoom();
    const ann = await visit();
    const { giveawayId } = await host.call('giveaway.start', { ...terms, winners: 3 });
    const seen = { priceMinor: facts.priceMinor, currency: facts.currency };
    const wish = { intent: 'intent-of-buying', itemId, quantity: 1, seen };
    expect(await ann.call('hold.request', wish)).toMatchObject({ hold: { life: { state: 'waiting' } } });
    await host.call('giveaway.cancel', { giveawayId });
    await expect.poll(() => ann.newestTick('holds.changed')?.holds).toMatchObject([{ life: { state: 'held' } }]);
    expect(ann.events).toContain('giveaway.cancelled');
  });

  it('is entered by a message that has its word, once it can be read', async () => {
    const { actor, host, visit, terms } = await aRoom();
    const ann = await visit();
    const { giveawayId } = await host.call('giveaway.start', { ...terms, word: 'Spring' });
    expect(await ann.refusal('giveaway.enter', tap(giveawayId, 'Ann'))).toBe('giveaway.by-comment');
    await ann.call('chat.write', { name: 'Ann', text: 'I love spring!', replyToId: null, intent: 'intent-of-ann' });
    await expect.poll(() => ann.newestTick('chat.self')).toMatchObject({ enteredId: giveawayId });
    await pass(actor, 30_000);
    expect(await ann.event('giveaway.drawn')).toMatchObject({ event: { entries: 1, winners: [{ name: 'Ann' }] } });
  });

  it('keeps its seed until it is drawn, also from the people in the studio and from who comes later', async () => {
    const { actor, host, visit, terms } = await aRoom();
    await host.call('giveaway.start', terms);
    const seed = actor.state.ledger?.giveaway?.seed ?? '';
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    const viewer = await visit();
    for (const page of [host, viewer]) expect(JSON.stringify(page.frames)).not.toContain(seed);
    await pass(actor, 30_000);
    for (const page of [host, viewer]) await expect.poll(() => JSON.stringify(page.frames)).toContain(seed);
  });

  it('is for browsers that can be told apart', async () => {
    const { actor, host, terms } = await aRoom();
    const { giveawayId } = await host.call('giveaway.start', terms);
    const nobody = await server.connect({ cookie: '' });
    await nobody.open(asViewer(actor));
    expect(await nobody.refusal('giveaway.enter', tap(giveawayId, 'Ann'))).toBe('buyer.unknown');
  });
});
