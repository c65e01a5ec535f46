import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { aBroadcast, FRESH, onAir, RESUMED } from './broadcast-fixture.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { settle } from './testing/settle.ts';

describe('going live', () => {
  it('publishes before it starts the show', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const seen = seenBy(() => broadcast.state.state);
    const going = broadcast.goLive();
    await settle();
    expect(publishing.tries).toHaveLength(1);
    expect(server.asked).toEqual([]);
    expect(seen.values).toEqual(['off', 'connecting']);

    const publisher = await publishing.newest.succeed();
    await going;
    expect(server.asked).toEqual(['start']);
    expect(broadcast.publisher).toBe(publisher);
    expect(seen.values).toEqual(['off', 'connecting', 'sending']);
    seen.stop();
  });

  it('starts the show only once media gets through', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    await publishing.newest.produce();
    expect(server.asked).toEqual([]);
    expect(broadcast.state).toEqual({ state: 'connecting' });
    publishing.newest.state('connected');
    await going;
    expect(server.asked).toEqual(['start']);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('says so when media does not get through, and never starts the show', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    const publisher = await publishing.newest.produce();
    publishing.newest.state('unreachable');
    await going;
    expect(broadcast.state).toEqual({ state: 'failed', code: 'media.unreachable' });
    expect(publisher.isClosed).toBe(true);
    expect(server.asked).toEqual([]);
  });

  it('is called off by the host while media is still on its way', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    const publisher = await publishing.newest.produce();
    await broadcast.cancel();
    await going;
    publishing.newest.state('connected');
    await settle();
    expect(publisher.isClosed).toBe(true);
    expect(broadcast.state).toEqual({ state: 'off' });
    expect(server.asked).toEqual([]);
  });

  it('cannot be called off once the server has been asked', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const answer = Promise.withResolvers<void>();
    server.answer = answer.promise;
    const going = broadcast.goLive();
    await settle();
    await publishing.newest.succeed();
    await broadcast.cancel();
    answer.resolve();
    await going;
    expect(server.asked).toEqual(['start']);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('publishes again when the server forgets the session before media gets through', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    const publisher = await publishing.newest.produce();
    await broadcast.handleOpened(FRESH, 'draft');
    expect(publisher.republished).toBe(1);
    publishing.newest.state('connected');
    await going;
    expect(server.asked).toEqual(['start']);
  });

  it('does so once, however often it is asked', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = Promise.all([broadcast.goLive(), broadcast.goLive()]);
    await settle();
    await publishing.newest.succeed();
    await going;
    await broadcast.goLive();
    expect(publishing.tries).toHaveLength(1);
    expect(server.asked).toEqual(['start']);
  });

  it('says why when nothing can be published, and never starts the show', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    await publishing.newest.fail('media.unavailable');
    await going;
    expect(broadcast.state).toEqual({ state: 'failed', code: 'media.unavailable' });
    expect(publishing.newest.publisher.isClosed).toBe(true);
    expect(server.asked).toEqual([]);
  });

  it('stops publishing when the show cannot start, and says why', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    server.refusal = 'show.ended';
    const going = broadcast.goLive();
    await settle();
    await publishing.newest.succeed();
    await going;
    expect(broadcast.state).toEqual({ state: 'failed', code: 'show.ended' });
    expect(publishing.newest.publisher.isClosed).toBe(true);
    expect(broadcast.publisher).toBeNull();
  });

  it('works again after it has failed', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    void broadcast.goLive();
    await settle();
    await publishing.newest.fail('net.unreachable');
    const going = broadcast.goLive();
    await settle();
    await publishing.newest.succeed();
    await going;
    expect(broadcast.state).toEqual({ state: 'sending' });
    expect(server.asked).toEqual(['start']);
  });

  it('tells a failure at once, although the farewell takes its time', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    server.refusal = 'show.no-program';
    const going = broadcast.goLive();
    await settle();
    const farewell = Promise.withResolvers<void>();
    publishing.newest.publisher.farewell = farewell.promise;
    await publishing.newest.succeed();
    expect(broadcast.state).toEqual({ state: 'failed', code: 'show.no-program' });

    server.refusal = null;
    const again = broadcast.goLive();
    farewell.resolve();
    await settle();
    await publishing.newest.succeed();
    await Promise.all([going, again]);
    expect(publishing.tries).toHaveLength(2);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('waits until the former broadcast has said goodbye', async () => {
    const { broadcast, publishing, publisher } = await onAir();
    const farewell = Promise.withResolvers<void>();
    publisher.farewell = farewell.promise;
    const ending = broadcast.end();
    await settle();
    expect(broadcast.state).toEqual({ state: 'off' });

    const going = broadcast.goLive();
    await settle();
    expect(broadcast.state).toEqual({ state: 'connecting' });
    expect(publishing.tries).toHaveLength(1);
    farewell.resolve();
    await ending;
    await settle();
    await publishing.newest.succeed();
    await going;
    expect(publishing.tries).toHaveLength(2);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('never starts a show whose broadcast was stopped meanwhile', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    const published = publishing.newest.succeed();
    const stopped = broadcast.stop();
    await Promise.all([going, published, stopped]);
    expect(server.asked).toEqual([]);
    expect(broadcast.state).toEqual({ state: 'off' });
  });

  it('goes on when the line is back within the same session before the show has started', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const going = broadcast.goLive();
    await settle();
    await broadcast.handleOpened(RESUMED, 'draft');
    await publishing.newest.succeed();
    await going;
    expect(server.asked).toEqual(['start']);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('goes on air after all when the server has started the show and only the answer was lost', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    server.refusal = 'net.unreachable';
    const going = broadcast.goLive();
    await settle();
    await publishing.newest.succeed();
    await going;
    await broadcast.handleOpened(RESUMED, 'draft');
    expect(broadcast.state).toEqual({ state: 'failed', code: 'net.unreachable' });

    const resuming = broadcast.handleStarted();
    await settle();
    await publishing.newest.succeed();
    await resuming;
    expect(broadcast.state).toEqual({ state: 'sending' });
    expect(server.asked).toEqual(['start']);
  });

  it('changes nothing when the log says what it has just done', async () => {
    const { broadcast, publishing } = await onAir();
    await broadcast.handleStarted();
    expect(publishing.tries).toHaveLength(1);
  });
});

