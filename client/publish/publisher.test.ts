import { expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { aTrack } from '../platform/fake-sfu-device.ts';
import { fakeServer } from './fake-server.ts';
import { openPublisher, type PublisherPorts, type PublisherState } from './publisher.ts';

const setUp = () => {
  const clock = fakeClock();
  const server = fakeServer();
  const scope = new Scope((error) => {
    throw error;
  });
  const states: PublisherState['state'][] = [];
  const failures: ErrorCode[] = [];
  const video = aTrack('video');
  const open = (functions: Partial<PublisherPorts> = {}) =>
    openPublisher(
      {
        ...server.functions,
        makeDevice: server.makeDevice,
        video,
        audio: aTrack('audio'),
        format: PROGRAM_FORMATS['landscape-720'],
        contentHint: 'detail',
        flow: 'on',
        ...functions,
        clock,
        onState: (news) => {
          states.push(news.state);
          if (news.state === 'failed') failures.push(news.code);
        },
        onHealth: () => undefined,
      },
      scope,
    );
  return { clock, server, scope, states, failures, video, open };
};

/** What picture and sound of the newest try do. */
const flowsOf = ({ senders }: ReturnType<typeof fakeServer>): readonly unknown[] =>
  senders.slice(-2).map((sender) => sender.getParameters().encodings[0]?.active);

test('picture and sound are produced on one transport, by the codec and bitrate of the program', async () => {
  const { open, server, video, states } = setUp();
  await open();
  expect(server.asked).toMatchObject({ openSend: 1, connect: 1 });
  const [picture, sound] = server.produced;
  expect(picture?.kind).toBe('video');
  expect(picture?.rtpParameters.codecs.map((codec) => codec.mimeType)).toEqual(['video/VP8', 'video/rtx']);
  expect(picture?.rtpParameters.encodings).toMatchObject([{ maxBitrate: 3_500_000 }]);
  expect(sound?.rtpParameters.codecs.map((codec) => codec.mimeType)).toEqual(['audio/opus']);
  expect(sound?.transportId).toBe(picture?.transportId);
  expect(video.contentHint).toBe('detail');
  expect(states).toEqual(['connecting']);
});

test('what is held is produced and connected, and flows when it is released', async () => {
  const { open, server } = setUp();
  const publisher = await open({ flow: 'held' });
  expect(server.produced.map(({ kind }) => kind)).toEqual(['video', 'audio']);
  expect(flowsOf(server)).toEqual([false, false]);
  await publisher.release();
  expect(flowsOf(server)).toEqual([true, true]);
});

test('what is released while the server is asked flows as soon as it is there, and so does what replaces it', async () => {
  const { open, server } = setUp();
  const publisher = await open({ flow: 'held' });
  const republished = publisher.republish();
  await publisher.release();
  await republished;
  expect(flowsOf(server)).toEqual([true, true]);
});

test('what cannot be released is sent by a fresh transport', async () => {
  const { open, server } = setUp();
  const publisher = await open({ flow: 'held' });
  for (const sender of server.senders) sender.mood = 'stuck';
  await publisher.release();
  expect([server.asked.openSend, flowsOf(server)]).toEqual([2, [true, true]]);
});

test('the transport’s connection is told', async () => {
  const { open, server, states } = setUp();
  await open();
  server.handlers[0]?.setConnectionState('connected');
  expect(states).toEqual(['connecting', 'connected']);
});

test('a first try that the server refuses fails with its code and leaves nothing open', async () => {
  const { open, server, scope, clock } = setUp();
  server.refuse('media.unavailable');
  await expect(open()).rejects.toMatchObject({ code: 'media.unavailable' });
  await scope.close();
  expect(server.handlers).toEqual([]);
  expect(clock.pendingCount).toBe(0);
});

test('lost media is published again on a fresh transport at once', async () => {
  const { open, server, states } = setUp();
  const publisher = await open();
  server.handlers[0]?.setConnectionState('connected');
  await publisher.republish();
  expect(server.asked.openSend).toBe(2);
  expect(server.produced).toHaveLength(4);
  await expect(server.handlers[0]?.getTransportStats()).rejects.toThrow();
  server.handlers[1]?.setConnectionState('connected');
  expect(states).toEqual(['connecting', 'connected', 'recovering', 'connected']);
});

test('a failed transport is replaced without being told to', async () => {
  const { open, server, clock } = setUp();
  await open();
  server.handlers[0]?.setConnectionState('connected');
  server.handlers[0]?.setConnectionState('failed');
  await vi.waitFor(() => expect(server.produced).toHaveLength(4));
  expect(server.handlers).toHaveLength(2);
  expect(clock.pendingCount).toBe(2);
});

test('media that does not get through is told, and tried by fresh transports until it does', async () => {
  const { open, server, clock, states } = setUp();
  await open();
  await clock.advance(9_999);
  expect(states).toEqual(['connecting']);
  await clock.advance(1);
  expect(states).toEqual(['connecting', 'unreachable']);
  expect(server.asked.openSend).toBe(1);
  await clock.advance(1_000);
  await vi.waitFor(() => expect(server.produced).toHaveLength(4));
  server.handlers[1]?.setConnectionState('failed');
  await clock.advance(1_000);
  await vi.waitFor(() => expect(server.produced).toHaveLength(6));
  expect(states).toEqual(['connecting', 'unreachable']);
  server.handlers[2]?.setConnectionState('connected');
  expect(states).toEqual(['connecting', 'unreachable', 'connected']);
});

test('media that does not get through is no news while the server does not answer either', async () => {
  const { open, server, clock, states } = setUp();
  await open();
  await clock.advance(10_000);
  server.refuse('net.unreachable');
  await clock.advance(1_000);
  await vi.waitFor(() => expect(states).toEqual(['connecting', 'unreachable', 'recovering']));
});

test('a first try whose media does not get through while the server is still being asked fails by that', async () => {
  const { open, server, scope, clock } = setUp();
  const opening = open({ produce: () => new Promise(() => undefined) });
  await vi.waitFor(() => expect(server.asked.connect).toBe(1));
  server.handlers[0]?.setConnectionState('failed');
  await expect(opening).rejects.toMatchObject({ code: 'media.unreachable' });
  await scope.close();
  expect(clock.pendingCount).toBe(0);
});

test('republishing goes on until the server is back, and then does it once', async () => {
  const { open, server, clock } = setUp();
  const publisher = await open();
  server.refuse('net.unreachable');
  const done = publisher.republish();
  // In small steps: one try takes more turns of the event loop than the clock waits for.
  for (let step = 0; step < 100; step += 1) await clock.advance(50);
  expect(server.asked.openSend).toBe(9);
  server.refuse(null);
  for (let step = 0; step < 20; step += 1) await clock.advance(50);
  await done;
  expect(server.asked.openSend).toBe(10);
  await clock.advance(9_000);
  expect(server.asked.openSend).toBe(10);
});

test('a newer wish to republish takes the place of one that waits', async () => {
  const { open, server, clock } = setUp();
  const publisher = await open();
  server.refuse('net.unreachable');
  const first = publisher.republish();
  await clock.advance(0);
  server.refuse(null);
  await publisher.republish();
  await first;
  await clock.advance(60_000);
  expect(server.handlers.filter((handler) => handler.listenerCount('@connect') > 0)).toHaveLength(1);
});

test('a refusal that does not pass is told as failed, with its code', async () => {
  const { open, server, states, failures } = setUp();
  const publisher = await open();
  server.refuse('show.ended');
  await publisher.republish();
  expect(states.at(-1)).toBe('failed');
  expect(failures).toEqual(['show.ended']);
});

test('a changed network restarts ICE on the same transport, which goes on meanwhile', async () => {
  const { open, server, clock, states } = setUp();
  const publisher = await open();
  server.handlers[0]?.setConnectionState('connected');
  publisher.handleNetworkChange();
  await clock.advance(6_000);
  expect(server.asked).toMatchObject({ restartIce: 1, openSend: 1 });
  expect(states).toEqual(['connecting', 'connected']);
});

test('closing the scope closes the transport, tells the server and leaves no timer', async () => {
  const { open, server, scope, clock } = setUp();
  await open();
  await scope.close();
  expect(server.asked.closed).toEqual(['producer-1', 'producer-2']);
  await expect(server.handlers[0]?.getTransportStats()).rejects.toThrow();
  expect(clock.pendingCount).toBe(0);
});
