import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { STRIPE_WEBHOOK_PATH } from '../../shared/protocol/checkout.ts';
import { HOST } from '../../shared/show/actor.ts';
import { HOLD_MS } from '../../shared/show/hold.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { buyerNamed, openSale, sellerIn } from '../checkout/sold-fixture.ts';
import { completed, FakeStripe, refunded, signed } from '../checkout/stripe/fake-stripe.ts';
import { openHttp } from './http-fixture.ts';

let stripe: FakeStripe;
let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  stripe = await FakeStripe.open();
  http = await openHttp({ checkout: { standard: { kind: 'stripe' }, stripe: stripe.settings } });
});
afterEach(async () => {
  await http.close();
  stripe.close();
});

const tell = (event: object, secret?: string) =>
  http.visit().post(STRIPE_WEBHOOK_PATH, signed(event, http.world.atMs, secret));

/** Ann has one of two, and stands before Stripe's page. */
const aCheckout = async () => {
  const actor = await http.aShow();
  const sale = await openSale(actor, { stock: 2 });
  const holdId = await sale.reserve('ann');
  const open = () => http.handOff.open(actor, holdId, buyerNamed('ann'));
  expect(await open()).toEqual({ ok: true, value: { url: stripe.session.url } });
  return { actor, holdId, open, ...sale, lifeOf: () => sale.hold(holdId).life };
};

describe('a checkout at Stripe', () => {
  it('says what is sold, for how much, to whom it belongs and where to go back to', async () => {
    const { actor, holdId } = await aCheckout();
    const reference = `${actor.state.id}.${holdId}`;
    expect(Object.fromEntries(stripe.session.params)).toEqual({
      mode: 'payment',
      client_reference_id: reference,
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'cny',
      'line_items[0][price_data][unit_amount]': '3990',
      'line_items[0][price_data][product_data][name]': someFacts().name,
      expires_at: String(Math.floor((http.world.atMs + 55 * 60_000) / 1_000)),
      success_url: 'https://live.example.org/pay#done',
      cancel_url: 'https://live.example.org/pay#left',
      'payment_intent_data[metadata][tally_reference]': reference,
    });
    expect(stripe.asked[0]?.headers['idempotency-key']).toBe(holdId);
  });

  it('says who sells it where that is not the channel, to the buyer and in what is paid', async () => {
    const actor = await http.aShow();
    const { actor: ann, sellerId } = await sellerIn(actor, 'Ann');
    const holdId = await (await openSale(actor, {}, ann)).reserve('bo');
    await http.handOff.open(actor, holdId, buyerNamed('bo'));
    expect(Object.fromEntries(stripe.session.params)).toMatchObject({
      'line_items[0][price_data][product_data][description]': 'Ann',
      'metadata[tally_seller]': 'Ann',
      'metadata[tally_seller_id]': sellerId,
      'payment_intent_data[metadata][tally_seller]': 'Ann',
      'payment_intent_data[metadata][tally_seller_id]': sellerId,
    });
  });

  it('is the same however often its buyer goes there, also minutes later and after a restart', async () => {
    const { open } = await aCheckout();
    http.world.atMs += 60_000;
    const again = await Promise.all([open(), open()]);
    expect(new Set(again.map((opened) => opened.ok && opened.value.url)).size).toBe(1);
    expect(stripe.sessions).toHaveLength(1);
  });

  it('is nobody else’s', async () => {
    const { actor, holdId } = await aCheckout();
    const refused = { ok: false, error: { code: 'hold.not-found', field: 'holdId' } };
    expect(await http.handOff.open(actor, holdId, buyerNamed('bo'))).toEqual(refused);
  });

  it('that Stripe refuses leaves the hold to be paid later', async () => {
    const actor = await http.aShow();
    const sale = await openSale(actor);
    const holdId = await sale.reserve('ann');
    stripe.faults.push(400);
    await expect(http.handOff.open(actor, holdId, buyerNamed('ann'))).rejects.toMatchObject({
      code: 'checkout.unavailable',
    });
    expect(await http.handOff.open(actor, holdId, buyerNamed('ann'))).toMatchObject({ ok: true });
  });

  it('still lives as long as Stripe wants when it is made at the end of a hold that was extended', async () => {
    const actor = await http.aShow();
    const sale = await openSale(actor);
    const holdId = await sale.reserve('ann');
    const open = () => http.handOff.open(actor, holdId, buyerNamed('ann'));
    stripe.faults.push(429, 429, 429);
    await expect(open()).rejects.toMatchObject({ code: 'checkout.unavailable' });
    await actor.submit({ type: 'hold.extend', holdId }, buyerNamed('ann'));
    http.world.atMs += 2 * HOLD_MS - 1;
    expect(await open()).toMatchObject({ ok: true });
    const livesMs = Number(stripe.session.params.get('expires_at')) * 1_000 - http.world.atMs;
    expect(livesMs).toBeGreaterThan(30 * 60_000);
  });

  it.each(['runs out', 'is let go', 'is taken back'])('is closed at Stripe when its hold %s', async (how) => {
    const { actor, holdId, expire } = await aCheckout();
    if (how === 'runs out') {
      http.world.atMs += HOLD_MS;
      await expire();
    } else if (how === 'is let go') await actor.submit({ type: 'hold.cancel', holdId }, buyerNamed('ann'));
    else await actor.submit({ type: 'hold.withdraw', holdId }, HOST);
    await expect.poll(() => stripe.session.status).toBe('expired');
  });

  it('is closed when its hold ends before Stripe has answered, and sends nobody there', async () => {
    const actor = await http.aShow();
    const sale = await openSale(actor);
    const holdId = await sale.reserve('ann');
    stripe.faults.push(503);
    const opening = http.handOff.open(actor, holdId, buyerNamed('ann'));
    await expect.poll(() => stripe.asked.length).toBe(1);
    await actor.submit({ type: 'hold.cancel', holdId }, buyerNamed('ann'));
    expect(await opening).toEqual({ ok: false, error: { code: 'hold.not-open', field: 'holdId' } });
    await expect.poll(() => stripe.session.status).toBe('expired');
  });

  it('is closed by the next server when its hold ended while there was none', async () => {
    const { actor, holdId } = await aCheckout();
    http.handOff.close();
    await actor.submit({ type: 'hold.cancel', holdId }, buyerNamed('ann'));
    http.handOff.resume([actor]);
    await expect.poll(() => stripe.session.status).toBe('expired');
  });

  it('stays open while its hold is extended, and is not closed when it is paid', async () => {
    const { actor, holdId, lifeOf } = await aCheckout();
    await actor.submit({ type: 'hold.extend', holdId }, buyerNamed('ann'));
    await tell(completed(stripe.session));
    expect(lifeOf().state).toBe('paid');
    expect(stripe.asked.map(({ path }) => path)).toEqual(['/v1/checkout/sessions']);
  });
});

