import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { BuyerId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { HOST, type BuyingActor } from '../../shared/show/actor.ts';
import { holdOf } from '../../shared/show/ledger.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { signMessage } from '../checkout/signature.ts';
import { openHttp, SECRET } from './http-fixture.ts';

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
  const token = http.demo.open({ showId: actor.state.id, holdId }).split('#')[1] ?? '';
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

describe('what a provider tells', () => {
  const tell = (message: object, secret = SECRET) => {
    const body = JSON.stringify(message);
    return http.webhook({ body, signature: signMessage(secret, body, http.world.atMs) });
  };
  const completed = (reference: string, over: object = {}) => ({
    type: 'checkout.session.completed',
    data: { object: { id: 'cs_1', client_reference_id: reference, payment_status: 'paid', ...over } },
  });

  it('is forged unless it is signed with the secret', async () => {
    const { actor, holdId, lifeOf } = await aCheckout();
    const message = completed(`${actor.state.id}.${holdId}`);
    expect(await tell(message, 'another')).toMatchObject({ error: { code: 'webhook.forged' } });
    expect(lifeOf()).toMatchObject({ state: 'held' });
    expect(await tell(message)).toMatchObject({ ok: true });
    expect(lifeOf()).toMatchObject({ state: 'paid', paymentId: 'cs_1' });
  });

  it('counts once however often the same message is sent, and not at all when it is old', async () => {
    const { actor, holdId, lifeOf } = await aCheckout();
    const body = JSON.stringify(completed(`${actor.state.id}.${holdId}`));
    const message = { body, signature: signMessage(SECRET, body, http.world.atMs) };
    expect(await Promise.all([http.webhook(message), http.webhook(message)])).toMatchObject([
      { ok: true },
      { ok: true },
    ]);
    const { seq } = actor.state;
    http.world.atMs += 299_000;
    expect(await http.webhook(message)).toMatchObject({ ok: true });
    http.world.atMs += 2_000;
    expect(await http.webhook(message)).toMatchObject({ error: { code: 'webhook.forged' } });
    expect(actor.state.seq).toBe(seq);
    expect(lifeOf()).toMatchObject({ state: 'paid', paymentId: 'cs_1' });
  });

  it('changes nothing for what is not paid, of another kind, or of nobody here', async () => {
    const { actor, holdId, lifeOf } = await aCheckout();
    const reference = `${actor.state.id}.${holdId}`;
    expect(await tell(completed(reference, { payment_status: 'unpaid' }))).toMatchObject({ ok: true });
    expect(await tell({ type: 'invoice.paid', data: { object: {} } })).toMatchObject({ ok: true });
    for (const unknown of ['nothing', 'a.b', `${actor.state.id}.other`]) {
      expect(await tell(completed(unknown))).toMatchObject({ error: { code: 'order.unknown' } });
    }
    for (const nonsense of [{}, { type: 'checkout.session.completed', data: { object: { id: '' } } }]) {
      expect(await tell(nonsense)).toMatchObject({ error: { code: 'request.malformed' } });
    }
    expect(lifeOf()).toMatchObject({ state: 'held' });
  });
});
