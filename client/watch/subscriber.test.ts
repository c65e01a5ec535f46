import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { anOffer, fakeBrowser, ROUTER_CAPABILITIES } from './fake-browser.ts';
import { prepareWatch } from './prepare.ts';
import { openSubscriber, type SubscriberState } from './subscriber.ts';

type RestartIce = () => Promise<{ iceParameters: { usernameFragment: string; password: string } }>;
const restarted: RestartIce = () => Promise.resolve({ iceParameters: { usernameFragment: 'u', password: 'p' } });

const setUp = async (restartIce: RestartIce = restarted) => {
  const clock = fakeClock();
  const { browser, handlers } = fakeBrowser();
  const scope = new Scope((error) => {
    throw error;
  });
  const seen = { states: [] as SubscriberState[], restarted: [] as string[] };
  const offer = anOffer();
  const subscriber = await openSubscriber(
    {
      preparation: await prepareWatch(ROUTER_CAPABILITIES, browser),
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
  const handler = handlers[0];
  if (!handler) throw new Error('no connection was opened');
  return { clock, scope, seen, offer, subscriber, handler };
};

test('the stream has the program’s sound and picture, without the bandwidth probe', async () => {
  const { subscriber } = await setUp();
  expect(subscriber.stream.getTracks().map((track) => track.kind)).toEqual(['video', 'audio']);
});

test('a transport that connects is told, and a short break is not', async () => {
  const { handler, seen, clock, subscriber } = await setUp();
  handler.setConnectionState('connected');
  handler.setConnectionState('disconnected');
  await clock.advance(1_500);
  handler.setConnectionState('connected');
  await clock.advance(60_000);
  expect(seen).toEqual({ states: ['connected', 'connected'], restarted: [] });
  expect(subscriber.isAlive).toBe(true);
});

test('after two seconds of disconnection ICE is restarted on the offer’s transport', async () => {
  const { handler, seen, clock, offer } = await setUp();
  handler.setConnectionState('connected');
  handler.setConnectionState('disconnected');
  await clock.advance(2_000);
  handler.setConnectionState('connected');
  expect(seen).toEqual({ states: ['connected', 'recovering', 'connected'], restarted: [offer.transport.id] });
});

test('a failed transport asks for a new offer, once', async () => {
  const { handler, seen, clock, subscriber } = await setUp();
  handler.setConnectionState('connected');
  handler.setConnectionState('failed');
  handler.setConnectionState('failed');
  await clock.advance(60_000);
  expect(seen.states).toEqual(['connected', 'failed']);
  expect(subscriber.isAlive).toBe(false);
});

test('a restart that the server refuses asks for a new offer', async () => {
  const { handler, seen, clock, subscriber } = await setUp(() => Promise.reject(new AppError('media.not-found')));
  handler.setConnectionState('connected');
  subscriber.handleNetworkChange();
  await clock.advance(0);
  expect(seen.states).toEqual(['connected', 'recovering', 'failed']);
});

test('closing the scope closes the connection and tells nothing more', async () => {
  const { scope, handler, seen, clock, subscriber } = await setUp();
  await scope.close();
  handler.setConnectionState('failed');
  await clock.advance(60_000);
  await expect(handler.getTransportStats()).rejects.toThrow();
  expect(seen.states).toEqual([]);
  expect(subscriber.isAlive).toBe(false);
  expect(clock.pendingCount).toBe(0);
});

test('an offer that this browser cannot take fails with a code', async () => {
  const { browser } = fakeBrowser();
  const preparation = await prepareWatch(ROUTER_CAPABILITIES, browser);
  const scope = new Scope(() => undefined);
  const offer = anOffer();
  const broken = {
    ...offer,
    consumers: offer.consumers.map((one) => ({
      ...one,
      rtpParameters: { codecs: [{ mimeType: 'x', payloadType: 1, clockRate: 1 }] },
    })),
  };
  const handlers = { onState: () => undefined, restartIce: restarted };
  await expect(openSubscriber({ preparation, offer: broken, ...handlers }, scope)).rejects.toMatchObject({
    code: 'media.invalid-parameters',
  });
  await scope.close();
});

test('a subscriber that has no packets yet plays nothing', async () => {
  const { subscriber } = await setUp();
  expect(await subscriber.stats()).toMatchObject({ framesPerSecond: 0, freezes: 0, packetsLost: 0 });
});
