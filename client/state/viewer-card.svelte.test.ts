import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../shared/show/actor.ts';
import { ScriptedShow, someFacts } from '../../shared/show/show-fixture.ts';
import { anOffer } from '../watch/fake-browser.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { aMark, aViewer, aWatcher, calloutOf, frame, PRICE_TAG } from './viewer-fixture.ts';

const inTheMiddle = () => {
  const show = ScriptedShow.in('live');
  const itemId = show.addItem();
  show.must({ type: 'callout.open', itemId });
  show.must({ type: 'program.mark', mark: aMark(5_000, calloutOf(show), itemId) });
  return { show, itemId };
};

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
    const { show, itemId } = inTheMiddle();
    const { viewer, line, watching } = aViewer({ show });
    const seen = seenBy(() => viewer.explained?.id ?? null);
    await line.open({ watch: anOffer() });
    const subscriber = await watching.newest.succeed();
    viewer.watchFrames(document.createElement('video'));
    viewer.handlePlaying();
    expect(seen.values).toEqual([null]);
    subscriber.present(frame(60_000));
    expect(seen.values).toEqual([null, itemId]);
    seen.stop();
  });

  it('waits a few seconds for a picture that does not come, and not for one that cannot', async () => {
    const { show, itemId } = inTheMiddle();
    const slow = aViewer({ show });
    await slow.line.open({ watch: anOffer() });
    await slow.clock.advance(3_900);
    expect(slow.viewer.explained).toBeNull();
    await slow.clock.advance(100);
    expect(slow.viewer.explained?.id).toBe(itemId);

    const without = aViewer({ show, preparation: null });
    await without.line.open();
    expect(without.viewer.explained?.id).toBe(itemId);

    show.must({ type: 'show.interrupt' }, SYSTEM);
    const between = aViewer({ show });
    await between.line.open();
    expect(between.viewer.explained?.id).toBe(itemId);
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
