import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { audienceOf } from '../../shared/show/audience.ts';
import { ShowEvent } from '../../shared/show/event.ts';
import { openTestStore } from '../shows/shows-fixture.ts';
import type { ScriptedPage } from './scripted-page.ts';
import { asCrew, asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());
afterEach(() => vi.useRealTimers());

/** A host in the studio, and somebody who came by a link. */
const aStudio = async (wish: Parameters<TestServer['aSeat']>[1] = {}, at: TestServer = server) => {
  const show = await at.aShow();
  const host = await at.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  const seat = at.aSeat(show.actor, wish);
  const guest = await at.connect({ cookie: seat.cookie });
  const opened = await guest.open(asCrew(show.actor));
  return { ...show, host, seat, guest, opened };
};

const untilClosed = (page: ScriptedPage): Promise<number> =>
  Promise.race([page.closed, new Promise<number>((resolve) => setTimeout(resolve, 2_000, 0))]);

describe('somebody who came by a link', () => {
  it('has a place in the studio, under the name and role of their link', async () => {
    const { actor, opened, seat, host } = await aStudio({ role: 'co-host', name: 'Lin' });
    expect(opened.self).toEqual({ participantId: seat.participantId, role: 'co-host' });
    expect(opened.show?.crew?.participants[seat.participantId]).toMatchObject({ name: 'Lin', role: 'co-host' });
    expect(actor.state.crew?.participantIds).toEqual(['host', seat.participantId]);
    expect((await host.event('people.joined')).event).toMatchObject({ participantId: seat.participantId });
  });

  it('is asked for a seat of this very show', async () => {
    const { actor, seat } = await aStudio();
    const elsewhere = await server.aShow();
    const stranger = await server.connect();
    expect(await stranger.refusal('session.open', asCrew(actor))).toBe('auth.required');
    const moved = await server.connect({ cookie: seat.cookie });
    expect(await moved.refusal('session.open', asCrew(elsewhere.actor))).toBe('auth.required');
    const renamed = seat.cookie.replace(actor.state.id, elsewhere.actor.state.id);
    const forged = await server.connect({ cookie: renamed });
    expect(await forged.refusal('session.open', asCrew(elsewhere.actor))).toBe('auth.required');
  });

  it('has one page: the newest tab has the person, and nobody is there twice', async () => {
    const { actor, seat, guest } = await aStudio();
    const second = await server.connect({ cookie: seat.cookie });
    await second.open(asCrew(actor));
    expect(await guest.closed).toBe(CLOSE_CODES.replaced);
    expect(actor.state.crew?.participantIds).toEqual(['host', seat.participantId]);
    expect(actor.state.crew?.participants[seat.participantId]?.presence).toEqual({ state: 'here' });
    expect(await second.refusal('talk.post', { text: 'Here' })).toBe('succeeded');
  });

  it('is away while the line is lost, and has the same place when they are back', async () => {
    const { actor, seat, guest, host, opened } = await aStudio();
    await host.call('stage.enter', { participantId: seat.participantId });
    const { seq } = actor.state;
    await guest.vanish();
    await host.event('people.lost');
    expect(actor.state.crew?.participants[seat.participantId]?.presence.state).toBe('away');
    const back = await server.connect({ cookie: seat.cookie });
    const resume = { sessionId: opened.sessionId, token: opened.resumeToken, seq };
    const resumed = await back.open(asCrew(actor, { resume }));
    expect(resumed).toMatchObject({ session: 'resumed', show: null });
    await back.event('people.returned');
    expect(actor.state.crew?.stageIds).toEqual(['host', seat.participantId]);
  });

  it('has left when nobody came back in time, and may come again', async () => {
    const brief = await openServer({ limits: { graceMs: 30 } });
    const { actor, seat, guest, host } = await aStudio({}, brief);
    await guest.vanish();
    expect((await host.event('people.left')).event).toMatchObject({ reason: 'silent' });
    const again = await brief.connect({ cookie: seat.cookie });
    await again.open(asCrew(actor));
    expect(actor.state.crew?.participantIds).toEqual(['host', seat.participantId]);
    await brief.close();
  });

  it('gives up the seat by leaving, and its link can be used again', async () => {
    const { actor, seat, guest, host } = await aStudio();
    guest.request('people.leave', {});
    expect(await untilClosed(guest)).toBe(CLOSE_CODES.removed);
    expect(actor.state.crew?.participantIds).toEqual(['host']);
    const again = await server.connect({ cookie: seat.cookie });
    expect(await again.refusal('session.open', asCrew(actor))).toBe('auth.required');
    expect(await host.call('invite.list', {})).toMatchObject({ invites: [{ id: seat.inviteId, uses: 0 }] });
  });

  it('is put out by the host at once, for good', async () => {
    const { actor, seat, guest, host } = await aStudio();
    await host.call('people.remove', { participantId: seat.participantId });
    expect(await untilClosed(guest)).toBe(CLOSE_CODES.removed);
    const again = await server.connect({ cookie: seat.cookie });
    expect(await again.refusal('session.open', asCrew(actor))).toBe('auth.required');
    expect(await host.call('invite.list', {})).toMatchObject({ invites: [{ id: seat.inviteId, uses: 1 }] });
  });

  it('is put out when their link is withdrawn, and others are not', async () => {
    const { actor, seat, guest, host } = await aStudio();
    const other = server.aSeat(actor);
    const otherPage = await server.connect({ cookie: other.cookie });
    await otherPage.open(asCrew(actor));
    await host.call('invite.revoke', { inviteId: seat.inviteId });
    expect(await untilClosed(guest)).toBe(CLOSE_CODES.removed);
    expect(actor.state.crew?.participantIds).toEqual(['host', other.participantId]);
    expect(await otherPage.refusal('clock.ping', {})).toBe('succeeded');
  });

  it('is told when the studio is full', async () => {
    const { actor } = await aStudio();
    const pages: ScriptedPage[] = [];
    for (let count = 2; count < 15; count += 1) {
      const page = await server.connect({ cookie: server.aSeat(actor).cookie });
      await page.open(asCrew(actor));
      pages.push(page);
    }
    expect(actor.state.crew?.participantIds).toHaveLength(15);
    const late = await server.connect({ cookie: server.aSeat(actor).cookie });
    expect(await late.refusal('session.open', asCrew(actor))).toBe('people.full');
    await Promise.all(pages.map((page) => page.leave()));
  });

  it('speaks in nobody’s name but their own, and cannot be made to speak up', async () => {
    const { actor, seat, guest, host } = await aStudio();
    const switches = { microphone: 'on', camera: 'on', screen: 'off' } as const;
    await guest.call('people.switch', { switches });
    await host.call('people.mute', { participantId: seat.participantId });
    expect(actor.state.crew?.participants[seat.participantId]?.switches.microphone).toBe('off');
    await host.call('people.switch', { switches });
    expect(actor.state.crew?.participants[seat.participantId]?.switches.microphone).toBe('off');
    expect(actor.state.crew?.participants['host' as typeof seat.participantId]?.switches.microphone).toBe('on');
  });

  it('cannot flood the talk', async () => {
    const { guest } = await aStudio();
    const answers = await Promise.all(Array.from({ length: 8 }, () => guest.refusal('talk.post', { text: 'Hello' })));
    expect(answers.filter((answer) => answer === 'succeeded').length).toBeLessThan(7);
    expect(answers.at(-1)).toBe('request.too-many');
  });
});

