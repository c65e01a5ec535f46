import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemId } from '../../shared/ids.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import type { ShowActor } from '../shows/actor.ts';
import { Buyers } from '../till/buyers.ts';
import { asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const facts = someFacts({ stock: 1 });
const DEAL_MINOR = facts.priceMinor - 100;
let intents = 0;

const aWish = (itemId: ItemId) => {
  intents += 1;
  return {
    intent: `flash-intent-${intents}`,
    itemId,
    quantity: 1,
    seen: { priceMinor: DEAL_MINOR, currency: facts.currency },
  };
};

/** A live show with a product of which there is one piece, and ways to come, and to let time pass. */
const aShop = async () => {
  const show = await server.aShow();
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  await show.actor.submit({ type: 'show.start' }, HOST);
  const { itemId } = await host.call('shelf.add', { facts, visibility: 'listed' });
  const visit = async () => {
    const page = await server.connect({ cookie: new Buyers('http').welcome(undefined)?.split(';')[0] ?? '' });
    await page.open(asViewer(show.actor));
    return page;
  };
  return { ...show, host, itemId, visit };
};

const pass = (actor: ShowActor, ms: number) => {
  server.time.skipMs += ms;
  return actor.submit({ type: 'flash.advance' }, SYSTEM);
};

const terms = (itemId: ItemId) => ({
  itemId,
  priceMinor: DEAL_MINOR,
  limitPerBuyer: 1,
  warmUpMs: 10_000,
  openMs: 60_000,
});

describe('a flash sale in a room', () => {
  it('answers everybody of its first moment when it is drawn: one has it, the other waits', async () => {
    const { actor, host, itemId, visit } = await aShop();
    const [ann, bo] = [await visit(), await visit()];
    await host.call('flash.start', terms(itemId));
    expect(await ann.call('hold.request', aWish(itemId))).toEqual({ kind: 'rejected', reason: 'not-open-yet' });
    await pass(actor, 10_000);
    const asked = [ann, bo].map((page) => page.call('hold.request', aWish(itemId)));
    await expect.poll(() => actor.state.ledger?.draw?.count).toBe(2);
    await pass(actor, 500);
    const verdicts = await Promise.all(asked);
    const states = verdicts.map((verdict) => (verdict.kind === 'hold' ? verdict.hold.life.state : verdict.reason));
    expect(states.toSorted()).toEqual(['held', 'waiting']);
    for (const page of [ann, bo]) {
      expect(page.events.filter((type) => type.startsWith('flash.'))).toEqual([
        'flash.announced',
        'flash.opened',
        'flash.drawn',
      ]);
      expect(page.events.filter((type) => type.startsWith('draw.'))).toEqual([]);
    }
  });

  it('keeps its seed until it is drawn, also from the people in the studio', async () => {
    const { actor, host, itemId, visit } = await aShop();
    await host.call('flash.start', terms(itemId));
    const seed = actor.state.ledger?.draw?.seed ?? '';
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    const viewer = await visit();
    for (const page of [host, viewer]) expect(JSON.stringify(page.frames)).not.toContain(seed);
    await pass(actor, 10_000);
    await pass(actor, 500);
    for (const page of [host, viewer]) await expect.poll(() => JSON.stringify(page.frames)).toContain(seed);
  });

  it('answers who asks again after a cut as it would have answered', async () => {
    const { actor, host, itemId, visit } = await aShop();
    const ann = await visit();
    await host.call('flash.start', terms(itemId));
    await pass(actor, 10_000);
    const wish = aWish(itemId);
    const [first, second] = [ann.call('hold.request', wish), ann.call('hold.request', wish)];
    await expect.poll(() => actor.state.ledger?.draw?.count).toBe(1);
    await pass(actor, 500);
    expect(await second).toEqual(await first);
    expect(await ann.call('hold.request', wish)).toEqual(await first);
  });
});
