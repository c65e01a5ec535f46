import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EditId, FlashId, GiveawayId, SellerId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { InvitedRole, InviteWish } from '../../shared/protocol/invites.ts';
import { METHODS, type MethodParams } from '../../shared/protocol/methods.ts';
import { HOST, HOST_ID } from '../../shared/show/actor.ts';
import { aColorLayer, aDocument, granted, layerId, sceneId } from '../../shared/scene/sample-documents.ts';
import { between } from '../../shared/scene/diff.ts';
import { setLayerOpacity } from '../../shared/scene/edit-layers.ts';
import { sceneEditOf } from '../../shared/scene/shared-edit.ts';
import { A_FINGERPRINT, aProduction } from '../sfu/testing/rtp-parameters.ts';
import { Buyers } from '../till/buyers.ts';
import { BUYERS, CALLERS, MAKER, MAY, WATCHING, type Caller } from './permissions-fixture.ts';
import type { ScriptedPage } from './scripted-page.ts';
import {
  ask,
  asCrew,
  asDesk,
  asStudio,
  asViewer,
  openServer,
  someFacts,
  type TestServer,
  type TestShow,
} from './signaling-fixture.ts';

type AWorld = Awaited<ReturnType<typeof aWorld>>;
type Params = { readonly [Name in keyof typeof MAY]: (world: AWorld) => MethodParams<Name> };

const document = aDocument({ scenes: { s1: [aColorLayer('sky')] } });
const edit = sceneEditOf(between(document, granted(setLayerOpacity(document, layerId('sky'), 0.5))));
const dtlsParameters = { role: 'client' as const, fingerprints: [A_FINGERPRINT] };
const anInvite: InviteWish = { role: 'guest', name: 'X', explaining: 'at-once', maxUses: 1, lifetimeMs: 60_000 };
const aReport = { latencyP50Ms: null, latencyP95Ms: null, framesPerSecond: 30, freezes: 0, packetsLost: 0 };
const onTarget = ({ participantId }: AWorld) => ({ participantId });
const onItem = ({ itemId }: AWorld) => ({ itemId });
const onWritten = ({ writtenId }: AWorld) => ({ messageId: writtenId });
const onHold = ({ holdId }: AWorld) => ({ holdId });

