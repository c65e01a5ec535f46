import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { setFormat, setProgramAudio, setTransition } from '../../shared/scene/edit-program.ts';
import { addScene, removeScene } from '../../shared/scene/edit-scenes.ts';
import { addSource, makeSource, removeSource, setStrip } from '../../shared/scene/edit-sources.ts';
import { setLayerText } from '../../shared/scene/edit-content.ts';
import { A_CARD, calloutId, layerId, sceneId, sourceId } from '../../shared/scene/sample-documents.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { aDraft, aStudio, BREAK, HOST, openStudio, studioOnAir } from './testing/a-studio.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { settle } from './testing/settle.ts';
import { SYSTEM } from '../../shared/show/actor.ts';

const CAMERA = sourceId('camera');
const MICROPHONE = sourceId('microphone');
const LOGI = { deviceId: 'logi', label: 'Logi C920' };
const A_FILE = new Blob(['file']);

describe('a change of the document', () => {
  it('reaches compositor, devices, mixer and store', async () => {
    const { studio, compositor, capture, mixer, saved } = await openStudio();
    const microphone = makeSource('microphone', MICROPHONE, 'microphone');
    studio.editor.edit('source.add', (document) => addSource(document, microphone));
    expect(compositor.document).toBe(studio.editor.document);
    expect(capture.asked).toEqual(['camera', 'microphone']);
    expect(saved).toEqual([{ document: studio.editor.document, onAirSceneId: HOST }]);

    await capture.deliverAll();
    expect(studio.rack.status(MICROPHONE).state).toBe('live');
    expect(mixer.gains.get(MICROPHONE)).toBe(1);
    studio.editor.edit('audio.mute', (document) => setStrip(document, MICROPHONE, { isMuted: true }));
    expect(mixer.gains.get(MICROPHONE)).toBe(0);
    studio.editor.edit('audio.program', (document) => setProgramAudio(document, { isLimited: false }));
    expect(mixer.program).toEqual({ gain: 1, limiter: 'off' });
  });

  it('changes the format of the program', async () => {
    const { studio, compositor } = await openStudio();
    studio.editor.edit('program.format', (document) => setFormat(document, PROGRAM_FORMATS['portrait-1024']));
    expect(compositor.format).toEqual(PROGRAM_FORMATS['portrait-1024']);
  });

  it('that is undone reaches them too', async () => {
    const { studio, compositor, sinks, capture } = await openStudio();
    await capture.deliverAll();
    studio.editor.edit('source.remove', (document) => removeSource(document, CAMERA));
    expect(sinks.video.has(CAMERA)).toBe(false);
    studio.editor.undo();
    expect(compositor.document?.sources[CAMERA]).toBeDefined();
    expect(studio.rack.status(CAMERA).state).toBe('opening');
  });

  it('that takes away the scene in the program puts the first one there', async () => {
    const { studio, compositor, saved } = await openStudio();
    studio.takeScene(BREAK);
    studio.editor.edit('scene.remove', (document) => removeScene(document, BREAK, null));
    expect(studio.air.sceneId).toBe(HOST);
    expect(compositor.program?.sceneId).toBe(HOST);
    expect(saved.at(-1)).toEqual({ document: studio.editor.document, onAirSceneId: HOST });
  });

  it('is not saved before there is one', async () => {
    const { saved } = await openStudio();
    expect(saved).toEqual([]);
  });
});

describe('the scene on air', () => {
  it('is taken with the host’s transition, drops the selection, and is kept', async () => {
    const { studio, compositor, saved, clock } = await openStudio();
    studio.editor.select(layerId('picture'));
    studio.editor.edit('program.transition', (document) => setTransition(document, { kind: 'fade', durationMs: 300 }));
    studio.takeScene(BREAK);
    expect(compositor.program).toMatchObject({
      sceneId: BREAK,
      fade: { fromSceneId: HOST, startedAtMs: clock.now(), durationMs: 300 },
    });
    expect(studio.editor.selected).toBeNull();
    expect(saved.at(-1)?.onAirSceneId).toBe(BREAK);
  });

  it('is not removed by undo while viewers see it, and may be off air', async () => {
    const { studio, line } = await studioOnAir();
    const added = sceneId('added');
    studio.editor.edit('scene.add', (document) => addScene(document, { id: added, name: 'Added', layers: [] }));
    studio.takeScene(added);
    expect(studio.editor.undo()).toMatchObject({ ok: false, error: { code: 'scene.on-air' } });
    await line.happen({ type: 'show.end' });
    expect(studio.editor.undo()).toMatchObject({ ok: true });
    expect(studio.air.sceneId).toBe(HOST);
  });

  it('tells the encoder what to favor', async () => {
    const { studio, publisher } = await studioOnAir();
    expect(publisher.ports?.contentHint).toBe('motion');
    studio.takeScene(BREAK);
    expect(publisher.hints.at(-1)).toBe('detail');
  });
});