describe('who may do what from their page', () => {
  it('lets a co-host invite guests, and nobody who would have the controls or the shelf', async () => {
    const { guest } = await aStudio({ role: 'co-host' });
    const wish = { name: 'X', explaining: 'at-once', maxUses: 1, lifetimeMs: 60_000 } as const;
    for (const role of ['co-host', 'producer', 'operator'] as const) {
      expect(await guest.refusal('invite.create', { ...wish, role })).toBe('auth.forbidden');
    }
    for (const role of ['guest', 'seller', 'moderator', 'camera'] as const) {
      expect(await guest.call('invite.create', { ...wish, role })).toMatchObject({ invite: { role } });
    }
  });
});

describe('what viewers know of the crew', () => {
  const crewTypes = ShowEvent.options
    .map(({ entries }) => entries.type.literal)
    .filter((type) => /^(people|stage|seller|talk|moderation|production|stock|sale)\./.test(type));

  it('is no event of theirs', () => {
    expect(crewTypes).toHaveLength(33);
    const everyone = ShowEvent.options
      .flatMap(({ entries }) => entries.type.literal)
      .filter((type) => !crewTypes.includes(type) && !/^(hold|order|draw|chatter|audience)\./.test(type));
    expect(everyone.every((type) => /^(show|shelf|callout|program|flash|giveaway|chat|question)\./.test(type))).toBe(
      true,
    );
    expect(audienceOf({ type: 'show.started' })).toBe('everyone');
    expect(audienceOf({ type: 'stage.spotlit', participantId: null })).toBe('crew');
    expect(audienceOf({ type: 'hold.listClosed' })).toBe('nobody');
  });

  it('is nothing: not when they come, not while they watch, and not when they come back', async () => {
    const { actor, host, guest, seat } = await aStudio();
    const viewer = await server.connect();
    const opened = await viewer.open(asViewer(actor));
    expect(opened).toMatchObject({ self: null, show: { crew: null } });
    const { seq } = actor.state;
    await guest.call('talk.post', { text: 'A secret' });
    await host.call('stage.enter', { participantId: seat.participantId });
    await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await viewer.event('shelf.added');
    expect(viewer.events).toEqual(['shelf.added']);

    await viewer.vanish();
    await guest.call('talk.post', { text: 'Another secret' });
    await host.call('show.rename', { title: 'Autumn teas' });
    const back = await server.connect();
    const resume = { sessionId: opened.sessionId, token: opened.resumeToken, seq };
    expect(await back.open(asViewer(actor, { resume }))).toMatchObject({ session: 'resumed', show: null });
    await back.event('show.renamed');
    expect(back.events).toEqual(['shelf.added', 'show.renamed']);
    expect(JSON.stringify([viewer.frames, back.frames])).not.toContain('secret');
  });
});

describe('a server that starts again', () => {
  it('keeps the studio’s people, away until they are back', async () => {
    const store = openTestStore();
    const before = await openServer({ store });
    const { actor, seat, host } = await aStudio({}, before);
    await host.call('stage.enter', { participantId: seat.participantId });
    await before.close();
    const after = await openServer({ store });
    const again = after.app.shows.get(actor.state.id);
    expect(again?.state.crew?.participants[seat.participantId]?.presence.state).toBe('away');
    const guest = await after.connect({ cookie: seat.cookie });
    const opened = await guest.open(asCrew(actor));
    expect(opened.show?.crew?.stageIds).toEqual(['host', seat.participantId]);
    expect(opened.show?.crew?.participants[seat.participantId]?.presence).toEqual({ state: 'here' });
    await after.close();
    store.close();
  });
});