/** What each method takes, all of it of the one show. */
const PARAMS: Params = {
  'clock.ping': () => ({}),
  'show.rename': () => ({ title: 'Autumn teas' }),
  'show.start': () => ({}),
  'show.end': () => ({}),
  'shelf.add': () => ({ facts: someFacts(), visibility: 'listed' }),
  'shelf.addAll': () => ({ items: [{ facts: someFacts(), visibility: 'listed' }] }),
  'shelf.change': ({ itemId }) => ({ itemId, facts: someFacts() }),
  'shelf.move': ({ itemId }) => ({ itemId, toIndex: 0 }),
  'shelf.remove': onItem,
  'shelf.list': onItem,
  'shelf.unlist': onItem,
  'shelfSet.list': () => ({}),
  'shelfSet.save': () => ({ name: 'Spring' }),
  'shelfSet.put': ({ setId }) => ({ setId }),
  'shelfSet.delete': ({ setId }) => ({ setId }),
  'stock.correct': ({ itemId }) => ({ itemId, change: { kind: 'by', units: 1 }, reason: 'counted', note: null }),
  'callout.open': onItem,
  'callout.close': ({ calloutId }) => ({ calloutId }),
  'seller.ask': ({ ownItemId }) => ({ itemId: ownItemId }),
  'seller.drop': () => ({}),
  'seller.answer': ({ ownItemId }) => ({
    sellerId: v.parse(SellerId, 'seller'),
    itemId: ownItemId,
    answer: 'declined',
  }),
  'flash.start': ({ itemId }) => ({ itemId, priceMinor: 100, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 }),
  'flash.plan': ({ itemId }) => ({ itemId, priceMinor: 100, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 }),
  'flash.unplan': ({ itemId }) => ({ itemId }),
  'flash.cancel': () => ({ flashId: v.parse(FlashId, 'flash1') }),
  'flash.close': () => ({ flashId: v.parse(FlashId, 'flash1') }),
  'giveaway.start': ({ itemId }) => ({ prize: 'Tea', itemId, winners: 1, word: null, openMs: 30_000 }),
  'giveaway.cancel': () => ({ giveawayId: v.parse(GiveawayId, 'giveaway1') }),
  'giveaway.enter': () => ({ giveawayId: v.parse(GiveawayId, 'giveaway1'), intent: 'intent-3', name: 'Ann' }),
  'program.mark': () => ({ mark: { captureAtMs: 1, calloutId: null, areas: [] } }),
  'invite.create': () => anInvite,
  'invite.list': () => ({}),
  'invite.revoke': ({ inviteId }) => ({ inviteId }),
  'people.leave': () => ({}),
  'people.remove': onTarget,
  'people.rename': () => ({ name: 'Somebody' }),
  'people.switch': () => ({ switches: { microphone: 'off', camera: 'off', screen: 'off' } }),
  'people.mute': onTarget,
  'people.setPicture': ({ participantId }) => ({ participantId, picture: 'hidden' }),
  'people.setFader': ({ participantId }) => ({ participantId, faderDb: -6 }),
  'people.setQuality': ({ participantId }) => ({ participantId, quality: 'low' }),
  'stage.enter': onTarget,
  'stage.leave': onTarget,
  'stage.move': ({ participantId }) => ({ participantId, toIndex: 0 }),
  'stage.spotlight': onTarget,
  'stage.cue': onTarget,
  'stage.setScreen': ({ participantId }) => ({ participantId, screen: 'off-air' }),
  'production.open': () => ({ document, sceneId: sceneId('s1') }),
  'production.edit': () => ({ editId: v.parse(EditId, 'edit1'), edit }),
  'production.take': () => ({ sceneId: sceneId('s1'), transition: { kind: 'cut' } }),
  'production.standBy': () => ({ standby: 'ready' }),
  'production.appoint': () => ({ participantId: HOST_ID }),
  'production.handOver': () => ({ participantId: HOST_ID }),
  'talk.post': () => ({ text: 'Hello' }),
  'talk.remove': ({ messageId }) => ({ messageId }),
  'chat.write': () => ({ name: 'Ann', text: 'Hello again', replyToId: null, intent: 'intent-4' }),
  'chat.takeBack': onWritten,
  'reaction.tap': () => ({ heart: 1, thumb: 0, laugh: 0 }),
  'question.ask': () => ({ name: 'Ann', text: 'Is it fresh?' }),
  'question.vote': onWritten,
  'question.answer': onWritten,
  'question.finish': () => ({}),
  'chat.speak': () => ({ text: 'Hello', replyToId: null, tone: 'said' }),
  'chat.remove': onWritten,
  'chat.pin': onWritten,
  'chat.air': onWritten,
  'chat.slow': () => ({ seconds: 10 }),
  'chat.holdWords': () => ({ words: ['scam'] }),
  'chat.settle': ({ writtenId }) => ({ messageId: writtenId, verdict: 'shown' }),
  'chat.restrict': ({ mark }) => ({ mark, standing: 'muted' }),
  'crew.openSend': () => ({}),
  'crew.openReceive': () => ({}),
  'crew.connect': () => ({ transportId: 'transport', dtlsParameters }),
  'crew.restartIce': () => ({ transportId: 'transport' }),
  'crew.produce': () => ({ transportId: 'transport', media: 'microphone', rtpParameters: aProduction('audio') }),
  'crew.closeProducer': () => ({ producerId: 'producer' }),
  'crew.consume': () => ({ producerId: 'producer', rtpCapabilities: ask(server).rtpCapabilities }),
  'crew.tuneConsumer': () => ({ consumerId: 'consumer', encoding: 'low', flow: 'on' }),
  'crew.closeConsumer': () => ({ consumerId: 'consumer' }),
  'media.openSend': () => ({}),
  'media.connect': () => ({ transportId: 'transport', dtlsParameters }),
  'media.produce': () => ({ transportId: 'transport', kind: 'audio', rtpParameters: aProduction('audio') }),
  'media.closeProducer': () => ({ producerId: 'producer' }),
  'media.restartIce': () => ({ transportId: 'transport' }),
  'media.watch': () => ask(server),
  'hold.request': ({ itemId }) => ({ intent: 'intent-2', itemId, quantity: 1, seen: { priceMinor, currency } }),
  'hold.extend': onHold,
  'hold.startCheckout': onHold,
  'hold.cancel': onHold,
  'orders.list': () => ({}),
  'orders.withdraw': onHold,
  'orders.settle': onHold,
  'orders.refund': ({ holdId }) => ({ holdId, paymentId: 'p1', way: 'mark' }),
  'numbers.read': () => ({}),
  'studio.clock': () => ({ offsetMs: 3 }),
  'viewer.report': () => aReport,
  'viewer.notice': ({ itemId, calloutId }) => ({ notices: [{ kind: 'seen', itemId, calloutId }] }),
};
const { priceMinor, currency } = someFacts();

