import { expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { CrewProducer } from '../../shared/protocol/crew-media.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import type { SfuPathState } from '../platform/sfu-path.ts';
import { openCrewReceiver } from './crew-receiver.ts';
import { aProducer, fakeCrewServer } from './fake-crew-server.ts';

const setUp = () => {
  const clock = fakeClock();
  const server = fakeCrewServer();
  const scope = new Scope((error) => {
    throw error;
  });
  const states: SfuPathState[] = [];
  const tracks = new Map<string, MediaStreamTrack>();
  const gone: string[] = [];
  const refused: [string, ErrorCode][] = [];
  const receiver = openCrewReceiver(
    {
      ...server.ports,
      makeDevice: server.makeDevice,
      sync: 'apart',
      clock,
      onState: (state) => states.push(state),
      onTrack: ({ producerId }, track) => tracks.set(producerId, track),
      onGone: ({ producerId }) => gone.push(producerId),
      onRefused: ({ producerId }, code) => refused.push([producerId, code]),
    },
    scope,
  );
  /** The server has these, and the page is told so. */
  const list = (...producers: readonly CrewProducer[]): void => {
    server.hold(...producers);
    receiver.follow(producers);
  };
  return { clock, server, scope, states, tracks, gone, refused, receiver, list };
};

const [CAMERA, MICROPHONE] = [aProducer('ana', 'camera'), aProducer('ana', 'microphone')];

/** Receives somebody's camera and microphone, and is connected. */
const receiving = async () => {
  const parts = setUp();
  parts.list(CAMERA, MICROPHONE);
  await vi.waitFor(() => expect(parts.tracks.size).toBe(2));
  await vi.waitFor(() => expect(parts.server.tuned).toHaveLength(1));
  parts.server.handlers[0]?.setConnectionState('connected');
  return parts;
};

test('nothing is asked of the server before somebody sends', async () => {
  const { server, receiver, clock, states } = setUp();
  receiver.follow([]);
  receiver.reopen();
  await clock.advance(5_000);
  expect(server.asked.openReceive).toBe(0);
  expect(states).toEqual([]);
});

test('what is listed comes over one transport: sound at once, a picture in its small encoding', async () => {
  const { server, tracks, states } = await receiving();
  expect(server.asked).toMatchObject({ openReceive: 1, connect: 1 });
  expect(tracks.get(CAMERA.producerId)?.kind).toBe('video');
  expect(tracks.get(MICROPHONE.producerId)?.kind).toBe('audio');
  const consumerId = `consumer-${server.consumed.indexOf(CAMERA.producerId) + 1}`;
  expect(server.tuned).toEqual([{ consumerId, encoding: 'low', flow: 'on' }]);
  expect(states).toEqual(['connecting', 'connected']);
});

test('another list closes what is gone, keeps what stays and brings what is new', async () => {
  const { server, list, tracks, gone } = await receiving();
  const kept = tracks.get(MICROPHONE.producerId);
  const closed = tracks.get(CAMERA.producerId);
  const screen = aProducer('ana', 'screen');
  list(MICROPHONE, screen);
  expect(gone).toEqual([CAMERA.producerId]);
  expect(closed?.readyState).toBe('ended');
  await vi.waitFor(() => expect(tracks.has(screen.producerId)).toBe(true));
  expect(tracks.get(MICROPHONE.producerId)).toBe(kept);
  expect(kept?.readyState).toBe('live');
  expect(server.asked).toMatchObject({
    openReceive: 1,
    closed: [`consumer-${server.consumed.indexOf(CAMERA.producerId) + 1}`],
  });
});

test('a person who came back by a reload is received by the new streams', async () => {
  const { list, tracks, gone } = await receiving();
  const again = aProducer('ana', 'camera', 2);
  list(again, MICROPHONE);
  await vi.waitFor(() => expect(tracks.has(again.producerId)).toBe(true));
  expect(gone).toEqual([CAMERA.producerId]);
});

test('a picture is tuned as its place needs it, and the last word counts', async () => {
  const { server, receiver } = await receiving();
  receiver.tune(CAMERA.producerId, 'high', 'on');
  receiver.tune(CAMERA.producerId, 'high', 'off');
  await vi.waitFor(() => expect(server.tuned.at(-1)).toMatchObject({ encoding: 'high', flow: 'off' }));
  receiver.tune(CAMERA.producerId, 'high', 'on');
  await vi.waitFor(() => expect(server.tuned.at(-1)).toMatchObject({ encoding: 'high', flow: 'on' }));
});

test('an encoding makes no difference to sound, and its flow does', async () => {
  const { server, receiver, clock } = await receiving();
  receiver.tune(MICROPHONE.producerId, 'high', 'on');
  await clock.advance(1_000);
  expect(server.tuned).toHaveLength(1);
  receiver.tune(MICROPHONE.producerId, 'high', 'off');
  await vi.waitFor(() => expect(server.tuned).toHaveLength(2));
});

test('a picture that nobody needs yet is not let flow', async () => {
  const { server, receiver, list, tracks, clock } = setUp();
  list(CAMERA);
  receiver.tune(CAMERA.producerId, 'low', 'off');
  await vi.waitFor(() => expect(tracks.size).toBe(1));
  await clock.advance(1_000);
  expect(server.tuned).toEqual([]);
});

test('a stream that the server does not know yet is asked for until it does', async () => {
  const { server, receiver, tracks, clock, refused } = setUp();
  receiver.follow([MICROPHONE]);
  await vi.waitFor(() => expect(clock.pendingCount).toBeGreaterThan(0));
  await clock.advance(500);
  server.hold(MICROPHONE);
  for (let step = 0; step < 20; step += 1) await clock.advance(50);
  await vi.waitFor(() => expect(tracks.has(MICROPHONE.producerId)).toBe(true));
  expect(refused).toEqual([]);
});

test('a stream that the server keeps back is told, and asked for again by a fresh transport only', async () => {
  const { server, receiver, list, refused, clock, tracks } = await receiving();
  server.refuse('auth.forbidden');
  const bus = aProducer('host', 'bus');
  list(CAMERA, MICROPHONE, bus);
  await vi.waitFor(() => expect(refused).toEqual([[bus.producerId, 'auth.forbidden']]));
  await clock.advance(10_000);
  server.refuse(null);
  receiver.tune(bus.producerId, 'low', 'on');
  await clock.advance(1_000);
  expect(server.consumed).not.toContain(bus.producerId);
  receiver.reopen();
  await vi.waitFor(() => expect(tracks.has(bus.producerId)).toBe(true));
});

test('a transport that the server lost is replaced, and everything comes again as it was tuned', async () => {
  const { server, receiver, tracks, gone, states } = await receiving();
  receiver.tune(CAMERA.producerId, 'high', 'on');
  await vi.waitFor(() => expect(server.tuned).toHaveLength(2));
  const former = tracks.get(CAMERA.producerId);
  receiver.reopen();
  await vi.waitFor(() => expect(server.consumed).toHaveLength(4));
  await vi.waitFor(() => expect(server.tuned.at(-1)).toMatchObject({ encoding: 'high', flow: 'on' }));
  server.handlers[1]?.setConnectionState('connected');
  expect(former?.readyState).toBe('ended');
  expect(tracks.get(CAMERA.producerId)).not.toBe(former);
  expect(gone).toEqual([]);
  expect(states).toEqual(['connecting', 'connected', 'recovering', 'connected']);
});

test('a list that comes while the transport is replaced holds for the new one', async () => {
  const { server, receiver, list, tracks } = await receiving();
  receiver.reopen();
  const other = aProducer('ben', 'microphone');
  list(other);
  await vi.waitFor(() => expect(tracks.has(other.producerId)).toBe(true));
  expect(server.consumed.slice(2)).toEqual([other.producerId]);
});

test('a failed transport is replaced without being told to', async () => {
  const { server } = await receiving();
  server.handlers[0]?.setConnectionState('failed');
  await vi.waitFor(() => expect(server.consumed).toHaveLength(4));
});

test('a changed network restarts ICE on the same transport', async () => {
  const { server, receiver, clock } = await receiving();
  receiver.handleNetworkChange();
  await clock.advance(6_000);
  expect(server.asked).toMatchObject({ restartIce: 1, openReceive: 1 });
});

test('what does not come yet has no level and no figures', async () => {
  const { receiver } = setUp();
  expect(receiver.levelDb('nobody')).toBeNull();
  expect(await receiver.stats('nobody')).toMatchObject({ framesDecoded: 0 });
});

test('closing the scope closes the transport and its streams, and leaves no timer', async () => {
  const { server, scope, receiver, tracks, clock } = await receiving();
  await scope.close();
  expect([...tracks.values()].map((track) => track.readyState)).toEqual(['ended', 'ended']);
  await expect(server.handlers[0]?.getTransportStats()).rejects.toThrow();
  receiver.follow([CAMERA]);
  await clock.advance(5_000);
  expect(server.asked.openReceive).toBe(1);
  expect(clock.pendingCount).toBe(0);
});
