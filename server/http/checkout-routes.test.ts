import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { BuyerId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { HOST, type BuyingActor } from '../../shared/show/actor.ts';
import { holdOf } from '../../shared/show/ledger.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { openHttp } from './http-fixture.ts';

const BUYER: BuyingActor = { role: 'viewer', buyerId: v.parse(BuyerId, 'ann') };

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(async () => {
  vi.useRealTimers();
  await http.close();
});

/** Somebody has reserved something, and stands before the demo provider's page. */
const aCheckout = async () => {
  const actor = await http.aShow();
  await actor.submit({ type: 'shelf.add', facts: someFacts({ stock: 1 }), visibility: 'listed' }, HOST);
  await actor.submit({ type: 'show.start' }, HOST);
  const [itemId] = actor.state.itemIds;
  assert(itemId, 'there is a product');
  const { priceMinor, currency } = someFacts();
  const wish = {
    type: 'hold.request',
    intent: 'intent-1',
    itemId,
    quantity: 1,
    seen: { priceMinor, currency },
  } as const;
  const granted = await actor.submit(wish, BUYER);
  assert(granted.ok && granted.value[0]?.event.type === 'hold.granted', 'it is reserved');
  const { holdId } = granted.value[0].event;
  const token = http.demo.urlOf({ showId: actor.state.id, holdId }).split('#')[1] ?? '';
  const lifeOf = () => actor.state.ledger && holdOf(actor.state.ledger, holdId)?.life;
  const play = (outcome: string) => http.visit().post(ENDPOINTS.playCheckout.path, { body: { token, outcome } });
  return { actor, holdId, token, lifeOf, play };
};

describe('the demo provider', () => {
  it('shows what there is to pay, and to whom, and names no buyer', async () => {
    const { token, holdId } = await aCheckout();
    const { body } = await http.visit().post(ENDPOINTS.lookAtCheckout.path, { body: { token } });
    expect(body).toMatchObject({ hold: { holdId, quantity: 1, priceMinor: 3_990 }, channel: 'Tea house' });
    expect(JSON.stringify(body)).not.toContain('buyer');
  });

  it.each(['paid', 'twice'])('makes one order of "%s"', async (outcome) => {
    const { actor, lifeOf, play } = await aCheckout();
    expect((await play(outcome)).status).toBe(200);
    expect(lifeOf()).toMatchObject({ state: 'paid', timing: 'in-time' });
    expect(Object.values(actor.state.items)).toMatchObject([{ held: 0, sold: 1 }]);
  });

  it('takes a cent too little, and the staff sees that it is due back', async () => {
    const { actor, holdId, lifeOf, play } = await aCheckout();
    expect((await play('less')).status).toBe(200);
    expect(lifeOf()).toMatchObject({ state: 'held' });
    const hold = actor.state.ledger && holdOf(actor.state.ledger, holdId);
    expect(hold?.surplus).toMatchObject([{ state: 'due', paid: { amountMinor: 3_989 } }]);
    await play('paid');
    expect(lifeOf()).toMatchObject({ state: 'paid' });
  });

  it.each(['declined', 'silent'])('leaves the hold as it is after "%s"', async (outcome) => {
    const { lifeOf, play } = await aCheckout();
    expect((await play(outcome)).status).toBe(200);
    expect(lifeOf()).toMatchObject({ state: 'held' });
  });

  it('tells late what was paid in time, and it still counts', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { lifeOf, play } = await aCheckout();
    await play('late');
    expect(lifeOf()).toMatchObject({ state: 'held' });
    await vi.advanceTimersByTimeAsync(15_000);
    await vi.waitFor(() => expect(lifeOf()).toMatchObject({ state: 'paid' }));
  });

  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d'])('knows no checkout "%s"', async (token) => {
    const visitor = http.visit();
    for (const path of [ENDPOINTS.lookAtCheckout.path, ENDPOINTS.playCheckout.path]) {
      const body = path === ENDPOINTS.playCheckout.path ? { token, outcome: 'paid' } : { token };
      expect(await visitor.post(path, { body })).toMatchObject({ status: 404, body: { code: 'order.unknown' } });
    }
  });

  it('takes no seal of another hold', async () => {
    const { token } = await aCheckout();
    const [show, , seal] = token.split('.');
    const body = { token: `${show ?? ''}.other.${seal ?? ''}`, outcome: 'paid' };
    expect((await http.visit().post(ENDPOINTS.playCheckout.path, { body })).status).toBe(404);
  });
});

describe('what staff does with a demo payment', () => {
  it('gives it back by the provider, which says so by its webhook', async () => {
    const { actor, holdId, lifeOf, play } = await aCheckout();
    await actor.submit({ type: 'hold.startCheckout', holdId, payKind: 'demo' }, BUYER);
    await play('paid');
    const life = lifeOf();
    assert(life?.state === 'paid', 'it is paid');
    const refund = { holdId, paymentId: life.paymentId, way: 'ask' } as const;
    expect(await http.handOff.refund(actor, refund, HOST)).toEqual({ ok: true, value: { refund: 'asked' } });
    expect(lifeOf()).toMatchObject({ state: 'refunded', wasOrder: true });
    expect(await http.handOff.refund(actor, refund, HOST)).toEqual({ ok: true, value: { refund: 'done' } });
  });
});
