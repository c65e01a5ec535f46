import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { seededRandom, type Random } from '../../shared/random.ts';
import { HOST } from '../../shared/show/actor.ts';
import { HOLD_MS } from '../../shared/show/hold.ts';
import { createShow, openShows } from '../shows/shows-fixture.ts';
import { openSale } from './sold-fixture.ts';
import { referenceOf } from './reference.ts';
import { signMessage } from './signature.ts';
import { makeWebhook } from './webhook.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
const SECRET = 'whsec_of_the_test';

/** A show with one unit that Ann has reserved, and a provider that tells of it what a test likes. */
const aSale = async () => {
  const world = openShows();
  const { store, clock, log } = world;
  const actor = createShow(world.shows);
  const sale = await openSale(actor);
  const holdId = await sale.reserve('ann');
  const reference = referenceOf(actor.state.id, holdId);
  const hearing = { events: store.records, secret: SECRET, clock: () => clock.atMs, log };
  const webhook = makeWebhook({ shows: world.shows, ...hearing });
  const tell = (event: object, heardBy = webhook) => {
    const body = JSON.stringify(event);
    return heardBy({ body, signature: signMessage(SECRET, body, clock.atMs) });
  };
  const paid = (id: string, over: object = {}) => ({
    id,
    type: 'checkout.session.completed',
    data: {
      object: {
        id: 'cs_1',
        client_reference_id: reference,
        payment_intent: 'pi_1',
        payment_status: 'paid',
        amount_total: 3_990,
        currency: 'cny',
        ...over,
      },
    },
  });
  const refunded = (id: string, over: object = {}) => ({
    id,
    type: 'charge.refunded',
    data: {
      object: {
        id: 'ch_1',
        payment_intent: 'pi_1',
        refunded: true,
        metadata: { tally_reference: reference },
        ...over,
      },
    },
  });
  const runOut = async () => {
    clock.atMs += HOLD_MS;
    await sale.expire();
  };
  return { ...world, ...sale, actor, holdId, hearing, webhook, tell, paid, refunded, runOut, reference };
};

const okay = { ok: true };
const refusal = (code: string) => ({ ok: false, error: { code } });