describe('ending', () => {
  it('ends the show, then stops publishing', async () => {
    const { broadcast, publisher, server } = await onAir();
    const answer = Promise.withResolvers<void>();
    server.answer = answer.promise;
    const ending = broadcast.end();
    await settle();
    expect(server.asked).toEqual(['start', 'end']);
    expect(publisher.isClosed).toBe(false);
    answer.resolve();
    await ending;
    expect(publisher.isClosed).toBe(true);
    expect(broadcast.state).toEqual({ state: 'off' });
    expect(broadcast.publisher).toBeNull();
  });

  it('keeps sending when the server does not end the show', async () => {
    const { broadcast, publisher, server } = await onAir();
    server.refusal = 'net.unreachable';
    await expect(broadcast.end()).rejects.toThrow(AppError);
    expect(publisher.isClosed).toBe(false);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('elsewhere stops publishing', async () => {
    const { broadcast, publisher } = await onAir();
    await broadcast.stop();
    expect(publisher.isClosed).toBe(true);
    expect(broadcast.state).toEqual({ state: 'off' });
  });

  it('leaves a broadcast alone that began before the answer came', async () => {
    const { broadcast, publishing, server } = await onAir();
    const answer = Promise.withResolvers<void>();
    server.answer = answer.promise;
    const ending = broadcast.end();
    await settle();
    await broadcast.stop();
    const going = broadcast.goLive();
    await settle();
    answer.resolve();
    await ending;
    await publishing.newest.succeed();
    await going;
    expect(publishing.tries).toHaveLength(2);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('of the page closes what was sent, and leaves nothing open', async () => {
    const { publisher, clock, scope, errors } = await onAir();
    await scope.close();
    expect(publisher.isClosed).toBe(true);
    expect(clock.pendingCount).toBe(0);
    expect(errors).toEqual([]);
  });
});