describe('a new show', () => {
  it('asks for no device and keeps nothing until the host has said how to start', async () => {
    const { studio, capture, saved } = await openStudio({ begin: 'welcome' });
    studio.editor.edit('layer.text', (document) => setLayerText(document, layerId('text'), 'Soon'));
    expect(studio.isWelcoming).toBe(true);
    expect(capture.asked).toEqual([]);
    expect(saved).toEqual([]);
  });

  it('starts with the browser’s devices', async () => {
    const { studio, capture, saved } = await openStudio({ begin: 'welcome' });
    const seen = seenBy(() => studio.isWelcoming);
    studio.startWithDevices();
    expect(seen.values).toEqual([true, false]);
    expect(capture.asked).toEqual(['camera']);
    expect(saved).toHaveLength(1);
    seen.stop();
  });

  it('starts with a test pattern, which is no step to undo', async () => {
    const { studio, capture, saved } = await openStudio({ begin: 'welcome' });
    studio.startWithTestPattern('Bars');
    expect(capture.asked).toEqual(['Bars']);
    expect(saved.at(-1)?.document.sources[CAMERA]).toBeUndefined();
    expect(studio.editor.undoLabel).toBeNull();
  });
});

describe('devices', () => {
  it('bring an unplugged source back when they are plugged in', async () => {
    const { studio, capture, browser } = await openStudio();
    const open = await capture.opening(CAMERA).deliver();
    open.raise({ code: 'camera.unplugged' });
    browser.devices = { cameras: [LOGI], microphones: [], speakers: [] };
    await studio.refreshDevices();
    expect(studio.devices.cameras).toEqual([LOGI]);
    expect(studio.rack.status(CAMERA).state).toBe('opening');
  });

  it('are listed again once one was granted, for only then are they named', async () => {
    const { studio, capture, browser } = await openStudio();
    browser.devices = { cameras: [LOGI], microphones: [], speakers: [] };
    await capture.opening(CAMERA).deliver();
    expect(studio.devices.cameras).toEqual([LOGI]);
  });
});

describe('going live', () => {
  it('publishes program picture and sound, then starts the show', async () => {
    const { studio, publisher, compositor, mixer, line, show } = await studioOnAir();
    expect(publisher.ports).toMatchObject({ video: compositor.track, audio: mixer.track });
    expect(line.asked('show.start')).toHaveLength(1);
    expect(show.state.life.phase).toBe('live');
    expect([studio.isOnAir, studio.broadcast.state.state, studio.sound]).toEqual([true, 'sending', 'running']);
  });

  it('does not wait for sound that the browser holds back', async () => {
    const { studio, mixer, publishing } = await openStudio();
    mixer.permission = 'held-back';
    void studio.goLive();
    await settle();
    expect(publishing.tries).toHaveLength(1);
    expect(studio.sound).toBe('suspended');
  });

  it('says in one place why it failed', async () => {
    const { studio, publishing, problems } = await openStudio();
    const going = studio.goLive();
    await settle();
    await publishing.newest.fail('media.unavailable');
    await going;
    expect(studio.broadcast.state).toEqual({ state: 'failed', code: 'media.unavailable' });
    expect(problems).toEqual([]);
  });

  it('ends when the host ends it', async () => {
    const { studio, publisher, show } = await studioOnAir();
    await studio.endShow();
    expect(show.state.life.phase).toBe('ended');
    expect(publisher.isClosed).toBe(true);
    expect(studio.broadcast.state).toEqual({ state: 'off' });
  });

  it('ends when it ended elsewhere', async () => {
    const { studio, publisher, line } = await studioOnAir();
    await line.happen({ type: 'show.end' });
    expect(publisher.isClosed).toBe(true);
    expect(studio.isOnAir).toBe(false);
  });

  it('stays on air, and says why, when the end cannot be told', async () => {
    const { studio, publisher, line, problems } = await studioOnAir();
    await line.drop();
    await studio.endShow();
    expect(problems).toEqual(['net.unreachable']);
    expect(publisher.isClosed).toBe(false);
  });
});

