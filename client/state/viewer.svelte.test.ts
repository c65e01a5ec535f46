import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { CalloutId, ItemId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { seededRandom } from '../../shared/random.ts';
import { someFacts, ScriptedShow } from '../../shared/show/show-fixture.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { anOffer, CHROMIUM, fakeBrowser } from '../watch/fake-browser.ts';
import { prepareWatch, type Preparation } from '../watch/prepare.ts';
import { CHANNEL, FakeLine } from './testing/fake-line.ts';
import { fakeLog } from './testing/fake-log.ts';
import { FakeWatching } from './testing/fake-watching.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { settle } from './testing/settle.ts';
import { Viewer } from './viewer.svelte.ts';

const prepared = await prepareWatch(CHROMIUM.router, fakeBrowser().browser);
const SOUND_AND_PICTURE = { rtpCapabilities: prepared.ask.rtpCapabilities };

type Setting = { readonly show?: ScriptedShow; readonly preparation?: Preparation | null };

const aViewer = ({ show = ScriptedShow.in('live'), preparation = prepared }: Setting = {}) => {
  const watching = new FakeWatching();
  const clock = fakeClock(1_000_000);
  const lines: FakeLine[] = [];
  const closingErrors: unknown[] = [];
  const scope = new Scope((error) => void closingErrors.push(error));
  const viewer = new Viewer(
    {
      boot: { channel: CHANNEL, show: show.state, routerRtpCapabilities: CHROMIUM.router },
      prepare: () => Promise.resolve(preparation),
      connect: (makeOpenParams, handlers, child) => {
        const line = child.use(new FakeLine(show, makeOpenParams, handlers));
        lines.push(line);
        return line;
      },
      subscribe: watching.subscribe,
      clock,
      random: seededRandom(1),
      log: fakeLog(),
    },
    scope,
  );
  const [line] = lines;
  assert(line, 'the page opened a line');
  return { viewer, line, watching, show, clock, scope, closingErrors };
};

/** A viewer who sees the program move. */
const aWatcher = async (setting: Setting = {}) => {
  const parts = aViewer(setting);
  await parts.line.open({ watch: anOffer() });
  const subscriber = await parts.watching.newest.succeed();
  parts.viewer.watchFrames(document.createElement('video'));
  parts.viewer.handlePlaying();
  return { ...parts, subscriber };
};

const PRICE_TAG = { x: 0.5, y: 0.5, width: 0.25, height: 0.25 };

/** The frame captured at `captureAtMs` shows the callout and where its product can be clicked. */
const aMark = (captureAtMs: number, calloutId: CalloutId | null, itemId?: ItemId): ProgramMark => ({
  captureAtMs,
  calloutId,
  areas: itemId ? [{ itemId, rect: PRICE_TAG }] : [],
});

const calloutOf = (show: ScriptedShow): CalloutId => {
  assert(show.state.callout, 'a product is explained');
  return show.state.callout.id;
};

const frame = (captureAtMs: number | null, presentedAtMs = (captureAtMs ?? 0) + 50) => ({ captureAtMs, presentedAtMs });

describe('opening the page', () => {
  it('asks for the program with the first word, and takes the offer of the first answer', async () => {
    const { viewer, line, watching } = aViewer();
    const seen = seenBy(() => viewer.picture);
    const offer = anOffer();
    await line.open({ watch: offer });
    expect(line.openings).toMatchObject([
      { as: 'viewer', address: 'spring-teas', resume: null, watch: SOUND_AND_PICTURE },
    ]);
    expect(watching.newest.subscriber.offer).toBe(offer);
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

describe('the card', () => {
  it('appears with the frame that shows it, and leaves with the frame that does not', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const itemId = show.addItem();
    line.tellEvents();
    subscriber.present(frame(4_960));
    await line.happen({ type: 'callout.open', itemId });
    await line.happen({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
    const seen = seenBy(() => viewer.explained?.id ?? null);
    subscriber.present(frame(4_967));
    expect(seen.values).toEqual([null]);
    subscriber.present(frame(5_000));
    expect(seen.values).toEqual([null, itemId]);

    const calloutId = calloutOf(show);
    await line.happen({ type: 'program.mark', mark: aMark(9_000, null) });
    subscriber.present(frame(8_967));
    expect(viewer.explained?.id).toBe(itemId);
    subscriber.present(frame(9_000));
    expect(viewer.explained).toBeNull();
    await line.happen({ type: 'callout.close', calloutId });
    expect(seen.values).toEqual([null, itemId, null]);
    seen.stop();
  });

  it('is there for who comes in the middle, from the first frame on', async () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    show.must({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
    const { viewer, subscriber } = await aWatcher({ show });
    subscriber.present(frame(60_000));
    expect(viewer.explained?.id).toBe(itemId);
  });

  it('stays when the line comes back with a snapshot', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const itemId = show.addItem();
    await line.happen({ type: 'callout.open', itemId });
    await line.happen({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
    subscriber.present(frame(5_000));
    const seen = seenBy(() => viewer.explained?.id ?? null);
    await line.drop();
    await line.open({ session: 'resumed', show: show.state });
    expect(seen.values).toEqual([itemId]);
    subscriber.present(frame(6_000));
    expect(seen.values).toEqual([itemId]);
    seen.stop();
  });

  it('is replaced with the frame that shows the other', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const [tea, honey] = [show.addItem({ name: 'Tea' }), show.addItem({ name: 'Honey' })];
    await line.happen({ type: 'callout.open', itemId: tea });
    await line.happen({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), tea) });
    subscriber.present(frame(5_000));
    await line.happen({ type: 'callout.open', itemId: honey });
    await line.happen({ type: 'program.mark', mark: aMark(7_000, calloutOf(show), honey) });
    subscriber.present(frame(6_967));
    expect(viewer.explained).toBeNull();
    subscriber.present(frame(7_000));
    expect(viewer.explained?.id).toBe(honey);
  });

  it('says a changed price at once', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const itemId = show.addItem();
    await line.happen({ type: 'callout.open', itemId });
    await line.happen({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
    subscriber.present(frame(5_000));
    await line.happen({ type: 'shelf.change', itemId, facts: someFacts({ priceMinor: 100 }) });
    expect(viewer.explained?.priceMinor).toBe(100);
  });

  it('needs no frame where no picture plays', async () => {
    const { viewer, line, show } = await aWatcher();
    const itemId = show.addItem();
    await line.tick('watch.lost', {});
    await line.happen({ type: 'callout.open', itemId });
    expect(viewer.explained?.id).toBe(itemId);
  });

  it('comes by an assumed delay where frames have no capture times, on the host’s clock', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const itemId = show.addItem();
    // The server is 4 s ahead of this page, and the host 60 s ahead of the server.
    line.serverOffsetMs = 4_000;
    await line.tick('clock.changed', { hostClockOffsetMs: 60_000 });
    await line.happen({ type: 'callout.open', itemId });
    await line.happen({ type: 'program.mark', mark: aMark(1_064_000, calloutOf(show), itemId) });
    subscriber.present(frame(null, 1_000_100));
    expect(viewer.explained).toBeNull();
    subscriber.present(frame(null, 1_000_150));
    expect(viewer.explained?.id).toBe(itemId);
  });
});

describe('a click in the picture', () => {
  it('finds the product of the frame on the screen', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const itemId = show.addItem();
    await line.happen({ type: 'callout.open', itemId });
    await line.happen({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
    expect(viewer.itemAt(0.6, 0.6)).toBeNull();
    subscriber.present(frame(5_000));
    expect(viewer.itemAt(0.6, 0.6)).toBe(itemId);
    expect(viewer.itemAt(0.1, 0.1)).toBeNull();
    expect(viewer.areas).toEqual([{ itemId, rect: PRICE_TAG }]);
  });

  it('finds nothing after the end', async () => {
    const { viewer, line, show, subscriber } = await aWatcher();
    const itemId = show.addItem();
    await line.happen({ type: 'callout.open', itemId });
    await line.happen({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
    subscriber.present(frame(5_000));
    await line.happen({ type: 'show.end' });
    expect(viewer.itemAt(0.6, 0.6)).toBeNull();
  });
});

describe('latency', () => {
  it('is measured by the host’s clock, and changes once a second', async () => {
    const { viewer, line, subscriber, clock } = await aWatcher();
    line.serverOffsetMs = 4_000;
    await line.tick('clock.changed', { hostClockOffsetMs: -500 });
    // Presented at 104,000 by the server's clock; captured at 103,940 by it.
    subscriber.present(frame(103_440, 100_000));
    expect(viewer.latencyMs).toBeNull();
    await clock.advance(1_000);
    expect(viewer.latencyMs).toBe(60);
  });

  it('is unknown where frames have no capture times, or the host’s clock is unknown', async () => {
    const { viewer, line, subscriber, clock } = await aWatcher();
    line.serverOffsetMs = 0;
    subscriber.present(frame(5_000));
    await line.tick('clock.changed', { hostClockOffsetMs: 0 });
    subscriber.present(frame(null, 5_000));
    await clock.advance(1_000);
    expect(viewer.latencyMs).toBeNull();
  });

  it('is told to the server with what plays, every five seconds', async () => {
    const { line, subscriber, clock } = await aWatcher();
    line.serverOffsetMs = 0;
    await line.tick('clock.changed', { hostClockOffsetMs: 0 });
    for (const latencyMs of [40, 50, 90]) subscriber.present(frame(1_000, 1_000 + latencyMs));
    subscriber.facts = { ...subscriber.facts, framesPerSecond: 30, freezes: 1, packetsLost: 2 };
    await clock.advance(5_000);
    expect(line.asked('viewer.report')).toEqual([
      { latencyP50Ms: 50, latencyP95Ms: 90, framesPerSecond: 30, freezes: 1, packetsLost: 2 },
    ]);
  });

  it('is told to nobody while the line is down, or nothing is received', async () => {
    const waiting = aViewer({ show: ScriptedShow.in('draft') });
    await waiting.line.open();
    await waiting.clock.advance(20_000);
    expect(waiting.line.asked('viewer.report')).toEqual([]);

    const away = await aWatcher();
    await away.line.drop();
    await away.clock.advance(20_000);
    expect(away.line.asked('viewer.report')).toEqual([]);
  });

  it('begins anew with another path', async () => {
    const { viewer, line, watching, subscriber, clock } = await aWatcher();
    line.serverOffsetMs = 0;
    await line.tick('clock.changed', { hostClockOffsetMs: 0 });
    subscriber.present(frame(1_000, 1_900));
    await line.tick('watch.offered', anOffer());
    await watching.newest.succeed();
    await clock.advance(1_000);
    expect(viewer.latencyMs).toBeNull();
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
