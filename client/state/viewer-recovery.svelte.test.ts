import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { anOffer, aRenewalOf } from '../watch/fake-browser.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { aViewer, aWatcher, SOUND_AND_PICTURE } from './viewer-fixture.ts';

describe('a line that comes back', () => {
  it('keeps the media that survived it', async () => {
    const { viewer, line, watching, subscriber } = await aWatcher();
    await line.drop();
    expect(viewer.picture).toBe('playing');
    await line.open({ session: 'resumed' });
    expect(line.openings.at(-1)).toMatchObject({ watch: null });
    expect(watching.tries).toHaveLength(1);
    expect(subscriber.isClosed).toBe(false);
    expect(line.asked('media.watch')).toEqual([]);
  });

  it('asks for the program when the media did not survive', async () => {
    const { line, watching, subscriber } = await aWatcher();
    await line.drop();
    subscriber.isAlive = false;
    await line.open({ session: 'resumed', watch: anOffer() });
    expect(line.openings.at(-1)).toMatchObject({ watch: SOUND_AND_PICTURE });
    expect(watching.tries).toHaveLength(2);
  });

  it('asks for the program when the host’s media was lost before', async () => {
    const { line } = await aWatcher();
    await line.tick('watch.lost', {});
    await line.drop();
    await line.open({ session: 'resumed' });
    expect(line.openings.at(-1)).toMatchObject({ watch: SOUND_AND_PICTURE });
  });

  it('asks again when the server has forgotten the page and its media', async () => {
    const { viewer, line, watching, subscriber } = await aWatcher();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await line.drop();
    await line.open({ session: 'fresh' });
    expect(subscriber.isClosed).toBe(true);
    expect(line.asked('media.watch')).toMatchObject([SOUND_AND_PICTURE]);
    const next = await watching.newest.succeed();
    viewer.handlePlaying();
    expect(viewer.stream).toBe(next.stream);
    expect(viewer.picture).toBe('playing');
  });

  it('brings the events that were missed', async () => {
    const { viewer, line, show } = await aWatcher();
    await line.drop();
    show.addItem({ name: 'Honey' });
    await line.open({ session: 'resumed' });
    expect(viewer.feed.items.map(({ name }) => name)).toEqual(['Honey']);
  });
});

describe('another program', () => {
  it('on the transport that there is goes on in the same picture', async () => {
    const { viewer, line, watching, subscriber } = await aWatcher();
    const { stream } = viewer;
    await line.tick('watch.lost', {});
    expect(viewer.picture).toBe('stalled');
    const renewal = aRenewalOf(subscriber.offers[0] ?? anOffer());
    await line.tick('watch.offered', renewal);
    expect(subscriber.offers.at(-1)).toEqual(renewal);
    expect([viewer.picture, viewer.stream, watching.tries.length]).toEqual(['playing', stream, 1]);
    await line.drop();
    await line.open({ session: 'resumed' });
    expect(line.openings.at(-1), 'what it brought has survived the line').toMatchObject({ watch: null });
  });

  it('on a transport that is broken on this side is asked for anew', async () => {
    const { line, watching, subscriber } = await aWatcher();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await line.tick('watch.lost', {});
    await watching.newest.state('failed');
    await line.tick('watch.offered', aRenewalOf(subscriber.offers[0] ?? anOffer()));
    expect(line.asked('media.watch')).toHaveLength(1);
    expect(watching.tries).toHaveLength(2);
  });

  it('that the browser does not take on the transport is asked for anew', async () => {
    const { viewer, line, watching, subscriber } = await aWatcher();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    subscriber.takes = 'nothing';
    await line.tick('watch.offered', aRenewalOf(subscriber.offers[0] ?? anOffer()));
    expect([line.asked('media.watch').length, watching.tries.length, subscriber.isClosed]).toEqual([1, 2, true]);
    await watching.newest.succeed();
    viewer.handlePlaying();
    expect(viewer.picture).toBe('playing');
  });
});

