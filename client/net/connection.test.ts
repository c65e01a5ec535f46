import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { CalloutId } from '../../shared/ids.ts';
import { Scope } from '../../shared/lifetime.ts';
import { MAX_STUDIO_FRAME_BYTES, PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import { PEOPLE_PROTOCOL } from '../../shared/protocol/people-protocol.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { ADDRESS, anEvent, setUp } from './connection-fixture.ts';
import { openConnection } from './connection.ts';
import { fakeNetwork } from './fake-socket.ts';

describe('opening', () => {
  test('the first frame is session.open, and the line is open when it is answered', async () => {
    const { network, seen, answerOpening } = setUp();
    expect(network.latest().requests).toEqual([]);
    const socket = await answerOpening();
    expect(socket.requests[0]).toEqual({
      t: 'request',
      id: 1,
      method: 'session.open',
      params: { as: 'viewer', version: PROTOCOL_VERSION, address: ADDRESS, resume: null, watch: null },
    });
    expect(seen.opened[0]?.show?.seq).toBe(7);
    expect(seen.states).toEqual([{ state: 'open' }]);
  });

  test('the socket opens while the page still prepares its first frame', async () => {
    const clock = fakeClock();
    const network = fakeNetwork();
    const scope = new Scope(() => undefined);
    const { promise, resolve } = Promise.withResolvers<MethodParams<'session.open'>>();
    const silent = {
      onOpened: () => undefined,
      onEvent: () => undefined,
      onTick: () => undefined,
      onState: () => undefined,
    };
    const ports = { clock, random: () => 0.5, socketFactory: network.factory };
    openConnection(
      {
        url: 'wss://shop.example/socket',
        protocol: PEOPLE_PROTOCOL,
        makeOpenParams: () => promise,
        ...silent,
        ...ports,
      },
      scope,
    );
    network.latest().accept();
    await clock.advance(100);
    expect(network.latest().requests).toEqual([]);
    resolve({ as: 'viewer', version: PROTOCOL_VERSION, address: ADDRESS, resume: null, watch: null });
    await clock.advance(0);
    expect(network.latest().requests.map((request) => request.method)).toEqual(['session.open']);
    await scope.close();
  });

  test('a line that never answers is given up and tried again', async () => {
    const { clock, network, seen } = setUp();
    await clock.advance(9_999);
    expect(network.sockets).toHaveLength(1);
    await clock.advance(1);
    expect(network.sockets[0]?.isClosedByPage).toBe(true);
    expect(seen.states.at(-1)).toMatchObject({ state: 'waiting', attempt: 1 });
    await clock.advance(175);
    expect(network.sockets).toHaveLength(2);
  });

  test('a refusal that retrying cannot help ends the attempts', async () => {
    const { clock, network, seen } = setUp();
    const socket = network.latest();
    socket.accept();
    await clock.advance(0);
    socket.send({ t: 'failure', id: 1, code: 'session.replaced' });
    await clock.advance(60_000);
    expect(seen.states).toEqual([{ state: 'refused', code: 'session.replaced' }]);
    expect(network.sockets).toHaveLength(1);
    expect(clock.pendingCount).toBe(0);
  });

  test('a refusal that may pass is told, and tried again', async () => {
    const { clock, network, seen } = setUp();
    network.latest().accept();
    await clock.advance(0);
    network.latest().send({ t: 'failure', id: 1, code: 'people.full' });
    await clock.advance(0);
    expect(seen.states.at(-1)).toMatchObject({ state: 'waiting', code: 'people.full' });
    await clock.advance(250);
    expect(network.sockets).toHaveLength(2);
  });
});

describe('calls', () => {
  test('answers find their calls in any order', async () => {
    const { connection, answerOpening, clock } = setUp();
    const socket = await answerOpening();
    const first = connection.call('media.restartIce', { transportId: 'a' });
    const second = connection.call('callout.close', { calloutId: v.parse(CalloutId, 'callout-1') });
    await clock.advance(0);
    socket.reply(socket.last('callout.close').id, { unknown: 'field' });
    socket.reply(socket.last('media.restartIce').id, {
      iceParameters: { usernameFragment: 'u', password: 'p', fromTheFuture: true },
    });
    expect(await second).toEqual({});
    expect(await first).toEqual({ iceParameters: { usernameFragment: 'u', password: 'p' } });
  });

  test('a failure rejects with its code, and with the field where one is meant', async () => {
    const { connection, answerOpening, clock } = setUp();
    const socket = await answerOpening();
    const call = connection.call('show.start', {});
    await clock.advance(0);
    socket.send({ t: 'failure', id: socket.last('show.start').id, code: 'show.no-program', field: 'video' });
    await expect(call).rejects.toMatchObject({
      code: 'show.no-program',
      cause: { code: 'show.no-program', field: 'video' },
    });
  });

  test('an answer of the wrong shape is the server’s fault', async () => {
    const { connection, answerOpening, clock } = setUp();
    const socket = await answerOpening();
    const call = connection.call('media.restartIce', { transportId: 'a' });
    await clock.advance(0);
    socket.reply(socket.last('media.restartIce').id, { iceParameters: 3 });
    await expect(call).rejects.toMatchObject({ code: 'server.internal' });
  });

  test('a call without an answer times out after ten seconds', async () => {
    const { connection, answerOpening, clock } = setUp();
    await answerOpening();
    const call = connection.call('show.start', {});
    const outcome = expect(call).rejects.toMatchObject({ code: 'net.timeout' });
    await clock.advance(10_000);
    await outcome;
  });

  test('what would cost the socket is not sent', async () => {
    const { connection, answerOpening } = setUp();
    const socket = await answerOpening();
    const say = (text: string) => connection.call('talk.post', { text });
    // In UTF-8 three bytes each.
    await expect(say('字'.repeat(MAX_STUDIO_FRAME_BYTES / 3))).rejects.toMatchObject({ code: 'request.too-large' });
    expect(socket.requests.filter(({ method }) => method === 'talk.post')).toEqual([]);
    void say('x'.repeat(MAX_STUDIO_FRAME_BYTES / 2)).catch(() => undefined);
    expect(socket.last('talk.post')).toBeDefined();
  });

  test('an aborted call rejects with the reason, and its late answer is no error', async () => {
    const { connection, answerOpening, clock, seen } = setUp();
    const socket = await answerOpening();
    const controller = new AbortController();
    const call = connection.call('show.start', {}, controller.signal);
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    socket.reply(socket.last('show.start').id, {});
    await clock.advance(0);
    expect(seen.states.at(-1)).toEqual({ state: 'open' });
  });

  test('calls fail at once while the line is down, and those under way fail with it', async () => {
    const { connection, answerOpening } = setUp();
    await expect(connection.call('show.start', {})).rejects.toMatchObject({ code: 'net.unreachable' });
    const socket = await answerOpening();
    const call = connection.call('show.start', {});
    socket.close(1006);
    await expect(call).rejects.toBeInstanceOf(AppError);
    await expect(call).rejects.toMatchObject({ code: 'net.unreachable' });
  });
});

describe('events and ticks', () => {
  test('events come in order, without repetitions and unknown members', async () => {
    const { answerOpening, seen } = setUp();
    const socket = await answerOpening();
    socket.send(anEvent(6));
    socket.send({ ...(anEvent(8) as object), fromTheFuture: 1 });
    socket.send(anEvent(8));
    socket.send(anEvent(9));
    expect(seen.events.map((logged) => logged.seq)).toEqual([8, 9]);
    expect(seen.events[0]).toEqual({ seq: 8, atMs: 1, event: { type: 'show.renamed', title: 'Title 8' } });
  });

  test('a page is told of what it may know only, and misses nothing by that', async () => {
    const { answerOpening, seen, network } = setUp();
    const socket = await answerOpening();
    socket.send(anEvent(9));
    socket.send(anEvent(30));
    socket.send(anEvent(12));
    expect(seen.events.map((logged) => logged.seq)).toEqual([9, 30]);
    expect(network.sockets).toHaveLength(1);
  });

  test('ticks are checked by the table; unknown and unreadable ones are passed over', async () => {
    const { answerOpening, seen } = setUp();
    const socket = await answerOpening();
    socket.send({ t: 'tick', type: 'watchers.counted', data: { watchers: 4, fromTheFuture: 1 } });
    socket.send({ t: 'tick', type: 'from.the-future', data: {} });
    socket.send({ t: 'tick', type: 'watchers.counted', data: { watchers: -1 } });
    socket.sendText('not JSON');
    socket.sendText(new ArrayBuffer(2));
    expect(seen.ticks).toEqual([['watchers.counted', { watchers: 4 }]]);
    expect(seen.states.at(-1)).toEqual({ state: 'open' });
  });
});