describe('recovery', () => {
  it('goes back on air by itself after a reload in the middle of a show, on the same scene', async () => {
    const { studio, line, publishing, compositor } = aStudio({
      phase: 'live',
      draft: { ...aDraft(), onAirSceneId: BREAK },
    });
    expect(compositor.program?.sceneId).toBe(BREAK);
    await line.open();
    await publishing.newest.succeed();
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
    expect(line.asked('show.start')).toEqual([]);
  });

  it('publishes again when the server has restarted', async () => {
    const { line, publisher } = await studioOnAir();
    await line.drop();
    await line.open({ session: 'fresh' });
    expect(publisher.republished).toBe(1);
  });

  it('leaves the picture alone when the line was only away', async () => {
    const { studio, line, publisher } = await studioOnAir();
    await line.drop();
    await line.open({ session: 'resumed' });
    expect(publisher.republished).toBe(0);
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
  });

  it('publishes again when the server has lost the media', async () => {
    const { line, publisher } = await studioOnAir();
    await line.tick('publish.lost', {});
    expect(publisher.republished).toBe(1);
  });

  it('goes on air although the answer to going live was lost', async () => {
    const { studio, line, publishing, show } = await openStudio();
    line.replies['show.start'] = () => new Promise(() => undefined);
    const going = studio.goLive();
    await settle();
    await publishing.newest.succeed();
    show.must({ type: 'show.start' });
    await line.drop();
    await going;
    expect(studio.broadcast.state).toEqual({ state: 'failed', code: 'net.unreachable' });

    await line.open({ session: 'resumed' });
    await publishing.newest.succeed();
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
    expect(studio.isOnAir).toBe(true);
  });

  it('by the host’s hand, after it was given up, starts no second show', async () => {
    const { studio, line, publishing } = await openStudio({ phase: 'live' });
    await publishing.newest.fail('media.invalid-parameters');
    expect(studio.broadcast.state).toEqual({ state: 'failed', code: 'media.invalid-parameters' });
    const going = studio.goLive();
    await settle();
    await publishing.newest.succeed();
    await going;
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
    expect(line.asked('show.start')).toEqual([]);
  });

  it('moves the media when the network has changed, and only then', async () => {
    const { studio, line, publisher } = await studioOnAir();
    studio.probe();
    expect([line.probes, publisher.networkChanges]).toEqual([1, 0]);
    studio.handleNetworkChange();
    expect([line.probes, publisher.networkChanges]).toEqual([2, 1]);
  });
});

describe('marks', () => {
  const mark = { captureAtMs: 5_000, calloutId: calloutId('c1') };

  it('are sent on air only', async () => {
    const { compositor, line } = await openStudio();
    compositor.mark(mark);
    await settle();
    expect(line.asked('program.mark')).toEqual([]);
  });

  it('from before the show are sent when it starts', async () => {
    const { studio, compositor, line, publishing } = await openStudio();
    compositor.mark({ captureAtMs: 1_000 });
    compositor.mark(mark);
    void studio.goLive();
    await settle();
    await publishing.newest.succeed();
    expect(line.asked('program.mark')).toEqual([{ mark: { ...mark, areas: [] } }]);
  });

  it('are sent again when the show resumes', async () => {
    const { compositor, line } = await studioOnAir();
    compositor.mark(mark);
    await line.happen({ type: 'show.interrupt' }, SYSTEM);
    await line.happen({ type: 'show.resume' }, SYSTEM);
    expect(line.asked('program.mark')).toHaveLength(2);
  });

  it('that were made while the line was down are sent when it is back, and nobody is bothered', async () => {
    const { compositor, line, problems, show } = await studioOnAir();
    await line.drop();
    compositor.mark(mark);
    await settle();
    expect(problems).toEqual([]);
    await line.open({ session: 'resumed' });
    expect(show.state.mark).toEqual({ ...mark, areas: [] });
  });

  it('are sent after a reload, when the picture is there before the line', async () => {
    const { compositor, line } = aStudio({ phase: 'live' });
    compositor.mark(mark);
    await line.open();
    expect(line.asked('program.mark')).toHaveLength(1);
  });
});

