import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { anOffer, CHROMIUM, fakeBrowser } from './fake-browser.ts';
import { prepareWatch } from './prepare.ts';
import { openSubscriber, type SubscriberState } from './subscriber.ts';

type RestartIce = () => Promise<{ iceParameters: { usernameFragment: string; password: string } }>;
const restarted: RestartIce = () => Promise.resolve({ iceParameters: { usernameFragment: 'u', password: 'p' } });

const setUp = async (restartIce: RestartIce = restarted) => {
  const clock = fakeClock();
  const { browser, peers } = fakeBrowser();
  const scope = new Scope((error) => {
    throw error;
  });
  const seen = { states: [] as SubscriberState[], restarted: [] as string[] };
  const offer = anOffer();
  const subscriber = await openSubscriber(
    {
      preparation: await prepareWatch(CHROMIUM.router, browser),
      offer,
      clock,
      onState: (state) => seen.states.push(state),
      restartIce: (transportId) => {
        seen.restarted.push(transportId);
        return restartIce();
      },
    },
    scope,
  );
  const peer = peers.at(-1);
  if (!peer) throw new Error('no connection was opened');
  return { clock, scope, seen, offer, subscriber, peer };
};

test('the stream has the program’s sound and picture, without the bandwidth probe', async () => {
  const { subscriber } = await setUp();
  expect(subscriber.stream.getTracks().map((track) => track.kind)).toEqual(['video', 'audio']);
});

test('a transport that connects is told, and a short break is not', async () => {
  const { peer, seen, clock, subscriber } = await setUp();
  peer.setState('connected');
  peer.setState('disconnected');
  await clock.advance(1_500);
  peer.setState('connected');
  await clock.advance(60_000);
  expect(seen).toEqual({ states: ['connected', 'connected'], restarted: [] });
  expect(subscriber.isAlive).toBe(true);
});

test('after two seconds of disconnection ICE is restarted on the offer’s transport', async () => {
  const { peer, seen, clock, offer } = await setUp();
  peer.setState('connected');
  peer.setState('disconnected');
  await clock.advance(2_000);
  peer.setState('connected');
  expect(seen).toEqual({ states: ['connected', 'recovering', 'connected'], restarted: [offer.transport.id] });
  expect(peer.remoteOffers).toHaveLength(2);
  expect(peer.remoteOffers[1]).toContain('a=ice-ufrag:u\r\n');
});

test('a failed transport asks for a new offer, once', async () => {
  const { peer, seen, clock, subscriber } = await setUp();
  peer.setState('connected');
  peer.setState('failed');
  peer.setState('failed');
  await clock.advance(60_000);
  expect(seen.states).toEqual(['connected', 'failed']);
  expect(subscriber.isAlive).toBe(false);
});

test('a transport that media does not get through within ten seconds is told as such', async () => {
  const { seen, clock, subscriber } = await setUp();
  await clock.advance(9_999);
  expect(seen.states).toEqual([]);
  await clock.advance(1);
  expect(seen.states).toEqual(['unreachable']);
  expect(subscriber.isAlive).toBe(false);
});

test('a restart that the server refuses asks for a new offer', async () => {
  const { peer, seen, clock, subscriber } = await setUp(() => Promise.reject(new AppError('media.not-found')));
  peer.setState('connected');
  subscriber.handleNetworkChange();
  await clock.advance(0);
  expect(seen.states).toEqual(['connected', 'failed']);
});

test('closing the scope closes the connection and tells nothing more', async () => {
  const { scope, peer, seen, clock, subscriber } = await setUp();
  await scope.close();
  peer.setState('failed');
  await clock.advance(60_000);
  expect(peer.isClosed).toBe(true);
  expect(seen.states).toEqual([]);
  expect(subscriber.isAlive).toBe(false);
  expect(clock.pendingCount).toBe(0);
});

test('an offer that this browser cannot take fails with a code and leaves nothing open', async () => {
  const { browser, peers } = fakeBrowser();
  const preparation = await prepareWatch(CHROMIUM.router, browser);
  const refusing = {
    ...browser,
    openPeer: (configuration: RTCConfiguration) => {
      const peer = browser.openPeer(configuration);
      return { ...peer, setRemoteDescription: () => Promise.reject(new DOMException('no', 'OperationError')) };
    },
  };
  const scope = new Scope(() => undefined);
  const handlers = { onState: () => undefined, restartIce: restarted };
  const open = openSubscriber(
    { preparation: { ...preparation, browser: refusing }, offer: anOffer(), ...handlers },
    scope,
  );
  await expect(open).rejects.toMatchObject({ code: 'media.invalid-parameters' });
  await scope.close();
  expect(peers).toHaveLength(2);
});

test('a subscriber that has no packets yet plays nothing', async () => {
  const { subscriber } = await setUp();
  expect(await subscriber.stats()).toMatchObject({ framesPerSecond: 0, freezes: 0, packetsLost: 0 });
});