it('is the checkout of the channel’s owner, whatever the channel is called since', async () => {
  await http.close();
  http = await openHttp({ checkout: { channels: new Map([['tea', { kind: 'stripe' }]]), stripe: stripe.settings } });
  const actor = await http.aShow();
  const { records } = http.store;
  const owner = records.accountByHandle('tea');
  const channel = owner && records.channelById(owner.channelId);
  assert(channel, 'the channel exists');
  expect(records.changeChannel({ ...channel, handle: 'teahouse' }, owner.id)).toBe('changed');
  const { reserve } = await openSale(actor);
  await http.handOff.open(actor, await reserve('ann'), buyerNamed('ann'));
  expect(stripe.sessions).toHaveLength(1);
});

describe('Stripe’s webhook', () => {
  it('takes what is signed, from no page of ours and without a cookie', async () => {
    const { lifeOf, counts } = await aCheckout();
    const answer = await http.visit().post(STRIPE_WEBHOOK_PATH, {
      ...signed(completed(stripe.session), http.world.atMs),
    });
    expect(answer).toMatchObject({ status: 200, body: { received: true } });
    expect(lifeOf()).toMatchObject({ state: 'paid', paymentId: 'pi_of_cs_test_1' });
    expect(counts()).toEqual([0, 1]);
    expect(await tell(refunded(stripe.session))).toMatchObject({ status: 200 });
    expect(lifeOf().state).toBe('refunded');
  });

  it('refuses what is forged, with its code', async () => {
    const { lifeOf } = await aCheckout();
    const event = completed(stripe.session);
    const { raw, headers } = signed(event, http.world.atMs);
    const signature = headers['Stripe-Signature'];
    const forged = [
      tell(event, 'whsec_of_somebody_else'),
      http.visit().post(STRIPE_WEBHOOK_PATH, { raw }),
      http.visit().post(STRIPE_WEBHOOK_PATH, { raw: raw.replace('3990', '1'), headers }),
      http.visit().post(STRIPE_WEBHOOK_PATH, { raw, headers: { 'Stripe-Signature': signature.replace('v1=', 'v0=') } }),
      http
        .visit()
        .post(STRIPE_WEBHOOK_PATH, { raw, headers: { 'Stripe-Signature': signature.replace(/t=\d+/, 't=9') } }),
    ];
    for (const answer of await Promise.all(forged)) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'webhook.forged' } });
    }
    expect(lifeOf().state).toBe('checkout');
  });

  it('refuses what was signed more than five minutes ago, or ahead', async () => {
    await aCheckout();
    const message = signed(completed(stripe.session), http.world.atMs + 600_000);
    expect(await http.visit().post(STRIPE_WEBHOOK_PATH, message)).toMatchObject({ status: 400 });
    http.world.atMs += 600_000 + 301_000;
    expect(await http.visit().post(STRIPE_WEBHOOK_PATH, message)).toMatchObject({ body: { code: 'webhook.forged' } });
    http.world.atMs -= 2_000;
    expect(await http.visit().post(STRIPE_WEBHOOK_PATH, message)).toMatchObject({ status: 200 });
  });

  it('takes one of several signatures, while a secret is being changed', async () => {
    await aCheckout();
    const { raw, headers } = signed(completed(stripe.session), http.world.atMs);
    const both = headers['Stripe-Signature'].replace('v1=', `v1=${'0'.repeat(64)},v1=`);
    const answer = await http.visit().post(STRIPE_WEBHOOK_PATH, { raw, headers: { 'Stripe-Signature': both } });
    expect(answer.status).toBe(200);
  });

  it('refuses what is too large, and what is no event', async () => {
    const large = signed({ id: 'evt', type: 'x'.repeat(200_000), data: { object: {} } }, http.world.atMs);
    expect(await http.visit().post(STRIPE_WEBHOOK_PATH, large)).toMatchObject({
      status: 413,
      body: { code: 'request.too-large' },
    });
    expect(await tell({})).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });

  it('is asked by who is no provider a few times only, and by a provider as often as it likes', async () => {
    await http.close();
    http = await openHttp({
      checkout: { standard: { kind: 'stripe' }, stripe: stripe.settings },
      limits: { webhooks: { requests: 3, windowMs: 60_000 } },
    });
    const ignored = (id: number) => tell({ id: `evt_${id}`, type: 'invoice.paid', data: { object: {} } });
    for (let id = 0; id < 5; id += 1) expect((await ignored(id)).status).toBe(200);
    for (let times = 0; times < 3; times += 1) expect((await tell({}, 'whsec_wrong_one_0')).status).toBe(400);
    expect(await tell({}, 'whsec_wrong_one_0')).toMatchObject({ status: 429, body: { code: 'request.too-many' } });
  });

  it('is not there on a server without Stripe', async () => {
    await http.close();
    http = await openHttp();
    expect(await tell({})).toMatchObject({ status: 409, body: { code: 'checkout.not-set-up' } });
  });
});

