import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST } from '../../shared/show/actor.ts';
import { Buyers } from '../till/buyers.ts';
import type { ScriptedPage } from './scripted-page.ts';
import { asCrew, asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ limits: { chatFramesPerSecond: 100 } });
});
afterAll(() => server.close());

const aCookie = (): string => new Buyers('http').welcome(undefined)?.split(';')[0] ?? '';

/** A live show with its host, and a way to come and watch. */
const aRoom = async (on: TestServer = server) => {
  const show = await on.aShow();
  const host = await on.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  await show.actor.submit({ type: 'show.start' }, HOST);
  const visit = async (cookie = aCookie()) => {
    const page = await on.connect({ cookie });
    await page.open(asViewer(show.actor));
    return page;
  };
  return { ...show, host, visit };
};

const write = (page: ScriptedPage, text: string, name = 'Mei') =>
  page.call('chat.write', { name, text, replyToId: null, intent: 'intent-of-chat' });
const refusalOf = (page: ScriptedPage, text: string) =>
  page.refusal('chat.write', { name: 'Mei', text, replyToId: null, intent: 'intent-of-chat' });

describe('a viewer who writes', () => {
  it('is read by everybody, and known to nobody', async () => {
    const { host, visit } = await aRoom();
    const cookie = aCookie();
    const [mei, tom] = [await visit(cookie), await visit()];
    const { messageId, state } = await write(mei, 'Does it come in blue?');
    expect(state).toBe('shown');
    for (const page of [mei, tom, host]) {
      const { event } = await page.event('chat.posted');
      expect(event).toMatchObject({
        message: { id: messageId, author: { name: 'Mei' }, text: 'Does it come in blue?' },
      });
    }
    expect(await mei.tick('chat.self')).toMatchObject({ name: 'Mei', standing: 'free', held: [] });
    expect(tom.ticks('chat.self')).toBe(0);
    expect(JSON.stringify([tom.frames, host.frames])).not.toContain('buyerId');
    const later = await visit(cookie);
    expect(await later.tick('chat.self')).toEqual(await mei.tick('chat.self'));
  });

  it('finds what was written before they came', async () => {
    const { actor, visit } = await aRoom();
    await write(await visit(), 'First');
    const page = await server.connect({ cookie: aCookie() });
    const { show } = await page.open(asViewer(actor));
    expect(show).toMatchObject({ chat: { messages: [{ text: 'First' }] }, chatters: null });
  });

  it('may take it back, as nobody else may', async () => {
    const { visit } = await aRoom();
    const [mei, tom] = [await visit(), await visit()];
    const { messageId } = await write(mei, 'Oops');
    expect(await tom.refusal('chat.takeBack', { messageId })).toBe('auth.forbidden');
    await mei.call('chat.takeBack', { messageId });
    expect((await tom.event('chat.removed')).event).toMatchObject({ messageIds: [messageId] });
  });

  it('needs a browser that keeps cookies', async () => {
    const { actor } = await aRoom();
    const page = await server.connect();
    await page.open(asViewer(actor));
    expect(await refusalOf(page, 'Hello')).toBe('buyer.unknown');
  });

  it('cannot do what the staff does', async () => {
    const { visit } = await aRoom();
    const mei = await visit();
    const { messageId } = await write(mei, 'Hello');
    for (const [method, params] of [
      ['chat.remove', { messageId }],
      ['chat.pin', { messageId }],
      ['chat.speak', { text: 'Free!', replyToId: null, tone: 'announced' }],
    ] as const) {
      expect(await mei.refusal(method, params)).toBe('auth.forbidden');
    }
  });

  it('who floods is stopped before the show is asked', async () => {
    const { actor, visit } = await aRoom();
    const page = await visit();
    await write(page, 'One');
    const { seq } = actor.state;
    const codes = await Promise.all(Array.from({ length: 8 }, () => refusalOf(page, 'Again')));
    expect(new Set(codes)).toEqual(new Set(['chat.too-fast']));
    expect(actor.state.seq).toBe(seq);
  });
});

