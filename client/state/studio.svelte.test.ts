import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { setLayerText } from '../../shared/scene/edit-content.ts';
import { setFormat, setProgramAudio, setTransition } from '../../shared/scene/edit-program.ts';
import { addScene, removeScene } from '../../shared/scene/edit-scenes.ts';
import { addSource, makeSource, removeSource, setStrip } from '../../shared/scene/edit-sources.ts';
import { layerId, sceneId, sourceId } from '../../shared/scene/sample-documents.ts';
import { BREAK, HOST, openStudio, studioOnAir } from './testing/a-studio.ts';
import { seenBy } from './testing/seen.svelte.ts';

const CAMERA = sourceId('camera');
const MICROPHONE = sourceId('microphone');
const LOGI = { deviceId: 'logi', label: 'Logi C920' };

describe('a change of the document', () => {
  it('reaches compositor, devices, mixer and store', async () => {
    const { studio, compositor, capture, mixer, saved } = await openStudio();
    const microphone = makeSource('microphone', MICROPHONE, 'microphone');
    studio.editor.edit('source.add', (document) => addSource(document, microphone));
    expect(compositor.document).toBe(studio.editor.document);
    expect(capture.asked).toEqual(['camera', 'microphone']);
    expect(saved).toMatchObject([{ document: studio.editor.document, onAirSceneId: HOST }]);

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
    expect(saved.at(-1)).toMatchObject({ document: studio.editor.document, onAirSceneId: HOST });
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
