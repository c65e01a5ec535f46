import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { MethodName } from '../../shared/protocol/methods.ts';
import { seededRandom, type Random } from '../../shared/random.ts';
import { HOST, HOST_DESK } from '../../shared/show/actor.ts';
import { applyTold } from '../../shared/show/apply-told.ts';
import { crewState } from '../../shared/show/audience.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { ScriptedPage } from './scripted-page.ts';
import { asCrew, asDesk, asStudio, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
/** A link that was taken back lets nobody go on for longer. */
const REVOKED_WITHIN_MS = 2_000;

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

/** A live show with products, its host's studio, and an operator at the desk. */
const aDesk = async () => {
  const show = await server.aShow();
  const { actor, cookie } = show;
  const host = await server.connect({ cookie });
  await host.open(asStudio(actor));
  await actor.submit({ type: 'show.start' }, HOST);
  const seat = server.aSeat(actor, { role: 'operator', name: 'Olga' });
  const operator = await server.connect({ cookie: seat.cookie });
  const opened = await operator.open(asDesk(actor));
  const add = async (name: string) =>
    (await host.call('shelf.add', { facts: someFacts({ name }), visibility: 'listed' })).itemId;
  return { show, actor, host, operator, opened, seat, add };
};

describe('an operator', () => {
  it('corrects a stock, and everybody of the studio reads who did it and why', async () => {
    const { actor, host, operator, opened, seat, add } = await aDesk();
    const itemId = await add('Longjing');
    const correction = { itemId, change: { kind: 'by', units: -3 }, reason: 'damaged', note: 'Wet' } as const;
    await operator.call('stock.correct', correction);
    expect(await host.event('shelf.changed')).toMatchObject({ event: { facts: { stock: 17 } } });
    expect(await host.event('stock.corrected')).toMatchObject({
      event: {
        itemId,
        from: 20,
        to: 17,
        reason: 'damaged',
        note: 'Wet',
        participantId: seat.participantId,
        name: 'Olga',
      },
    });
    expect(opened.self).toEqual({ participantId: seat.participantId, role: 'operator' });
    expect(actor.state.items[itemId]?.stock).toBe(17);
    const tooMuch = { ...correction, change: { kind: 'by', units: -18 } };
    expect(await operator.refusal('stock.correct', tooMuch)).toBe('shelf.stock-promised');
  });

  it('is put out at once when their link is taken back, and has no way in any more', async () => {
    const { actor, host, operator, seat } = await aDesk();
    const startedMs = performance.now();
    await host.call('invite.revoke', { inviteId: seat.inviteId });
    expect(await operator.closed).toBe(CLOSE_CODES.removed);
    expect(performance.now() - startedMs).toBeLessThan(REVOKED_WITHIN_MS);
    const again = await server.connect({ cookie: seat.cookie });
    expect(await again.refusal('session.open', asDesk(actor))).toBe('auth.required');
  });

  it('has nothing of another show of the same channel', async () => {
    const { show, seat } = await aDesk();
    const other = server.app.shows.create({
      channelId: show.actor.state.channelId,
      title: 'Autumn',
      address: null,
      plan: NO_PLAN,
    });
    const page = await server.connect({ cookie: seat.cookie });
    expect(other.ok && (await page.refusal('session.open', asDesk(other.value)))).toBe('auth.required');
  });
});

describe('the owner', () => {
  it('has a place at the desk beside their studio, one page at a time', async () => {
    const { show, actor, host } = await aDesk();
    const first = await server.connect({ cookie: show.cookie });
    expect((await first.open(asDesk(actor))).self).toEqual(HOST_DESK);
    const second = await server.connect({ cookie: show.cookie });
    await second.open(asDesk(actor));
    expect(await first.closed).toBe(CLOSE_CODES.replaced);
    await host.call('clock.ping', {});
    await second.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await host.event('shelf.added');
    expect(await second.refusal('show.end', {})).toBe('auth.forbidden');
  });

  it('goes on after a short break of the line', async () => {
    const { show, actor } = await aDesk();
    const page = await server.connect({ cookie: show.cookie });
    const { sessionId, resumeToken: token } = await page.open(asDesk(actor));
    await page.vanish();
    const back = await server.connect({ cookie: show.cookie });
    const resume = { sessionId, token, seq: actor.state.seq };
    expect((await back.open(asDesk(actor, { resume }))).session).toBe('resumed');
  });

  it('is at the desk as whoever they came in as by a link', async () => {
    const { show, actor } = await aDesk();
    const { cookie, participantId } = server.aSeat(actor, { role: 'moderator' });
    const page = await server.connect({ cookie: `${show.cookie}; ${cookie}` });
    expect((await page.open(asDesk(actor))).self).toEqual({ participantId, role: 'moderator' });
  });

  it('is there as the owner with the seat of a guest, who has no desk', async () => {
    const { show, actor } = await aDesk();
    const { cookie } = server.aSeat(actor, { role: 'guest' });
    const page = await server.connect({ cookie: `${show.cookie}; ${cookie}` });
    expect((await page.open(asDesk(actor))).self).toEqual(HOST_DESK);
  });
});

it('a seat has one page, at the desk or elsewhere', async () => {
  const { actor, operator, seat } = await aDesk();
  const page = await server.connect({ cookie: seat.cookie });
  await page.open(asCrew(actor));
  expect(await operator.closed).toBe(CLOSE_CODES.replaced);
});

describe(`host and operator at once (TALLY_SEED=${SEED})`, () => {
  /** What a page knows that was told `opened` and then its frames. */
  const knownBy = (opened: ShowState | null, page: ScriptedPage): ShowState | null =>
    page.frames.reduce<ShowState | null>(
      (state, frame) =>
        frame.t === 'event' && frame.seq > (state?.seq ?? 0)
          ? applyTold(state, { seq: frame.seq, atMs: frame.atMs, event: frame.event })
          : state,
      opened,
    );

  const pick = <Value>(random: Random, values: readonly Value[]): Value | undefined =>
    values[Math.floor(random() * values.length)];

  it('never leave two callouts, and both pages end with what the log says', async () => {
    const random = seededRandom(SEED);
    const { actor, host, operator, opened, add } = await aDesk();
    const itemIds = await Promise.all(['Tea', 'Honey', 'Jam', 'Cup'].map(add));
    const opening = opened.show;
    const press = (page: ScriptedPage): Promise<string> => {
      const itemId = pick(random, itemIds);
      const calloutId = actor.state.callout?.id ?? 'callout1';
      const [method, params] = pick<readonly [MethodName, unknown]>(random, [
        ['callout.open', { itemId }],
        ['callout.open', { itemId }],
        ['callout.open', { itemId }],
        ['callout.close', { calloutId }],
        ['shelf.unlist', { itemId }],
        ['shelf.list', { itemId }],
      ]) ?? ['callout.open', { itemId }];
      return page.refusal(method, params);
    };
    for (let round = 0; round < 60; round += 1) {
      // In the same moment, and each before the other's is answered.
      const answers = await Promise.all([press(host), press(operator), press(host), press(operator)]);
      for (const answer of answers) expect(['succeeded', 'callout.not-open']).toContain(answer);
    }
    let open = 0;
    for (const page of [host, operator])
      await expect.poll(() => page.seqs.at(-1), { message: 'the page has heard of all' }).toBe(actor.state.seq);
    for (const frame of operator.frames) {
      if (frame.t !== 'event') continue;
      if (frame.event.type === 'callout.opened') open += 1;
      if (frame.event.type === 'callout.closed') open -= 1;
      expect([0, 1], `after event ${frame.seq}`).toContain(open);
    }
    const told = crewState(actor.state);
    expect(knownBy(opening, operator)).toEqual(told);
    const hostEvents = host.frames.filter(({ t }) => t === 'event').slice(-20);
    expect(hostEvents).toEqual(operator.frames.filter(({ t }) => t === 'event').slice(-20));
    expect(open).toBe(told.callout === null ? 0 : 1);
  });
});