describe('the staff', () => {
  it('holds words: who wrote them and the staff see them, nobody else, until they are let through', async () => {
    const { actor, host, visit } = await aRoom();
    const [mei, tom] = [await visit(), await visit()];
    await host.call('chat.holdWords', { words: ['scam'] });
    const { messageId, state } = await write(mei, 'Is it a scam?');
    expect(state).toBe('held');
    expect((await host.event('moderation.held')).event).toMatchObject({ message: { text: 'Is it a scam?' } });
    expect(mei.newestTick('chat.self')).toMatchObject({ held: [{ id: messageId, text: 'Is it a scam?' }] });
    // Whatever is told after it has been told to Tom.
    await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await tom.event('shelf.added');
    expect(JSON.stringify(tom.frames)).not.toContain('scam');
    const late = await server.connect({ cookie: aCookie() });
    expect(JSON.stringify(await late.open(asViewer(actor)))).not.toContain('scam');
    await host.call('chat.settle', { messageId, verdict: 'shown' });
    expect((await tom.event('chat.posted')).event).toMatchObject({ message: { id: messageId } });
    expect(mei.newestTick('chat.self')).toMatchObject({ held: [] });
  });

  it('mutes somebody, who is told, and takes it back', async () => {
    const { actor, host, visit } = await aRoom();
    const mei = await visit();
    await write(mei, 'Rude');
    const mark = (await mei.tick('chat.self')).mark;
    const { cookie } = server.aSeat(actor, { role: 'moderator', name: 'Mona' });
    const moderator = await server.connect({ cookie });
    await moderator.open(asCrew(actor));
    await moderator.call('chat.restrict', { mark, standing: 'muted' });
    expect(await refusalOf(mei, 'Rude again')).toBe('chat.muted');
    expect(mei.newestTick('chat.self')).toMatchObject({ standing: 'muted' });
    expect((await host.event('moderation.restricted')).event).toMatchObject({ name: 'Mei', standing: 'muted' });
    await host.call('chat.restrict', { mark, standing: 'free' });
    expect(await refusalOf(mei, 'Sorry')).not.toBe('chat.muted');
  });

  it('is a guest’s page not', async () => {
    const { actor } = await aRoom();
    const { cookie } = server.aSeat(actor, { role: 'guest' });
    const guest = await server.connect({ cookie });
    await guest.open(asCrew(actor));
    expect(await guest.refusal('chat.slow', { seconds: 10 })).toBe('auth.forbidden');
  });
});

describe('a room that is full of talk', () => {
  it('refuses viewers beyond what can be read, and never the staff or the shelf', async () => {
    const busy = await openServer({ limits: { chatPerSecond: 3, chatFramesPerSecond: 300 } });
    const { host, visit } = await aRoom(busy);
    const pages = await Promise.all(Array.from({ length: 6 }, () => visit()));
    const answers = await Promise.all(pages.map((page) => refusalOf(page, 'Hello')));
    expect(answers.filter((answer) => answer === 'chat.busy').length).toBeGreaterThanOrEqual(2);
    expect(answers.filter((answer) => answer === 'succeeded').length).toBeGreaterThanOrEqual(3);
    await host.call('chat.speak', { text: 'One at a time', replyToId: null, tone: 'said' });
    await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await busy.close();
  });

  it('tells what was written together, in its place among everything else, and nothing twice', async () => {
    const slow = await openServer({ limits: { chatFramesPerSecond: 0.05 } });
    const { host, visit } = await aRoom(slow);
    const [reader, ...writers] = await Promise.all(Array.from({ length: 4 }, () => visit()));
    if (!reader) throw new Error('somebody reads');
    for (const writer of writers) await write(writer, 'Hello');
    await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await reader.event('shelf.added');
    expect(reader.events).toEqual(['chat.posted', 'chat.posted', 'chat.posted', 'shelf.added']);
    expect(reader.seqs).toEqual(reader.seqs.toSorted((left, right) => left - right));
    // Whoever comes while lines wait has them in the state, and is not told again.
    await host.call('chat.speak', { text: 'Welcome', replyToId: null, tone: 'said' });
    const late = await visit();
    await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await late.event('shelf.added');
    expect(late.events).toEqual(['shelf.added']);
    await slow.close();
  });
});
