import { describe, expect, test } from 'vitest';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { FakeClock } from '../platform/fake-clock.ts';
import { AHEAD_MS, anEvent, anOpening, SESSION, setUp } from './connection-fixture.ts';
import type { FakeSocket } from './fake-socket.ts';

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
    // The pings of the beginning come after 1, 2, 4 and 8 s.
    await clock.advance(15_000);
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

  test('is asked for again soon, and then every fifteen seconds', async () => {
    const { answerOpening, clock } = setUp();
    const socket = await answerOpening();
    const pingsUntil = async (ms: number): Promise<number> => {
      await clock.advance(ms);
      return socket.requests.filter((request) => request.method === 'clock.ping').length;
    };
    const counts: number[] = [];
    for (const ms of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) counts.push(await pingsUntil(ms));
    expect(counts).toEqual([5, 6, 7, 8, 9, 10]);
    expect(await pingsUntil(14_999)).toBe(10);
  });

  test('follows drift within two minutes', async () => {
    const { answerOpening, connection, clock, seen } = setUp();
    const socket = await answerOpening();
    await clock.advance(15_000);
    socket.answerPings(() => clock.now() + AHEAD_MS + 25);
    await clock.advance(120_000);
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
