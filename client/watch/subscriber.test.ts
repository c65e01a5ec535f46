import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { anOffer, aRenewalOf, CHROMIUM, fakeBrowser } from './fake-browser.ts';
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
  return { clock, scope, seen, offer, subscriber, peer, peers };
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

test('another program on the same transport is received by the same connection, in the same tracks', async () => {
  const { peer, peers, offer, subscriber } = await setUp();
  peer.setState('connected');
  const { stream } = subscriber;
  const renewal = aRenewalOf(offer);
  await subscriber.renew(renewal);
  expect(peers.filter((opened) => opened.remoteOffers.length > 0)).toEqual([peer]);
  const [first = '', second = ''] = peer.remoteOffers;
  expect([first.match(/^o=.*$/m)?.[0], second.match(/^o=.*$/m)?.[0]]).toEqual([
    'o=tally 10000 1 IN IP4 0.0.0.0',
    'o=tally 10000 2 IN IP4 0.0.0.0',
  ]);
  const ssrc = renewal.consumers[0]?.rtpParameters.encodings?.[0]?.ssrc;
  expect(second).toContain(`a=ssrc:${String(ssrc)} `);
  expect(subscriber.stream).toBe(stream);
  expect(subscriber.isAlive).toBe(true);
});

test('descriptions are taken one after another', async () => {
  const { peer, offer, subscriber, clock } = await setUp();
  peer.setState('connected');
  peer.setState('disconnected');
  const renewed = subscriber.renew(aRenewalOf(offer));
  await clock.advance(2_000);
  await renewed;
  expect(peer.remoteOffers.map((sdp) => /^a=ice-ufrag:(.*)$/m.exec(sdp)?.[1])).toEqual([
    offer.transport.iceParameters.usernameFragment,
    offer.transport.iceParameters.usernameFragment,
    'u',
  ]);
});

test('another program that the browser does not take is a clear failure', async () => {
  const { peer, offer, subscriber } = await setUp();
  peer.close();
  await expect(subscriber.renew(aRenewalOf(offer))).rejects.toEqual(new AppError('media.invalid-parameters'));
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