describe('explaining a product', () => {
  it('puts its card into the program, and stopping takes it away', async () => {
    const { studio, itemId, compositor } = await studioOnAir();
    expect(await studio.shelf.explain(itemId)).toBe(true);
    expect(compositor.program?.callout).toMatchObject({
      itemId,
      card: {
        ...A_CARD,
        name: 'Longjing tea',
        price: '¥39.90',
        formerPrice: null,
        stockLine: '10 left',
        pictureKey: null,
      },
      closedAtMs: null,
    });
    await studio.shelf.stopExplaining();
    expect(compositor.program?.callout?.closedAtMs).not.toBeNull();
  });

  it('with nothing to stop asks the server for nothing', async () => {
    const { studio, line } = await studioOnAir();
    await studio.shelf.stopExplaining();
    expect(line.asked('callout.close')).toEqual([]);
  });

  it('shows a changed price and "sold out" at once, without entering again', async () => {
    const { studio, itemId, compositor, clock } = await studioOnAir();
    await studio.shelf.explain(itemId);
    const entered = compositor.program?.callout?.openedAtMs;
    await clock.advance(2_000);
    await studio.shelf.change(itemId, someFacts({ priceMinor: 2_990, stock: 0 }));
    expect(compositor.program?.callout).toMatchObject({
      card: { price: '¥29.90', availability: 'sold-out', stockLine: 'Sold out' },
      openedAtMs: entered,
    });
  });

  it('says the card in the language that the page changes to, without entering again', async () => {
    const { studio, itemId, compositor, browser } = await studioOnAir();
    await studio.shelf.change(itemId, someFacts({ stock: 0 }));
    await studio.shelf.explain(itemId);
    const { openedAtMs } = compositor.program?.callout ?? {};
    browser.soldOut = '已售罄';
    studio.handleLanguage();
    expect(compositor.program?.callout).toMatchObject({ card: { stockLine: '已售罄' }, openedAtMs });
  });

  it('of another product replaces the card', async () => {
    const { studio, itemId, show, compositor } = await studioOnAir();
    const honey = show.addItem({ name: 'Honey' });
    await studio.shelf.explain(itemId);
    await studio.shelf.explain(honey);
    expect(compositor.program?.callout).toMatchObject({ itemId: honey, card: { name: 'Honey' }, closedAtMs: null });
  });

  it('comes back with a reload', async () => {
    const { line, show, compositor } = aStudio({ phase: 'live' });
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    await line.open();
    expect(compositor.program?.callout).toMatchObject({ itemId, closedAtMs: null });
  });

  it('off air is refused, and the host is told', async () => {
    const { studio, show, problems } = await openStudio();
    expect(await studio.shelf.explain(show.addItem())).toBe(false);
    expect(problems).toEqual(['callout.show-not-running']);
  });
});

describe('the shelf', () => {
  it('follows the host’s words', async () => {
    const { studio } = await openStudio();
    await studio.shelf.add(someFacts({ name: 'Tea' }));
    await studio.shelf.add(someFacts({ name: 'Honey' }));
    const [tea, honey] = studio.feed.items;
    expect([tea?.name, honey?.name]).toEqual(['Tea', 'Honey']);
    if (!tea || !honey) return;
    await studio.shelf.move(honey.id, 0);
    await studio.shelf.remove(tea.id);
    expect(studio.feed.items.map(({ name }) => name)).toEqual(['Honey']);
  });

  it('fetches its pictures for the cards', async () => {
    const { studio, compositor } = await openStudio();
    const uploaded = await studio.shelf.uploadPicture(A_FILE);
    expect(uploaded.ok).toBe(true);
    if (!uploaded.ok) return;
    await studio.shelf.add(someFacts({ pictureId: uploaded.value }));
    await settle();
    expect(compositor.images.has(uploaded.value)).toBe(true);
  });

  it('leaves a refused picture to whoever chose it', async () => {
    const { studio, problems } = await openStudio();
    expect(await studio.shelf.uploadPicture(new Blob(['a large file']))).toEqual({
      ok: false,
      error: { code: 'picture.too-large' },
    });
    expect(problems).toEqual([]);
  });

  it('renames the show', async () => {
    const { studio } = await openStudio();
    await studio.renameShow('Summer teas');
    expect(studio.feed.show?.title).toBe('Summer teas');
  });
});

describe('problems', () => {
  it('of what the host asked for are told', async () => {
    const { studio, problems, line } = await openStudio();
    await line.drop();
    expect(await studio.shelf.add(someFacts())).toBe(false);
    expect(await studio.keepImage(A_FILE)).toBeNull();
    expect(problems).toEqual(['net.unreachable', 'image.unreadable']);
  });

  it('of what nobody asked for are not', async () => {
    const { compositor, line, problems } = await studioOnAir();
    await line.drop();
    compositor.mark({ calloutId: calloutId('c1') });
    await line.tellClock(12);
    expect(problems).toEqual([]);
  });

  it('with a picture in the program are told', async () => {
    const { compositor, problems } = await openStudio();
    compositor.tell({ type: 'image-unreadable', key: 'logo' });
    expect(problems).toEqual(['image.unreadable']);
  });

  it('are nobody’s once the page is closed', async () => {
    const { studio, scope, problems, closingErrors, compositor, sinks, line } = await studioOnAir();
    await scope.close();
    expect(await studio.shelf.add(someFacts())).toBe(false);
    expect(problems).toEqual([]);
    expect(closingErrors).toEqual([]);
    expect([compositor.isClosed, line.isClosed, sinks.video.size]).toEqual([true, true, 0]);
  });
});

