import { describe, expect, it } from 'vitest';
import { aBroadcast, FRESH, onAir, RESUMED } from './broadcast-fixture.ts';
import { settle } from './testing/settle.ts';

describe('standing by', () => {
  it('connects everything without a word, and sends at once when it is this page’s turn', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    void broadcast.standBy();
    await settle();
    expect(publishing.newest.publisher.ports.flow).toBe('held');
    const publisher = await publishing.newest.succeed();
    expect([broadcast.state, publisher.released]).toEqual([{ state: 'off' }, 0]);
    await broadcast.handleStarted();
    expect([broadcast.state, publisher.released, publishing.tries.length]).toEqual([{ state: 'sending' }, 1, 1]);
    expect(server.asked).toEqual([]);
  });

  it('sends what was not ready yet as soon as it is', async () => {
    const { broadcast, publishing } = aBroadcast();
    void broadcast.standBy();
    await settle();
    await broadcast.handleStarted();
    expect(broadcast.state).toEqual({ state: 'connecting' });
    const publisher = await publishing.newest.succeed();
    expect([broadcast.state, publisher.released, publishing.tries.length]).toEqual([{ state: 'sending' }, 1, 1]);
  });

  it('that does not work is nobody’s trouble, and is tried anew when it is this page’s turn', async () => {
    const { broadcast, publishing } = aBroadcast();
    const ready = broadcast.standBy();
    await settle();
    await publishing.newest.fail('media.invalid-parameters');
    await ready;
    expect(broadcast.state).toEqual({ state: 'off' });
    void broadcast.handleStarted();
    await settle();
    expect(publishing.newest.publisher.ports.flow).toBe('on');
  });

  it('ends with what the server has forgotten, and what it kept is sent when the turn came while the line was lost', async () => {
    const { broadcast, publishing } = aBroadcast();
    void broadcast.standBy();
    await settle();
    const publisher = await publishing.newest.succeed();
    await broadcast.handleOpened(RESUMED, 'live');
    expect([publisher.released, publisher.isClosed]).toEqual([1, false]);

    const other = aBroadcast();
    void other.broadcast.standBy();
    await settle();
    const forgotten = await other.publishing.newest.succeed();
    void other.broadcast.handleOpened(FRESH, 'live');
    await settle();
    expect([forgotten.isClosed, other.publishing.newest.publisher.ports.flow]).toEqual([true, 'on']);
  });
});

