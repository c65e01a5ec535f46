import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { CalloutId, SessionId, ShowAddress } from '../../shared/ids.ts';
import { Scope } from '../../shared/lifetime.ts';
import { CLOSE_CODES, MAX_STUDIO_FRAME_BYTES, PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { MethodParams, Opened } from '../../shared/protocol/methods.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { fakeClock, type FakeClock } from '../platform/fake-clock.ts';
import { openConnection, type ConnectionState, type Resume } from './connection.ts';
import { fakeNetwork, type FakeSocket } from './fake-socket.ts';

const SESSION = v.parse(SessionId, 'session-1');
const ADDRESS = v.parse(ShowAddress, 'spring-sale');
/** The page of somebody in the studio: it is told every event. */
const HOST_SELF = { participantId: 'host', role: 'host' };
/** How far the server's clock is ahead of the page's, in these tests. */
const AHEAD_MS = 90_000;

const aShow = (seq: number): unknown => ({
  id: 'show-1',
  channelId: 'channel-1',
  title: 'Spring sale',
  address: ADDRESS,
  createdAtMs: 1,
  life: { phase: 'draft' },
  items: {},
  itemIds: [],
  callout: null,
  mark: null,
  seq,
});

const anEvent = (seq: number, title = `Title ${seq}`): unknown => ({
  t: 'event',
  seq,
  atMs: 1,
  event: { type: 'show.renamed', title },
});

const anOpening = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  sessionId: SESSION,
  resumeToken: 'token-1',
  session: 'fresh',
  serverAtMs: 1,
  show: aShow(7),
  channel: { name: 'Channel', handle: 'channel' },
  watchers: 0,
  self: HOST_SELF,
  watch: null,
  hostClockOffsetMs: null,
  ...over,
});

