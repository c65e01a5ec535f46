import { expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import { assert } from '../../shared/invariant.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { aTrack } from '../platform/fake-sfu-device.ts';
import { openCrewSender, type CrewPathState, type MediaSending } from './crew-sender.ts';
import { fakeCrewServer } from './fake-server.ts';

const setUp = () => {
  const clock = fakeClock();
  const server = fakeCrewServer();
  const scope = new Scope((error) => {
    throw error;
  });
  const states: CrewPathState[] = [];
  const told = new Map<CrewMedia, MediaSending[]>();
  const sender = openCrewSender(
    {
      ...server.functions,
      makeDevice: server.makeDevice,
      profile: 'desktop',
      clock,
      onState: (state) => states.push(state),
      onMedia: (media, sending) => told.set(media, [...(told.get(media) ?? []), sending]),
      onHealth: () => undefined,
    },
    scope,
  );
  const statesOf = (media: CrewMedia): readonly (MediaSending['state'] | ErrorCode)[] =>
    (told.get(media) ?? []).map((sending) => (sending.state === 'failed' ? sending.code : sending.state));
  const until = (media: CrewMedia, state: MediaSending['state'] | ErrorCode): Promise<void> =>
    vi.waitFor(() => expect(statesOf(media).at(-1)).toBe(state));
  /** Which tracks the newest connection sends now. */
  const sent = (): readonly unknown[] => [
    ...(server.handlers.at(-1) as unknown as { _tracks: Map<number, unknown> })._tracks.values(),
  ];
  return { clock, server, scope, sender, states, statesOf, until, sent };
};

/** Sends a camera and a microphone, and is connected. */
const onAir = async () => {
  const parts = setUp();
  const tracks = { camera: aTrack('video', 'camera'), microphone: aTrack('audio', 'microphone') };
  parts.sender.send('camera', tracks.camera);
  parts.sender.send('microphone', tracks.microphone);
  await parts.until('camera', 'sending');
  await parts.until('microphone', 'sending');
  parts.server.handlers[0]?.setConnectionState('connected');
  return { ...parts, ...tracks };
};

test('nothing is asked of the server before there is something to send', async () => {
  const { server, clock, sender, states } = setUp();
  sender.setFlow('microphone', 'off');
  sender.send('camera', null);
  sender.republish();
  await clock.advance(5_000);
  expect(server.asked.openSend).toBe(0);
  expect(states).toEqual([]);
});

test('everything is sent on one transport, a camera in two encodings and a voice in mono', async () => {
  const { server, states, statesOf } = await onAir();
  expect(server.asked).toMatchObject({ openSend: 1, connect: 1 });
  const camera = server.produced.find(({ media }) => media === 'camera');
  const microphone = server.produced.find(({ media }) => media === 'microphone');
  expect(camera?.rtpParameters.encodings).toMatchObject([
    { maxBitrate: 180_000, scaleResolutionDownBy: 4, scalabilityMode: 'L1T1' },
    { maxBitrate: 1_200_000, scaleResolutionDownBy: 1, scalabilityMode: 'L1T1' },
  ]);
  expect(microphone?.rtpParameters.codecs.map((codec) => codec.mimeType)).toEqual(['audio/opus']);
  expect(microphone?.transportId).toBe(camera?.transportId);
  expect(states).toEqual(['connecting', 'connected']);
  expect(statesOf('camera')).toEqual(['starting', 'sending']);
});

test('another device takes the place of the former one without a word to the server', async () => {
  const { server, sender, sent, statesOf, until, camera, microphone } = await onAir();
  const other = aTrack('video', 'other');
  sender.send('camera', other);
  await vi.waitFor(() => expect(sent()).toContain(other));
  await until('camera', 'sending');
  expect(sent()).not.toContain(camera);
  expect(sent()).toContain(microphone);
  expect(server.produced).toHaveLength(2);
  expect(server.asked.closed).toEqual([]);
  expect(statesOf('camera')).toEqual(['starting', 'sending', 'starting', 'sending']);
});

test('what is taken back is closed here and there, and can be sent again', async () => {
  const { server, sender, until, sent, camera, microphone } = await onAir();
  sender.send('camera', null);
  await vi.waitFor(() => expect(server.asked.closed).toHaveLength(1));
  expect(sent()).toEqual([microphone]);
  await until('camera', 'off');
  sender.send('camera', camera);
  await until('camera', 'sending');
  expect(server.produced.map(({ media }) => media).filter((media) => media === 'camera')).toHaveLength(2);
});

test('what could not be told as closed is told when the line is back, once', async () => {
  const { server, sender, clock } = await onAir();
  server.refuse('net.unreachable');
  sender.send('camera', null);
  await clock.advance(3_000);
  expect(server.asked.closed).toEqual([]);
  server.refuse(null);
  await clock.advance(1_000);
  expect(server.asked.closed).toHaveLength(1);
  await clock.advance(3_000);
  expect(server.asked.closed).toHaveLength(1);
});

test('a microphone that is off sends nothing, and is on again without the server', async () => {
  const { server, sender, sent, until, microphone } = await onAir();
  sender.setFlow('microphone', 'off');
  await until('microphone', 'held');
  await vi.waitFor(() => expect(sent()).not.toContain(microphone));
  sender.setFlow('microphone', 'on');
  await until('microphone', 'sending');
  expect(sent()).toContain(microphone);
  expect(server.produced).toHaveLength(2);
});

test('a microphone that is off before it was ever sent is announced only when it is on', async () => {
  const { server, sender, until, clock } = setUp();
  sender.setFlow('microphone', 'off');
  sender.send('microphone', aTrack('audio'));
  await clock.advance(0);
  expect(server.produced).toEqual([]);
  sender.setFlow('microphone', 'on');
  await until('microphone', 'sending');
  expect(server.produced.map(({ media }) => media)).toEqual(['microphone']);
});

test('off and on again in one breath ends in sending', async () => {
  const { sender, sent, until, microphone } = await onAir();
  sender.setFlow('microphone', 'off');
  sender.setFlow('microphone', 'on');
  await until('microphone', 'sending');
  await vi.waitFor(() => expect(sent()).toContain(microphone));
});

test('a transport that the server lost is replaced, with the tracks of now', async () => {
  const { server, sender, sent, until, clock, states, microphone } = await onAir();
  const other = aTrack('video', 'other');
  sender.setFlow('microphone', 'off');
  sender.send('camera', other);
  sender.republish();
  await vi.waitFor(() => expect(server.asked.openSend).toBe(2));
  await vi.waitFor(() => expect(sent()).toEqual([other]));
  server.handlers[1]?.setConnectionState('connected');
  await clock.advance(1_000);
  expect(server.produced.slice(2).map(({ media }) => media)).toEqual(['camera']);
  expect(states).toEqual(['connecting', 'connected', 'recovering', 'connected']);
  sender.setFlow('microphone', 'on');
  await until('microphone', 'sending');
  expect(sent()).toContain(microphone);
});

test('a failed transport is replaced without being told to', async () => {
  const { server, until } = await onAir();
  server.handlers[0]?.setConnectionState('failed');
  await vi.waitFor(() => expect(server.produced).toHaveLength(4));
  await until('camera', 'sending');
  await expect(server.handlers[0]?.getTransportStats()).rejects.toThrow();
});

test('while the line is down it is tried on and on, and then once', async () => {
  const { server, sender, clock, until } = await onAir();
  server.refuse('net.unreachable');
  sender.republish();
  await clock.advance(5_000);
  server.refuse(null);
  for (let step = 0; step < 20; step += 1) await clock.advance(50);
  await until('camera', 'sending');
  const asked = server.asked.openSend;
  await clock.advance(9_000);
  expect(server.asked.openSend).toBe(asked);
});

test('a track that has ended is not sent again, and hinders nothing else', async () => {
  const { server, sender, sent, until, camera, microphone } = await onAir();
  camera.end();
  sender.republish();
  await vi.waitFor(() => expect(server.produced).toHaveLength(3));
  await until('camera', 'held');
  expect(sent()).toEqual([microphone]);
});

test('what the server refuses is told, and goes on when another track is sent', async () => {
  const { server, sender, clock, until } = await onAir();
  server.refuse('auth.forbidden');
  sender.send('screen', aTrack('video', 'screen'));
  await until('screen', 'auth.forbidden');
  await clock.advance(10_000);
  server.refuse(null);
  sender.send('screen', aTrack('video', 'another screen'));
  await until('screen', 'sending');
  expect(server.produced.at(-1)?.rtpParameters.encodings).toMatchObject([{ maxBitrate: 1_500_000 }]);
});

test('a stream that the server closed is told, and is not forced upon it', async () => {
  const { server, sender, clock, sent, until, statesOf, camera, microphone } = await onAir();
  sender.confirm(['producer-1', 'producer-2']);
  const [gone] = server.produced.flatMap(({ media }, index) => (media === 'camera' ? [`producer-${index + 1}`] : []));
  sender.confirm(['producer-1', 'producer-2'].filter((id) => id !== gone));
  await until('camera', 'media.stopped');
  await clock.advance(5_000);
  expect(sent()).toEqual([microphone]);
  expect(statesOf('microphone')).toEqual(['starting', 'sending']);
  sender.send('camera', null);
  sender.send('camera', camera);
  await until('camera', 'sending');
});

test('a refusal of the whole is told as failed, and is tried again when the page says so', async () => {
  const { server, sender, states, until } = setUp();
  server.refuse('auth.forbidden');
  sender.send('microphone', aTrack('audio'));
  await vi.waitFor(() => expect(states).toEqual(['connecting', 'failed']));
  server.refuse(null);
  sender.republish();
  await until('microphone', 'sending');
});

test('a low quality keeps the small encoding only, and none at all stops the camera', async () => {
  const { server, sender, sent, until, camera } = await onAir();
  const [handler] = server.handlers;
  assert(handler, 'there is a connection');
  const limit = vi.spyOn(handler, 'setMaxSpatialLayer');
  sender.setQuality('low');
  await vi.waitFor(() => expect(limit).toHaveBeenLastCalledWith(expect.any(String), 0));
  sender.setQuality('audio-only');
  await until('camera', 'held');
  await vi.waitFor(() => expect(sent()).not.toContain(camera));
  sender.setFlow('camera', 'on');
  expect(sent()).not.toContain(camera);
  sender.setQuality('auto');
  await until('camera', 'sending');
  await vi.waitFor(() => expect(limit).toHaveBeenLastCalledWith(expect.any(String), 1));
});

test('a changed network restarts ICE on the same transport, which goes on meanwhile', async () => {
  const { server, sender, clock, states } = await onAir();
  sender.handleNetworkChange();
  await clock.advance(6_000);
  expect(server.asked).toMatchObject({ restartIce: 1, openSend: 1 });
  expect(states).toEqual(['connecting', 'connected']);
});

test('closing the scope closes the transport, tells the server and leaves no timer', async () => {
  const { server, scope, sender, clock } = await onAir();
  await scope.close();
  expect(server.asked.closed).toEqual(['producer-1', 'producer-2']);
  await expect(server.handlers[0]?.getTransportStats()).rejects.toThrow();
  sender.send('camera', aTrack('video'));
  sender.republish();
  await clock.advance(5_000);
  expect(server.asked.openSend).toBe(1);
  expect(clock.pendingCount).toBe(0);
});