describe('another page with the same show', () => {
  it('makes this one stop sending, let go of its devices, and keep nothing', async () => {
    const { studio, line, publisher, capture, saved } = await studioOnAir();
    const open = await capture.opening(CAMERA).deliver();
    await line.refuse('session.replaced');
    expect([studio.feed.refusal, studio.phase, studio.isOnAir]).toEqual(['session.replaced', 'live', false]);
    expect(publisher.isClosed).toBe(true);
    expect(open.isClosed).toBe(true);
    studio.takeScene(BREAK);
    expect(saved).toEqual([]);
  });

  it('is replaced when the host says so, and this one goes on with what it kept', async () => {
    const { studio, line, lines, browser, compositor, capture, publishing } = await studioOnAir();
    await line.refuse('session.replaced');
    const kept = { ...aDraft(), onAirSceneId: BREAK };
    browser.draft = kept;
    await studio.takeOver();
    expect(lines).toHaveLength(2);
    expect(studio.editor.document).toBe(kept.document);
    expect(compositor.program?.sceneId).toBe(BREAK);
    expect(capture.asked).toEqual(['camera', 'camera']);
    expect(studio.feed.refusal).toBeNull();

    const second = lines[1];
    await second?.open();
    expect(second?.openings).toMatchObject([{ claim: 'take-over', resume: null }]);
    await publishing.newest.succeed();
    expect([studio.broadcast.state, studio.isOnAir]).toEqual([{ state: 'sending' }, true]);
  });

  it('is not robbed of the show when this one only comes back from a lost line', async () => {
    const { studio, lines, line } = await openStudio();
    await line.refuse('session.replaced');
    await studio.takeOver();
    await lines[1]?.open();
    await lines[1]?.drop();
    await lines[1]?.open();
    expect(lines[1]?.openings).toMatchObject([{ claim: 'take-over' }, { claim: 'ask' }]);
  });

  it('is replaced once, however often it is asked', async () => {
    const { studio, lines, line } = await openStudio();
    await line.refuse('session.replaced');
    await Promise.all([studio.takeOver(), studio.takeOver()]);
    expect(lines).toHaveLength(2);
    expect(line.isClosed).toBe(true);
  });

  it('leaves this one where it was when it has kept nothing', async () => {
    const { studio, line, capture } = await openStudio();
    const { document } = studio.editor;
    await line.refuse('session.replaced');
    await studio.takeOver();
    expect(studio.editor.document).toBe(document);
    expect(capture.asked).toEqual(['camera', 'camera']);
  });
});

describe('what the host reads', () => {
  it('counts the viewers and measures their delay while the show is on air', async () => {
    const { studio, line } = await studioOnAir();
    const latency = { p50Ms: 50, p95Ms: 80, viewers: 2 };
    await line.tick('watchers.counted', { watchers: 2 });
    await line.tick('latency.measured', latency);
    expect(studio.feed.watchers).toBe(2);
    expect(studio.health.latency).toEqual(latency);
    await studio.endShow();
    expect(studio.health.latency).toBeUndefined();
    await line.tick('latency.measured', latency);
    expect(studio.health.latency).toBeUndefined();
  });

  it('is on the server’s clock, which learns this page’s', async () => {
    const { studio, line } = await openStudio();
    await line.tellClock(250);
    expect(studio.serverOffsetMs).toBe(250);
    expect(line.asked('studio.clock')).toEqual([{ offsetMs: -250 }]);
    await line.drop();
    await line.open({ session: 'fresh' });
    expect(line.asked('studio.clock')).toHaveLength(2);
  });

  it('says how the line answers', async () => {
    const { studio, line, browser } = await openStudio();
    browser.uplinkBytesPerMs = 512;
    const controller = new AbortController();
    expect(await studio.measureLine(controller.signal)).toEqual({
      ok: true,
      value: { medianMs: 0, slowestMs: 0, uplinkBps: 512 * 8 * 1_000 },
    });
    expect(studio.programBps).toBe(3_628_000);
    await line.drop();
    expect(await studio.measureLine(controller.signal)).toEqual({ ok: false, error: { code: 'net.unreachable' } });
  });

  it('can have the program stamped', async () => {
    const { studio, compositor } = await openStudio();
    studio.setStamp('on');
    expect([studio.stamp, compositor.stamp]).toEqual(['on', 'on']);
  });
});