const setUp = () => {
  const clock = fakeClock();
  const network = fakeNetwork();
  const scope = new Scope((error) => {
    throw error;
  });
  const seen = {
    states: [] as ConnectionState[],
    opened: [] as Opened[],
    events: [] as LoggedEvent[],
    ticks: [] as unknown[],
    resumes: [] as (Resume | null)[],
    offsets: [] as number[],
  };
  const connection = openConnection(
    {
      url: 'wss://shop.example/socket',
      makeOpenParams: (resume) => {
        seen.resumes.push(resume);
        return { as: 'viewer', version: PROTOCOL_VERSION, address: ADDRESS, resume, watch: null };
      },
      onOpened: (opened) => seen.opened.push(opened),
      onEvent: (logged) => seen.events.push(logged),
      onTick: (type, data) => seen.ticks.push([type, data]),
      onState: (state) => seen.states.push(state),
      onClock: (offsetMs) => seen.offsets.push(offsetMs),
      clock,
      random: () => 0.5,
      socketFactory: network.factory,
    },
    scope,
  );
  const answerOpening = async (opening = anOpening()): Promise<FakeSocket> => {
    const socket = network.latest();
    socket.answerPings(() => clock.now() + AHEAD_MS);
    socket.accept();
    await clock.advance(0);
    socket.reply(socket.last('session.open').id, { ...opening, serverAtMs: Math.round(clock.now() + AHEAD_MS) });
    await clock.advance(0);
    return socket;
  };
  return { clock, network, scope, seen, connection, answerOpening };
};

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
    openConnection({ url: 'wss://shop.example/socket', makeOpenParams: () => promise, ...silent, ...ports }, scope);
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

  test('a gap is closed by resuming at once from the last event that arrived', async () => {
    const { answerOpening, seen, network, clock } = setUp();
    const socket = await answerOpening();
    socket.send(anEvent(8));
    socket.send(anEvent(10));
    expect(socket.isClosedByPage).toBe(true);
    expect(network.sockets).toHaveLength(2);
    expect(seen.resumes.at(-1)).toEqual({ sessionId: SESSION, token: 'token-1', seq: 8 });
    const resumed = await answerOpening(anOpening({ session: 'resumed', show: null }));
    resumed.send(anEvent(9));
    resumed.send(anEvent(10));
    await clock.advance(0);
    expect(seen.events.map((logged) => logged.seq)).toEqual([8, 9, 10]);
  });

  test('a viewer’s page is not told of the crew’s events, and misses nothing by that', async () => {
    const { answerOpening, seen, network } = setUp();
    const socket = await answerOpening(anOpening({ self: null }));
    socket.send(anEvent(9));
    socket.send(anEvent(30));
    socket.send(anEvent(12));
    expect(seen.events.map((logged) => logged.seq)).toEqual([9, 30]);
    expect(network.sockets).toHaveLength(1);
  });

  test('a gap right after resuming asks for a fresh session with a snapshot', async () => {
    const { answerOpening, seen, clock } = setUp();
    (await answerOpening()).send(anEvent(9));
    (await answerOpening(anOpening({ session: 'resumed', show: null }))).send(anEvent(11));
    await clock.advance(500);
    expect(seen.resumes.at(-1)).toBeNull();
    const socket = await answerOpening(anOpening({ show: aShow(11) }));
    socket.send(anEvent(12));
    expect(seen.events.map((logged) => logged.seq)).toEqual([12]);
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

describe('coming back', () => {
  test('a broken line is retried with growing waits and resumes with the last seq', async () => {
    const { answerOpening, seen, network, clock } = setUp();
    const socket = await answerOpening();
    socket.send(anEvent(8));
    await clock.advance(10_000);
    const lostAtMs = clock.now();
    socket.close(1006);
    expect(seen.states.at(-1)).toEqual({ state: 'waiting', retryAtMs: lostAtMs + 175, attempt: 1 });
    await clock.advance(175);
    network.latest().close(1006);
    expect(seen.states.at(-1)).toEqual({ state: 'waiting', retryAtMs: lostAtMs + 175 + 350, attempt: 2 });
    await clock.advance(350);
    await answerOpening(anOpening({ session: 'resumed', show: null, resumeToken: 'token-2' }));
    expect(seen.resumes).toEqual([null, ...[0, 1].map(() => ({ sessionId: SESSION, token: 'token-1', seq: 8 }))]);
    expect(seen.states.at(-1)).toEqual({ state: 'open' });
    network.latest().send(anEvent(9));
    expect(seen.events.map((logged) => logged.seq)).toEqual([8, 9]);
  });

  test('a line that breaks again and again right after opening still backs off', async () => {
    const { answerOpening, seen, clock } = setUp();
    for (let round = 0; round < 3; round += 1) {
      (await answerOpening()).close(1006);
      await clock.advance(5_000);
    }
    const attempts = seen.states.flatMap((state) => (state.state === 'waiting' ? [state.attempt] : []));
    expect(attempts).toEqual([1, 2, 3]);
  });

  test('a slow reader comes back at once', async () => {
    const { answerOpening, network } = setUp();
    (await answerOpening()).close(CLOSE_CODES.slow);
    expect(network.sockets).toHaveLength(2);
  });

  test('two malformed closes in a row are final', async () => {
    const { network, clock, seen } = setUp();
    network.latest().close(CLOSE_CODES.malformed);
    await clock.advance(250);
    network.latest().close(CLOSE_CODES.malformed);
    await clock.advance(60_000);
    expect(seen.states.at(-1)).toEqual({ state: 'refused', code: 'request.malformed' });
    expect(network.sockets).toHaveLength(2);
  });

  test('it never gives up: after an hour without a server the next try still comes within five seconds', async () => {
    const { network, clock } = setUp();
    network.latest().close(1006);
    for (let round = 0; round < 900; round += 1) {
      const before = network.sockets.length;
      await clock.advance(5_000);
      expect(network.sockets.length).toBeGreaterThan(before);
      network.latest().close(1006);
    }
  });
});

describe('probing', () => {
  test('a probe that is not answered within two seconds replaces the line at once', async () => {
    const { answerOpening, connection, network, clock, seen } = setUp();
    const socket = await answerOpening();
    socket.answerPings(null);
    connection.probe();
    await clock.advance(1_999);
    expect(network.sockets).toHaveLength(1);
    await clock.advance(1);
    expect(socket.isClosedByPage).toBe(true);
    expect(network.sockets).toHaveLength(2);
    expect(seen.resumes.at(-1)).toMatchObject({ token: 'token-1' });
  });

  test('a probe that is answered changes nothing', async () => {
    const { answerOpening, connection, network, clock, seen } = setUp();
    await answerOpening();
    connection.probe();
    connection.probe();
    await clock.advance(60_000);
    expect(network.sockets).toHaveLength(1);
    expect(seen.states).toEqual([{ state: 'open' }]);
  });

  test('a probe ends the wait for the next retry', async () => {
    const { answerOpening, connection, network } = setUp();
    (await answerOpening()).close(1006);
    expect(network.sockets).toHaveLength(1);
    connection.probe();
    expect(network.sockets).toHaveLength(2);
  });

  test('a probe replaces a line that hangs while it opens', async () => {
    const { connection, network, clock } = setUp();
    connection.probe();
    expect(network.sockets).toHaveLength(1);
    await clock.advance(2_001);
    connection.probe();
    expect(network.sockets).toHaveLength(2);
  });

  test('a line that falls silent is replaced without a probe, within twenty seconds', async () => {
    const { answerOpening, network, clock } = setUp();
    const socket = await answerOpening();
    socket.answerPings(null);
    await clock.advance(19_999);
    expect(network.sockets).toHaveLength(1);
    await clock.advance(1);
    expect(network.sockets).toHaveLength(2);
  });
});

/** Answers `count` pings of the page, each one after 10 ms on the way out and 10 ms back. */
const answerSlowly = async (socket: FakeSocket, clock: FakeClock, count: number): Promise<void> => {
  socket.answerPings(null);
  for (let index = 0; index < count; index += 1) {
    await clock.advance(10);
    const serverAtMs = clock.now() + AHEAD_MS + 40;
    await clock.advance(10);
    socket.reply(socket.last('clock.ping').id, { serverAtMs });
    await clock.advance(0);
  }
};

describe('the server’s clock', () => {
  test('is known from the opening on and told once five answers are in', async () => {
    const { answerOpening, connection, seen } = setUp();
    expect(connection.serverOffsetMs).toBeNull();
    const socket = await answerOpening();
    expect(connection.serverOffsetMs).toBe(AHEAD_MS);
    expect(seen.offsets).toEqual([AHEAD_MS]);
    expect(socket.requests.filter((request) => request.method === 'clock.ping')).toHaveLength(4);
  });

  test('is measured anew by a probe, because the page may have slept', async () => {
    const { answerOpening, connection, clock, seen } = setUp();
    const socket = await answerOpening();
    socket.answerPings(null);
    connection.probe();
    await answerSlowly(socket, clock, 5);
    expect(connection.serverOffsetMs).toBe(AHEAD_MS + 40);
    expect(seen.offsets).toEqual([AHEAD_MS, AHEAD_MS + 40]);
  });

  test('follows drift by one ping every fifteen seconds', async () => {
    const { answerOpening, connection, clock, seen } = setUp();
    const socket = await answerOpening();
    socket.answerPings(() => clock.now() + AHEAD_MS + 25);
    await clock.advance(75_000);
    expect(connection.serverOffsetMs).toBe(AHEAD_MS + 25);
    expect(seen.offsets).toEqual([AHEAD_MS, AHEAD_MS + 25]);
  });
});

test('closing the scope closes the socket, fails what is open and leaves no timer', async () => {
  const { answerOpening, connection, scope, clock, network, seen } = setUp();
  const socket = await answerOpening();
  const call = connection.call('show.start', {});
  await scope.close();
  await expect(call).rejects.toMatchObject({ code: 'net.unreachable' });
  expect(socket.isClosedByPage).toBe(true);
  await clock.advance(60_000);
  expect(clock.pendingCount).toBe(0);
  expect(network.sockets).toHaveLength(1);
  expect(seen.states).toEqual([{ state: 'open' }]);
});