describe('what a provider tells of a payment', () => {
  it('of what costs nothing is that there was nothing to pay', async () => {
    const world = openShows();
    const { store, clock, log } = world;
    const actor = createShow(world.shows);
    const { reserve, hold } = await openSale(actor, { priceMinor: 0 });
    const holdId = await reserve('ann');
    const webhook = makeWebhook({ ...world, events: store.records, secret: SECRET, clock: () => clock.atMs, log });
    const session = {
      id: 'cs_1',
      client_reference_id: referenceOf(actor.state.id, holdId),
      payment_intent: null,
      payment_status: 'no_payment_required',
      amount_total: 0,
      currency: 'cny',
    };
    const body = JSON.stringify({ id: 'evt_1', type: 'checkout.session.completed', data: { object: session } });
    expect(await webhook({ body, signature: signMessage(SECRET, body, clock.atMs) })).toMatchObject(okay);
    expect(hold(holdId).life).toMatchObject({ state: 'paid', paymentId: 'cs_1' });
  });

  it('counts once, said twice, as two events, and by what comes later of the same money', async () => {
    const { tell, paid, actor, hold, holdId, counts } = await aSale();
    expect(await Promise.all([tell(paid('evt_1')), tell(paid('evt_1')), tell(paid('evt_2'))])).toMatchObject([
      okay,
      okay,
      okay,
    ]);
    const { seq } = actor.state;
    expect(await tell({ ...paid('evt_3'), type: 'checkout.session.async_payment_succeeded' })).toMatchObject(okay);
    expect(actor.state.seq).toBe(seq);
    expect([hold(holdId).life.state, counts()]).toEqual(['paid', [0, 1]]);
  });

  it('waits for money that is on its way', async () => {
    const { tell, paid, hold, holdId } = await aSale();
    await tell(paid('evt_1', { payment_status: 'unpaid' }));
    expect(hold(holdId).life.state).toBe('held');
    await tell({ ...paid('evt_2'), type: 'checkout.session.async_payment_succeeded' });
    expect(hold(holdId).life).toMatchObject({ state: 'paid', paymentId: 'pi_1' });
  });

  it.each(['checkout.session.expired', 'checkout.session.async_payment_failed', 'invoice.paid', 'charge.updated'])(
    'is nothing where it is %s',
    async (type) => {
      const { tell, paid, actor } = await aSale();
      const { seq } = actor.state;
      expect(await tell({ ...paid('evt_1'), type })).toMatchObject(okay);
      expect(actor.state.seq).toBe(seq);
    },
  );

  it.each([
    ['less', 3_989, 'cny'],
    ['more', 399_000, 'cny'],
    ['nothing', 0, 'cny'],
    ['in another currency', 3_990, 'usd'],
  ])('buys nothing where it is %s: the staff sees what is due back', async (_what, amount, currency) => {
    const { tell, paid, hold, holdId, counts } = await aSale();
    expect(await tell(paid('evt_1', { amount_total: amount, currency }))).toMatchObject(okay);
    // The same money with another amount is the same money still.
    expect(await tell(paid('evt_2'))).toMatchObject(okay);
    expect(hold(holdId)).toMatchObject({
      life: { state: 'held' },
      surplus: [{ paymentId: 'pi_1', state: 'due', paid: { amountMinor: amount, currency: currency.toUpperCase() } }],
    });
    expect(counts()).toEqual([1, 0]);
  });

  it('that comes late is an order while there is a unit, and due back when there is none', async () => {
    const late = await aSale();
    await late.runOut();
    expect(await late.tell(late.paid('evt_1'))).toMatchObject(okay);
    expect(late.hold(late.holdId).life).toMatchObject({ state: 'paid', timing: 'late' });
    const tooLate = await aSale();
    await tooLate.runOut();
    await tooLate.reserve('bo');
    expect(await tooLate.tell(tooLate.paid('evt_1'))).toMatchObject(okay);
    expect(await tooLate.tell(tooLate.paid('evt_2'))).toMatchObject(okay);
    expect(tooLate.hold(tooLate.holdId).life.state).toBe('refund-due');
    expect(tooLate.counts()).toEqual([1, 0]);
  });

  it('in time is an order, also when the sweeper comes right after it', async () => {
    const { tell, paid, runOut, hold, holdId, counts } = await aSale();
    await tell(paid('evt_1'));
    await runOut();
    expect([hold(holdId).life.state, counts()]).toEqual(['paid', [0, 1]]);
  });

  it('of a hold that the staff took back is due back when it is somebody else’s', async () => {
    const { actor, tell, paid, hold, holdId, reserve, counts } = await aSale();
    const boId = await reserve('bo');
    await actor.submit({ type: 'hold.withdraw', holdId }, HOST);
    expect(hold(boId).life.state).toBe('held');
    await tell(paid('evt_1'));
    expect([hold(holdId).life.state, counts()]).toEqual(['refund-due', [1, 0]]);
  });

  it('is given back once, and cannot be paid again by what is said again', async () => {
    const { tell, paid, refunded, hold, holdId, counts, actor } = await aSale();
    await tell(paid('evt_1'));
    expect(await tell(refunded('evt_2'))).toMatchObject(okay);
    const { seq } = actor.state;
    await tell(refunded('evt_3'));
    await tell(paid('evt_4'));
    expect(actor.state.seq).toBe(seq);
    expect([hold(holdId).life.state, counts()]).toEqual(['refunded', [0, 0]]);
  });

  it('leaves an order an order where only a part is given back', async () => {
    const { tell, paid, refunded, hold, holdId } = await aSale();
    await tell(paid('evt_1'));
    expect(await tell(refunded('evt_2', { refunded: false }))).toMatchObject(okay);
    expect(hold(holdId).life.state).toBe('paid');
  });

  it('is refused where it is given back before it came, and taken when it is said again', async () => {
    const { tell, paid, refunded, hold, holdId } = await aSale();
    expect(await tell(refunded('evt_2'))).toMatchObject(refusal('order.unknown'));
    await tell(paid('evt_1'));
    expect(await tell(refunded('evt_2'))).toMatchObject(okay);
    expect(hold(holdId).life.state).toBe('refunded');
  });

  it('is refused for a hold or a show that nobody knows, and none of ours where it has another reference', async () => {
    const { tell, paid, refunded, actor, log } = await aSale();
    const { seq } = actor.state;
    for (const unknown of [`${actor.state.id}.nobody`, 'noshow.nobody']) {
      expect(await tell(paid('evt_1', { client_reference_id: unknown }))).toMatchObject(refusal('order.unknown'));
      const metadata = { tally_reference: unknown };
      expect(await tell(refunded('evt_2', { metadata }))).toMatchObject(refusal('order.unknown'));
    }
    expect(log.lines).toContainEqual(expect.objectContaining({ code: 'order.unknown', eventId: 'evt_1' }));
    for (const other of [null, 'cart-17', 'a.b.c']) {
      expect(await tell(paid(`evt_${other ?? 'none'}`, { client_reference_id: other }))).toMatchObject(okay);
    }
    expect(await tell(refunded('evt_3', { metadata: {} }))).toMatchObject(okay);
    expect(actor.state.seq).toBe(seq);
  });

  it.each([
    [{}],
    [{ id: 'evt_1', type: 'checkout.session.completed' }],
    [{ id: '', type: 'x', data: { object: {} } }],
    [{ id: 'evt_1', type: 'checkout.session.completed', data: { object: { id: 'cs_1' } } }],
    [{ id: 'evt_1', type: 'charge.refunded', data: { object: { id: 'ch_1' } } }],
  ])('is malformed where it is %o', async (event) => {
    const { tell } = await aSale();
    expect(await tell(event)).toMatchObject(refusal('request.malformed'));
  });

  it.each([
    { amount_total: 2 ** 53 },
    { amount_total: -1 },
    { amount_total: 0.5 },
    { amount_total: null },
    { currency: 'x' },
  ])('is malformed with %o', async (over) => {
    const { tell, paid, hold, holdId } = await aSale();
    expect(await tell(paid('evt_1', over))).toMatchObject(refusal('request.malformed'));
    expect(hold(holdId)).toMatchObject({ life: { state: 'held' }, surplus: [] });
  });

  it('is heard once when the server dies between the log and its answer', async () => {
    const { hearing, shows, openRegistry, paid, tell, actor, holdId, store } = await aSale();
    const dying = {
      ...store.records,
      rememberProviderEvent: () => {
        throw new AppError('store.unavailable');
      },
    };
    const first = makeWebhook({ ...hearing, shows, events: dying });
    await expect(tell(paid('evt_1'), first)).rejects.toMatchObject({ code: 'store.unavailable' });
    const { seq } = actor.state;
    // The server that follows reads the log; the provider has heard nothing, and says it again.
    const again = openRegistry();
    const second = makeWebhook({ ...hearing, shows: again });
    expect(await tell(paid('evt_1'), second)).toMatchObject(okay);
    expect(store.records.isProviderEventKnown('evt_1')).toBe(true);
    expect(again.get(actor.state.id)?.state.seq).toBe(seq);
    expect(store.log.read(actor.state.id, 0).filter(({ event }) => event.type === 'order.paid')).toHaveLength(1);
    expect(holdId).toBeTruthy();
  });

  it('is remembered by its event, for longer than a provider tries', async () => {
    const { tell, paid, clock, store } = await aSale();
    await tell(paid('evt_1'));
    clock.atMs += 29 * 24 * 60 * 60_000;
    await tell(paid('evt_2'));
    expect(store.records.isProviderEventKnown('evt_1')).toBe(true);
    clock.atMs += 2 * 24 * 60 * 60_000;
    await tell(paid('evt_3'));
    expect(['evt_1', 'evt_2'].map((id) => store.records.isProviderEventKnown(id))).toEqual([false, true]);
  });
});