let server: TestServer;
beforeAll(async () => {
  // Nothing is on air, and nobody is to hear of it.
  server = await openServer({ limits: { joinBurst: 100_000, interruptAfterMs: 3_600_000 } });
});
afterAll(() => server.close());

/** A live show in which there is one of everything that can be asked for, and what proves each caller. */
const aWorld = async () => {
  const show = await server.aShow();
  const { actor } = show;
  const elsewhere = await server.aShow();
  const cookies: Record<Caller, string> = {
    viewer: '',
    buyer: new Buyers('http').welcome(undefined)?.split(';')[0] ?? '',
    'owner of another channel': elsewhere.cookie,
    'guest of another show': server.aSeat(elsewhere.actor, { role: 'co-host' }).cookie,
    host: show.cookie,
    ...seatsOf(show, ['guest', 'seller', 'camera', 'moderator', 'operator', 'producer', 'co-host']),
  };
  const connect = (caller: Caller): Promise<ScriptedPage> => server.connect({ cookie: cookies[caller] });
  const enter = async (caller: Caller): Promise<ScriptedPage> => {
    const page = await connect(caller);
    if (WATCHING.includes(caller)) await page.open(asViewer(actor));
    else await page.open(caller === 'host' ? asStudio(actor, { claim: 'take-over' }) : asCrew(actor));
    return page;
  };
  const host = await enter('host');
  await actor.submit({ type: 'show.start' }, HOST);
  await host.call('production.open', { document, sceneId: sceneId('s1') });
  const { itemId } = await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
  const { calloutId } = await host.call('callout.open', { itemId });
  const { messageId } = await host.call('talk.post', { text: 'Welcome' });
  const [set] = (await host.call('shelfSet.save', { name: 'Spring' })).sets;
  assert(set, 'the set was saved');
  const { participantId, inviteId, cookie } = server.aSeat(actor);
  await (await server.connect({ cookie })).open(asCrew(actor));
  const seller = await enter('seller');
  const { itemId: ownItemId } = await seller.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
  const seen = { priceMinor, currency };
  const buyer = await enter('buyer');
  const verdict = await buyer.call('hold.request', { intent: 'intent-1', itemId, quantity: 1, seen });
  assert(verdict.kind === 'hold', 'there is something to hold');
  const { holdId } = verdict.hold;
  const { messageId: writtenId } = await buyer.call('chat.write', {
    name: 'Ann',
    text: 'Hello',
    replyToId: null,
    intent: 'intent-5',
  });
  const { mark } = await buyer.tick('chat.self');
  return {
    actor,
    elsewhere,
    connect,
    enter,
    itemId,
    ownItemId,
    setId: set.id,
    calloutId,
    messageId,
    participantId,
    inviteId,
    holdId,
    writtenId,
    mark,
  };
};

const seatsOf = <Role extends InvitedRole>({ actor }: TestShow, roles: readonly Role[]): Record<Role, string> =>
  Object.fromEntries(roles.map((role) => [role, server.aSeat(actor, { role }).cookie])) as Record<Role, string>;

/** `succeeded`, or the code of the refusal. A page that is closed has said what it wanted. */
const outcomeOf = (page: ScriptedPage, method: string, params: unknown): Promise<string> =>
  Promise.race([page.refusal(method, params), page.closed.then(() => 'succeeded')]);

const refusalOf = (method: keyof typeof MAY, caller: Caller): string =>
  MAY[method] === BUYERS && WATCHING.includes(caller) ? 'buyer.unknown' : 'auth.forbidden';

/** What is said of an id that is none of this show’s. */
const NOTHING_THERE = /[.-](?:not-found|not-open|unknown)$/;
/** What says that the request did not come to what it is about. */
const STOPPED = /^(?:auth|request|buyer|server)\./;