describe('a refund that the staff asks for', () => {
  const aPaid = async () => {
    const checkout = await aCheckout();
    await tell(completed(stripe.session));
    const paymentId = 'pi_of_cs_test_1';
    const refund = (way: 'ask' | 'mark') =>
      http.handOff.refund(checkout.actor, { holdId: checkout.holdId, paymentId, way }, HOST);
    return { ...checkout, refund, paymentId };
  };

  it('is done by Stripe, once, and what Stripe says of it changes nothing more', async () => {
    const { refund, lifeOf, counts, actor } = await aPaid();
    expect(await Promise.all([refund('ask'), refund('ask')])).toEqual(
      Array(2).fill({ ok: true, value: { refund: 'done' } }),
    );
    const { seq } = actor.state;
    await tell(refunded(stripe.session));
    expect(await refund('ask')).toEqual({ ok: true, value: { refund: 'done' } });
    expect(actor.state.seq).toBe(seq);
    expect([lifeOf().state, counts()]).toEqual(['refunded', [0, 0]]);
    const asked = stripe.asked.filter(({ path }) => path === '/v1/refunds');
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(asked[0]?.params.get('payment_intent')).toBe('pi_of_cs_test_1');
  });

  it('that Stripe does not do leaves the order an order; marked by hand, nobody is asked', async () => {
    const { refund, lifeOf } = await aPaid();
    stripe.faults.push(400);
    await expect(refund('ask')).rejects.toMatchObject({ code: 'checkout.unavailable' });
    expect(lifeOf().state).toBe('paid');
    const before = stripe.asked.length;
    expect(await refund('mark')).toMatchObject({ ok: true });
    expect([lifeOf().state, stripe.asked.length]).toEqual(['refunded', before]);
  });

  it('that Stripe refused is asked for anew, and not answered with the refusal of before', async () => {
    const { refund, lifeOf } = await aPaid();
    stripe.faults.push(402);
    await expect(refund('ask')).rejects.toMatchObject({ code: 'checkout.unavailable' });
    expect(await refund('ask')).toEqual({ ok: true, value: { refund: 'done' } });
    expect(lifeOf().state).toBe('refunded');
  });

  it('is of a payment of that order only', async () => {
    const { actor, holdId } = await aPaid();
    const refund = { holdId, paymentId: 'pi_of_another', way: 'ask' } as const;
    expect(await http.handOff.refund(actor, refund, HOST)).toMatchObject({ error: { code: 'order.unknown' } });
    expect(stripe.asked.map(({ path }) => path)).toEqual(['/v1/checkout/sessions']);
  });
});