describe('coming back', () => {
  it('goes on air by itself when the log says that the show is live', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const resuming = broadcast.handleOpened(FRESH, 'live');
    await settle();
    expect(broadcast.state).toEqual({ state: 'connecting' });
    await publishing.newest.succeed();
    await resuming;
    expect(broadcast.state).toEqual({ state: 'sending' });
    expect(server.asked).toEqual([]);
  });

  it('does so for an interrupted show, and for no other', async () => {
    const { broadcast, publishing } = aBroadcast();
    await broadcast.handleOpened(FRESH, 'draft');
    await broadcast.handleOpened(FRESH, 'ended');
    expect(publishing.tries).toEqual([]);
    void broadcast.handleOpened(FRESH, 'interrupted');
    await settle();
    expect(publishing.tries).toHaveLength(1);
  });

  it('tries again until it works', async () => {
    const { broadcast, publishing, clock } = aBroadcast();
    const resuming = broadcast.handleOpened(FRESH, 'live');
    await settle();
    for (let failure = 1; failure <= 6; failure += 1) {
      await publishing.newest.fail('media.unavailable');
      expect(broadcast.state).toEqual({ state: 'connecting' });
      expect(publishing.newest.publisher.isClosed).toBe(true);
      publishing.newest.state('connected');
      expect(broadcast.state).toEqual({ state: 'connecting' });
      await clock.advance(1_000);
      expect(publishing.tries).toHaveLength(failure + 1);
    }
    await publishing.newest.succeed();
    await resuming;
    expect(broadcast.state).toEqual({ state: 'sending' });
    expect(clock.pendingCount).toBe(0);
  });

  it('gives up only on what trying again cannot help, and says so', async () => {
    const { broadcast, publishing, clock } = aBroadcast();
    const resuming = broadcast.handleOpened(FRESH, 'live');
    await settle();
    await publishing.newest.fail('media.invalid-parameters');
    await resuming;
    expect(broadcast.state).toEqual({ state: 'failed', code: 'media.invalid-parameters' });
    await clock.advance(10_000);
    expect(publishing.tries).toHaveLength(1);
  });

  it('says that media does not get through, while it tries again', async () => {
    const { broadcast, publishing, clock } = aBroadcast();
    const resuming = broadcast.handleOpened(FRESH, 'live');
    await settle();
    await publishing.newest.fail('media.unreachable');
    expect(broadcast.state).toEqual({ state: 'unreachable' });
    await clock.advance(1_000);
    expect(broadcast.state).toEqual({ state: 'unreachable' });
    await publishing.newest.succeed();
    await resuming;
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('is tried again by the host’s hand after it was given up', async () => {
    const { broadcast, publishing, server } = aBroadcast();
    const resuming = broadcast.handleOpened(FRESH, 'live');
    await settle();
    await publishing.newest.fail('media.invalid-parameters');
    await resuming;
    const trying = Promise.all([broadcast.tryAgain(), broadcast.tryAgain()]);
    await settle();
    expect(broadcast.state).toEqual({ state: 'connecting' });
    await publishing.newest.succeed();
    await trying;
    expect(broadcast.state).toEqual({ state: 'sending' });
    expect(publishing.tries).toHaveLength(2);
    expect(server.asked).toEqual([]);
  });

  it('does not wait any longer once the show has ended', async () => {
    const { broadcast, publishing, clock } = aBroadcast();
    const resuming = broadcast.handleOpened(FRESH, 'live');
    await settle();
    await publishing.newest.fail('media.unavailable');
    await broadcast.stop();
    await resuming;
    await clock.advance(10_000);
    expect(publishing.tries).toHaveLength(1);
    expect(clock.pendingCount).toBe(0);
    expect(broadcast.state).toEqual({ state: 'off' });
  });

  it('publishes again when the server has forgotten the session', async () => {
    const { broadcast, publisher } = await onAir();
    await broadcast.handleOpened(FRESH, 'live');
    expect(publisher.republished).toBe(1);
    expect(broadcast.state).toEqual({ state: 'recovering' });
    publisher.handlers.onState({ state: 'connected' });
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('leaves the picture alone when the session has survived', async () => {
    const { broadcast, publisher } = await onAir();
    await broadcast.handleOpened(RESUMED, 'live');
    expect(publisher.republished).toBe(0);
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('publishes again when the server has lost the media', async () => {
    const { broadcast, publisher } = await onAir();
    await broadcast.handleLost();
    expect(publisher.republished).toBe(1);
    expect(broadcast.state).toEqual({ state: 'recovering' });
  });

  it('has nothing to publish again off air', async () => {
    const { broadcast, publishing } = aBroadcast();
    await broadcast.handleLost();
    expect(publishing.tries).toEqual([]);
    expect(broadcast.state).toEqual({ state: 'off' });
  });

  it('stops when the show has ended while the line was down', async () => {
    const { broadcast, publisher } = await onAir();
    await broadcast.handleOpened(FRESH, 'ended');
    expect(publisher.isClosed).toBe(true);
    expect(broadcast.state).toEqual({ state: 'off' });
  });
});

describe('the media’s path', () => {
  it('is recovering while it breaks, and sending when it is back', async () => {
    const { broadcast, publishing } = await onAir();
    publishing.newest.state('recovering');
    expect(broadcast.state).toEqual({ state: 'recovering' });
    publishing.newest.state('connected');
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('that media does not get through is said for as long as it is so', async () => {
    const { broadcast, publishing, publisher } = await onAir();
    publishing.newest.state('unreachable');
    expect(broadcast.state).toEqual({ state: 'unreachable' });
    expect(publisher.isClosed).toBe(false);
    publishing.newest.state('connected');
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('that was given up is a failure, and the next opening tries it again', async () => {
    const { broadcast, publishing, publisher } = await onAir();
    publishing.newest.giveUp('auth.forbidden');
    expect(broadcast.state).toEqual({ state: 'failed', code: 'auth.forbidden' });
    await broadcast.handleOpened(RESUMED, 'live');
    expect(publisher.republished).toBe(1);
    publisher.handlers.onState({ state: 'connected' });
    expect(broadcast.state).toEqual({ state: 'sending' });
  });

  it('that was given up is closed before the host goes live again', async () => {
    const { broadcast, publishing, publisher } = await onAir();
    publishing.newest.giveUp('auth.forbidden');
    void broadcast.goLive();
    await settle();
    expect(publisher.isClosed).toBe(true);
    expect(publishing.tries).toHaveLength(2);
  });

  it('of a former broadcast says nothing about this one', async () => {
    const { broadcast, publishing } = await onAir();
    const former = publishing.newest;
    await broadcast.end();
    former.state('recovering');
    expect(broadcast.state).toEqual({ state: 'off' });
  });
});
