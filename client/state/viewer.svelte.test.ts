import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { anOffer } from '../watch/fake-browser.ts';
import { CHANNEL } from './testing/fake-line.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { settle } from './testing/settle.ts';
import { aViewer, aWatcher, SOUND_AND_PICTURE } from './viewer-fixture.ts';

describe('opening the page', () => {
  it('asks for the program with the first word, and takes the offer of the first answer', async () => {
    const { viewer, line, watching } = aViewer();
    const seen = seenBy(() => viewer.picture);
    const offer = anOffer();
    await line.open({ watch: offer });
    expect(line.openings).toMatchObject([
      { as: 'viewer', address: 'spring-teas', resume: null, watch: SOUND_AND_PICTURE },
    ]);
    expect(watching.newest.subscriber.offers[0]).toBe(offer);
    const { stream } = await watching.newest.succeed();
    expect(viewer.stream).toBe(stream);
    viewer.handlePlaying();
    expect(seen.values).toEqual(['none', 'connecting', 'playing']);
    expect(line.asked('media.watch')).toEqual([]);
    seen.stop();
  });

  it('knows the show before the line is open', () => {
    const { viewer } = aViewer();
    expect(viewer.feed.show?.title).toBe('Spring teas');
    expect(viewer.feed.channel).toEqual(CHANNEL);
  });

  it('waits without a question while nothing is on air, and takes the offer that comes', async () => {
    const { viewer, line, watching } = aViewer({ show: ScriptedShow.in('draft') });
    await line.open();
    expect(line.asked('media.watch')).toEqual([]);
    expect(viewer.picture).toBe('none');
    await line.happen({ type: 'show.start' });
    await line.tick('watch.offered', anOffer());
    expect(watching.tries).toHaveLength(1);
    expect(viewer.picture).toBe('connecting');
  });

  it('has a room without a picture where the browser cannot receive', async () => {
    const { viewer, line, watching } = aViewer({ preparation: null });
    await line.open();
    expect(line.openings).toMatchObject([{ watch: null }]);
    await line.tick('watch.offered', anOffer());
    expect(viewer.picture).toBe('unsupported');
    expect(watching.tries).toEqual([]);
    expect(line.asked('media.watch')).toEqual([]);
  });
});

describe('the picture', () => {
  it('is replaced by a new offer, and the old one stays until the new one is there', async () => {
    const { viewer, line, watching, subscriber } = await aWatcher();
    await line.tick('watch.offered', anOffer());
    expect(viewer.stream).toBe(subscriber.stream);
    expect(subscriber.isClosed).toBe(false);
    const next = await watching.newest.succeed();
    expect(viewer.stream).toBe(next.stream);
    expect(subscriber.isClosed).toBe(true);
  });

  it('is that of the newest of two offers, whichever is ready first', async () => {
    const { viewer, line, watching } = aViewer();
    await line.open({ watch: anOffer() });
    await line.tick('watch.offered', anOffer());
    const [slow, quick] = watching.tries;
    await quick?.succeed();
    await slow?.succeed();
    expect(viewer.stream).toBe(quick?.subscriber.stream);
    expect(slow?.subscriber.isClosed).toBe(true);
    expect(quick?.subscriber.isClosed).toBe(false);
  });

  it('is never that of an offer that was replaced before it was ready', async () => {
    const { viewer, line, watching } = aViewer();
    await line.open({ watch: anOffer() });
    await line.tick('watch.offered', anOffer());
    const [former, newest] = watching.tries;
    await former?.succeed();
    expect(viewer.stream).toBeNull();
    await newest?.succeed();
    expect(viewer.stream).toBe(newest?.subscriber.stream);
  });

  it('stalls while the host’s media is lost, and plays when the new one does', async () => {
    const { viewer, line, watching } = await aWatcher();
    await line.tick('watch.lost', {});
    expect(viewer.picture).toBe('stalled');
    await line.tick('watch.offered', anOffer());
    await watching.newest.succeed();
    await watching.newest.state('connected');
    expect(viewer.picture).toBe('stalled');
    viewer.handlePlaying();
    expect(viewer.picture).toBe('playing');
  });

  it('stalls while its path breaks, and plays when the path is back', async () => {
    const { viewer, watching } = await aWatcher();
    await watching.newest.state('recovering');
    expect(viewer.picture).toBe('stalled');
    await watching.newest.state('connected');
    expect(viewer.picture).toBe('playing');
  });

  it('keeps its last frame when the show ends', async () => {
    const { viewer, line, subscriber } = await aWatcher();
    await line.happen({ type: 'show.end' });
    expect(subscriber.isClosed).toBe(true);
    expect(viewer.picture).toBe('stalled');
    expect(viewer.stream).toBe(subscriber.stream);
  });

  it('that a former subscription lost is none of this one’s business', async () => {
    const { viewer, line, watching } = await aWatcher();
    const former = watching.newest;
    await line.tick('watch.offered', anOffer());
    await watching.newest.succeed();
    await former.state('recovering');
    expect(viewer.picture).toBe('playing');
  });

  it('moves to another network with the page', async () => {
    const { viewer, line, subscriber } = await aWatcher();
    viewer.probe();
    expect([line.probes, subscriber.networkChanges]).toEqual([1, 0]);
    viewer.handleNetworkChange();
    expect([line.probes, subscriber.networkChanges]).toEqual([2, 1]);
  });
});

describe('a line for a product', () => {
  it('is known as long as somebody waits in it', async () => {
    const { viewer, line, show } = await aWatcher();
    const itemId = show.addItem();
    const count = { itemId, held: 1, sold: 0, given: 0 };
    expect(viewer.isAwaited(itemId)).toBe(false);
    await line.tick('stock.counted', { items: [{ ...count, isAwaited: true }] });
    expect(viewer.isAwaited(itemId)).toBe(true);
    await line.tick('stock.counted', { items: [{ ...count, isAwaited: false }] });
    expect(viewer.isAwaited(itemId)).toBe(false);
  });
});

describe('the end', () => {
  it('of the page leaves nothing open', async () => {
    const { watching, line, scope, clock, subscriber, closingErrors } = await aWatcher();
    line.replies['media.watch'] = () => Promise.reject(new AppError('server.internal'));
    await watching.newest.state('failed');
    await scope.close();
    await settle();
    expect([subscriber.isClosed, line.isClosed, clock.pendingCount]).toEqual([true, true, 0]);
    expect(closingErrors).toEqual([]);
  });

  it('of the show is followed by another when it goes live again', async () => {
    const { viewer, line, watching } = await aWatcher();
    await line.happen({ type: 'show.end' });
    await line.happen({ type: 'show.start' });
    await line.tick('watch.offered', anOffer());
    const next = await watching.newest.succeed();
    viewer.handlePlaying();
    expect(viewer.stream).toBe(next.stream);
    expect(viewer.picture).toBe('playing');
  });
});