const shuffled = <Value>(values: readonly Value[], random: Random): readonly Value[] =>
  values
    .map((value) => ({ value, at: random() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ value }) => value);

it(`in whatever order it comes, money changes state once (seed ${SEED})`, { timeout: 30_000 }, async () => {
  const ends = new Set<string>();
  for (let round = 0; round < 60; round += 1) {
    const random = seededRandom(SEED + round);
    const { tell, paid, refunded, runOut, want, hold, holdId, counts, actor, store } = await aSale();
    const isRefunded = random() < 0.5;
    const told = [
      paid('evt_1'),
      paid('evt_1'),
      paid('evt_2'),
      { ...paid('evt_3'), type: 'checkout.session.expired' },
      { ...paid('evt_4'), type: 'checkout.session.async_payment_succeeded' },
      ...(isRefunded ? [refunded('evt_5'), refunded('evt_5'), refunded('evt_6')] : []),
    ];
    const steps: (() => Promise<unknown>)[] = told.map((event) => async () => {
      const heard = await tell(event);
      if (!heard.ok) late.push(event);
    });
    const late: object[] = [];
    const world = [runOut, () => want('bo'), ...(random() < 0.3 ? [() => want('cy')] : [])];
    // Left to chance alone, the hold would seldom be over, and its piece another's, before the first payment is told.
    const order =
      random() < 0.5
        ? [...shuffled(world, random), ...shuffled(steps, random)]
        : shuffled([...steps, ...world], random);
    for (const step of order) await step();
    for (const event of late) expect(await tell(event)).toMatchObject(okay);
    const log = store.log.read(actor.state.id, 0).map(({ event }) => event.type);
    const took = log.filter((type) => type === 'order.paid' || type === 'order.refundDue');
    expect(took).toHaveLength(1);
    expect(log.filter((type) => type === 'order.refunded')).toHaveLength(isRefunded ? 1 : 0);
    const { state } = hold(holdId).life;
    expect(isRefunded ? ['refunded'] : ['paid', 'refund-due']).toContain(state);
    expect(counts()[0] + counts()[1]).toBeLessThanOrEqual(1);
    ends.add(state);
  }
  expect([...ends].toSorted()).toEqual(['paid', 'refund-due', 'refunded']);
});