const methods = Object.keys(METHODS).filter((name): name is keyof typeof MAY => name !== 'session.open');

describe('who may call what', () => {
  it('is said of every method', () => {
    expect(Object.keys(MAY)).toEqual(expect.arrayContaining(methods));
    expect(methods).toHaveLength(Object.keys(MAY).length);
  });

  it.each(methods)('is so for %s', async (method) => {
    const world = await aWorld();
    const params = PARAMS[method](world);
    for (const caller of CALLERS) {
      const page = await world.enter(caller);
      const { seq } = world.actor.state;
      const outcome = await outcomeOf(page, method, params);
      if (MAY[method].includes(caller)) expect(outcome, `${caller} may`).not.toMatch(STOPPED);
      else {
        expect(outcome, `${caller} may not`).toBe(refusalOf(method, caller));
        expect(world.actor.state.seq, `${caller} has changed nothing`).toBe(seq);
      }
    }
  });
});

describe('who may come in', () => {
  /** What a page of this kind, of this show, is answered with; null lets it in. */
  type Kind = 'viewer' | 'crew' | 'desk' | 'studio';
  const needed = { viewer: null, crew: 'auth.required', desk: 'auth.required', studio: 'auth.required' };
  const seated = { ...needed, crew: null, desk: 'auth.forbidden' };
  const atDesk = { ...seated, desk: null };
  const EXPECTED: Record<Caller, Record<Kind, string | null>> = {
    viewer: needed,
    buyer: needed,
    'owner of another channel': { ...needed, desk: 'auth.forbidden', studio: 'auth.forbidden' },
    'guest of another show': needed,
    guest: seated,
    seller: seated,
    camera: seated,
    moderator: atDesk,
    operator: atDesk,
    producer: atDesk,
    'co-host': atDesk,
    host: { ...needed, desk: null, studio: null },
  };

  it.each(CALLERS)('is so for the cookie of: %s', async (caller) => {
    const { actor, connect } = await aWorld();
    const openings = {
      viewer: asViewer(actor),
      crew: asCrew(actor),
      desk: asDesk(actor),
      studio: asStudio(actor, { claim: 'take-over' }),
    };
    for (const [kind, code] of Object.entries(EXPECTED[caller])) {
      const page = await connect(caller);
      const params = openings[kind as keyof typeof openings];
      expect(await page.refusal('session.open', params), kind).toBe(code ?? 'succeeded');
    }
  });
});

describe('the page that makes the program', () => {
  const byMaker = methods.filter((method) => MAY[method] === MAKER);

  it.each(byMaker)('is the only one that may call %s, whoever it is', async (method) => {
    const world = await aWorld();
    const coHost = await world.connect('co-host');
    const { self } = await coHost.open(asCrew(world.actor));
    assert(self, 'a co-host has a place');
    const host = await world.enter('host');
    await coHost.call('production.standBy', { standby: 'ready' });
    await host.call('production.handOver', { participantId: self.participantId });
    const params = PARAMS[method](world);
    expect(await outcomeOf(host, method, params)).toBe('auth.forbidden');
    expect(await outcomeOf(coHost, method, params)).not.toMatch(STOPPED);
  });
});

describe('somebody in charge of one show', () => {
  it('does nothing to another one by naming what is in it', async () => {
    const world = await aWorld();
    const { actor, elsewhere } = world;
    await elsewhere.actor.submit({ type: 'show.start' }, HOST);
    const host = await server.connect({ cookie: elsewhere.cookie });
    await host.open(asStudio(elsewhere.actor));
    const buyer = await world.connect('buyer');
    await buyer.open(asViewer(elsewhere.actor));
    const before = actor.state;
    const { itemId, setId, calloutId, messageId, participantId, inviteId, holdId, writtenId, mark } = world;
    const ids: unknown[] = [itemId, setId, calloutId, messageId, participantId, inviteId, holdId, writtenId, mark];
    for (const method of methods.filter((name) => name !== 'show.end')) {
      const page = MAY[method].includes('host') ? host : buyer;
      const params = PARAMS[method](world);
      const outcome = await outcomeOf(page, method, params);
      if (Object.values(params).some((value) => ids.includes(value))) expect(outcome, method).toMatch(NOTHING_THERE);
    }
    expect(actor.state).toBe(before);
  });
});
