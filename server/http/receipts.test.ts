import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FlashId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { receiptPath } from '../../shared/protocol/paths.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import { DEAL_MINOR } from '../../shared/show/flash-fixture.ts';
import { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { faultOf, placeOf } from '../../shared/show/receipt.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { buyer } from '../../shared/show/till-fixture.ts';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ signUp: 'open' });
});
afterEach(() => http.close());

const BUYERS = 300;

/** A sale with more wishes than are read at once, in its draw. */
const aSale = async () => {
  const actor = await http.aShow();
  await actor.submit({ type: 'show.start' }, HOST);
  await actor.submit({ type: 'shelf.add', facts: someFacts({ stock: 20 }), visibility: 'listed' }, HOST);
  const [itemId] = actor.state.itemIds;
  assert(itemId, 'the product is there');
  const terms = { itemId, priceMinor: DEAL_MINOR, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
  await actor.submit({ type: 'flash.start', terms, windowMs: 500 }, HOST);
  const advance = async (ms: number) => {
    http.world.atMs += ms;
    await actor.submit({ type: 'flash.advance' }, SYSTEM);
  };
  await advance(10_000);
  const { currency } = someFacts();
  await Promise.all(
    Array.from({ length: BUYERS }, (_, index) =>
      actor.submit(
        {
          type: 'hold.request',
          intent: `intent-${index}`,
          itemId,
          quantity: 1,
          seen: { priceMinor: DEAL_MINOR, currency },
        },
        buyer(`buyer-${index}`),
      ),
    ),
  );
  const { flash } = actor.state;
  assert(flash, 'the sale is open');
  return { actor, advance, flashId: flash.id };
};

describe('the receipt of a draw', () => {
  it('is for anybody once it is drawn, and is what they come to who draw again', async () => {
    const { actor, advance, flashId } = await aSale();
    const path = receiptPath(actor.state.id, flashId);
    expect(await http.visit().get(path)).toMatchObject({ status: 404, body: { code: 'draw.no-receipt' } });
    await advance(500);
    const answer = await http.visit().get(path);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=spring-teas.draw.json');
    const receipt = v.parse(DrawReceipt, answer.body);
    expect(receipt.entries).toHaveLength(BUYERS);
    expect(faultOf(receipt)).toBe('nothing');
    expect(receipt.entries.filter(({ outcome }) => outcome === 'granted')).toHaveLength(20);
    expect(placeOf(receipt, 'intent-7')).not.toBeNull();
    expect(receipt.seed).toBe(actor.state.flash?.seed);
    expect((await http.visit().get(path)).body).toEqual(receipt);
  });

  it('of a giveaway is for anybody, too', async () => {
    const actor = await http.aShow();
    await actor.submit({ type: 'show.start' }, HOST);
    const terms = { prize: 'A jar', itemId: null, winners: 5, word: null, openMs: 30_000 };
    await actor.submit({ type: 'giveaway.start', terms }, HOST);
    const giveawayId = actor.state.giveaway?.id;
    assert(giveawayId, 'it was started');
    const entries = Array.from({ length: BUYERS }, (_, index) =>
      actor.submit(
        { type: 'giveaway.enter', giveawayId, intent: `intent-${index}`, name: `Viewer ${index}` },
        buyer(`viewer-${index}`),
      ),
    );
    await Promise.all(entries);
    const path = receiptPath(actor.state.id, giveawayId);
    expect(await http.visit().get(path)).toMatchObject({ status: 404, body: { code: 'draw.no-receipt' } });
    http.world.atMs += 30_000;
    await actor.submit({ type: 'giveaway.advance' }, SYSTEM);
    const receipt = v.parse(DrawReceipt, (await http.visit().get(path)).body);
    expect(receipt).toMatchObject({ kind: 'giveaway', drawId: giveawayId, units: 5 });
    expect(receipt.entries).toHaveLength(BUYERS);
    expect(faultOf(receipt)).toBe('nothing');
    const { life } = actor.state.giveaway ?? {};
    assert(life?.phase === 'drawn', 'it was drawn');
    const granted = receipt.entries.filter(({ outcome }) => outcome === 'granted');
    expect(granted.map(({ ticket }) => ticket)).toEqual(life.winners.map(({ ticket }) => ticket));
    expect(JSON.stringify(receipt)).not.toMatch(/Viewer|viewer-/);
  });

  it('is of a show and a sale that there are', async () => {
    const { actor, advance, flashId } = await aSale();
    await advance(500);
    const nothing = { status: 404, body: { code: 'draw.no-receipt' } };
    expect(await http.visit().get(receiptPath(actor.state.id, v.parse(FlashId, 'another')))).toMatchObject(nothing);
    expect(await http.visit().get(receiptPath(actor.state.id, flashId))).toMatchObject({ status: 200 });
    const another = http.visit();
    await another.post(ENDPOINTS.signUp.path, { body: { ...tea, handle: 'coffee' } });
    const created = await another.post(ENDPOINTS.createShow.path, { body: { title: 'Beans', address: null } });
    const { show } = v.parse(ENDPOINTS.createShow.result, created.body);
    expect(await another.get(receiptPath(show.id, flashId))).toMatchObject(nothing);
    expect(await http.visit().get('/api/shows/nowhere/draws/another/receipt.json')).toMatchObject({
      status: 404,
      body: { code: 'show.not-found' },
    });
  });
});