describe('media that breaks', () => {
  it('is asked for again at once', async () => {
    const { line, watching } = await aWatcher();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await watching.newest.state('connected');
    await watching.newest.state('failed');
    expect(watching.tries).toHaveLength(2);
    await watching.newest.succeed();
    expect(line.asked('media.watch')).toHaveLength(1);
  });

  it('comes by the next opening when the line is down too', async () => {
    const { line, watching, clock } = await aWatcher();
    await line.drop();
    await watching.newest.state('failed');
    await clock.advance(60_000);
    expect(line.asked('media.watch')).toEqual([]);
    await line.open({ session: 'resumed', watch: anOffer() });
    expect(line.openings.at(-1)).toMatchObject({ watch: SOUND_AND_PICTURE });
    expect(watching.tries).toHaveLength(2);
  });

  it('is asked for again and again, with pauses, until it works', async () => {
    const { viewer, line, watching, clock } = await aWatcher();
    line.replies['media.watch'] = () => Promise.reject(new AppError('server.internal'));
    await watching.newest.state('failed');
    expect(line.asked('media.watch')).toHaveLength(1);
    await clock.advance(60_000);
    const asked = line.asked('media.watch').length;
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThan(40);

    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await clock.advance(5_000);
    await watching.newest.succeed();
    viewer.handlePlaying();
    expect(viewer.picture).toBe('playing');
    await clock.advance(60_000);
    expect(line.asked('media.watch')).toHaveLength(asked + 1);
  });

  it('does not run in circles around an offer that cannot be taken', async () => {
    const { line, watching, clock } = aViewer();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await line.open({ watch: anOffer() });
    for (let second = 0; second < 30; second += 1) {
      await watching.newest.fail('media.invalid-parameters');
      await clock.advance(1_000);
    }
    expect(watching.tries.length).toBeGreaterThan(4);
    expect(watching.tries.length).toBeLessThan(20);
  });

  it('is said to be blocked when it never got through, and is tried until it does', async () => {
    const { viewer, line, watching, clock } = aViewer();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await line.open({ watch: anOffer() });
    const seen = seenBy(() => viewer.path);
    for (let second = 0; second < 30; second += 10) {
      await watching.newest.succeed();
      await watching.newest.state('unreachable');
      await clock.advance(10_000);
    }
    expect(watching.tries).toHaveLength(4);
    await watching.newest.succeed();
    await watching.newest.state('connected');
    viewer.handlePlaying();
    expect(viewer.picture).toBe('playing');
    expect(seen.values).toEqual(['open', 'blocked', 'open']);
    seen.stop();
  });

  it('is not said to be blocked when it broke, or when the server took it down', async () => {
    const { viewer, line, watching } = await aWatcher();
    line.replies['media.watch'] = () => ({ watch: anOffer() });
    await watching.newest.state('failed');
    expect(viewer.path).toBe('open');
    await watching.newest.succeed();
    await line.tick('watch.lost', {});
    await watching.newest.state('unreachable');
    expect(viewer.path).toBe('open');
  });

  it('is not asked for when the server has promised an offer', async () => {
    const { line, watching, clock } = await aWatcher();
    await line.tick('watch.lost', {});
    await watching.newest.state('failed');
    await clock.advance(60_000);
    expect(line.asked('media.watch')).toEqual([]);
    await line.tick('watch.offered', anOffer());
    expect(watching.tries).toHaveLength(2);
  });

  it('is not asked for after the end', async () => {
    const { line, watching, clock } = await aWatcher();
    line.replies['media.watch'] = () => Promise.reject(new AppError('media.unavailable'));
    await watching.newest.state('failed');
    await line.happen({ type: 'show.end' });
    const asked = line.asked('media.watch').length;
    await clock.advance(60_000);
    expect(line.asked('media.watch')).toHaveLength(asked);
  });
});
