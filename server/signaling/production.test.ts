import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EditId, type ShowId } from '../../shared/ids.ts';
import { MAX_FRAME_BYTES, MAX_STUDIO_FRAME_BYTES } from '../../shared/protocol/frame.ts';
import { between } from '../../shared/scene/diff.ts';
import { setLayerOpacity } from '../../shared/scene/edit-layers.ts';
import {
  A_STYLE,
  aColorLayer,
  aDocument,
  aTextLayer,
  granted,
  layerId,
  sceneId,
} from '../../shared/scene/sample-documents.ts';
import { MAX_SHARED_CHARACTERS, sceneEditOf } from '../../shared/scene/shared-edit.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { FakePlane } from '../sfu/fake-plane.ts';
import type { ScriptedPage } from './scripted-page.ts';
import {
  ask,
  asCrew,
  asStudio,
  asViewer,
  goLive,
  openServer,
  publish,
  type TestServer,
  type TestShow,
} from './signaling-fixture.ts';

const ONE = sceneId('s1');
const document = aDocument({ scenes: { s1: [aColorLayer('sky')], s2: [aColorLayer('sea')] } });
const opening = { document, sceneId: ONE };
const CUT = { kind: 'cut' } as const;

let edits = 0;
const anEdit = (opacity: number) => ({
  editId: v.parse(EditId, `edit-${(edits += 1)}`),
  edit: sceneEditOf(between(document, granted(setLayerOpacity(document, layerId('sky'), opacity)))),
});

let server: TestServer;
beforeAll(async () => {
  // Nothing here is about how long a program may be gone.
  server = await openServer({ limits: { interruptAfterMs: 60_000, rescueAfterMs: 60_000 } });
});
afterAll(() => server.close());

const aDesk = async ({ actor }: TestShow, role: 'co-host' | 'producer' | 'guest' = 'co-host', at = server) => {
  const seat = at.aSeat(actor, { role, name: 'Lin' });
  const desk = await at.connect({ cookie: seat.cookie });
  await desk.open(asCrew(actor));
  return { desk, participantId: seat.participantId, cookieOfDesk: seat.cookie };
};

/** A show on air whose host has opened the document, and a co-host at the controls. */
const onAir = async (at = server) => {
  const show = await at.aShow();
  const live = await goLive(at, show);
  await live.studio.call('production.open', opening);
  return { ...show, ...live, ...(await aDesk(show, 'co-host', at)) };
};

const handOver = async ({ studio, desk, participantId }: Awaited<ReturnType<typeof onAir>>): Promise<void> => {
  await desk.call('production.standBy', { standby: 'ready' });
  await studio.call('production.handOver', { participantId });
};

/** A plane whose rooms are found when the test says so. */
class SlowPlane extends FakePlane {
  readonly #found = Promise.withResolvers<null>();
  waiting = 0;
  pace: 'quick' | 'slow' = 'quick';

  override async room(showId: ShowId) {
    if (this.pace === 'slow') {
      this.waiting += 1;
      await this.#found.promise;
    }
    return super.room(showId);
  }

  find(): void {
    this.#found.resolve(null);
  }
}

const onAirOf = (actor: TestShow['actor']): readonly string[] => server.plane.programProducers(actor.state.id);

const requestOf = (page: ScriptedPage, method: string, bytes: number): Promise<string> =>
  page.refusal(method, { padding: 'x'.repeat(bytes) });

describe('a program that several people work on', () => {
  it('comes to everybody in the studio as they change it, and to no viewer', async () => {
    const { actor, studio, desk, participantId } = await onAir();
    const viewer = await server.connect();
    const { show } = await viewer.open(asViewer(actor));
    const { editId, edit } = anEdit(0.5);
    await desk.call('production.edit', { editId, edit });
    expect((await studio.event('production.edited')).event).toMatchObject({ participantId, editId, edit });
    expect((await desk.event('production.edited')).event).toMatchObject({ editId });
    await studio.call('production.take', { sceneId: sceneId('s2'), transition: CUT });
    expect((await desk.event('production.taken')).event).toMatchObject({ participantId: HOST_ID, sceneId: 's2' });
    expect(actor.state.crew?.production?.document.layers[layerId('sky')]?.opacity).toBe(0.5);
    await viewer.call('clock.ping', {});
    expect([show?.crew, viewer.events]).toEqual([null, []]);
  });

  it('is there, whole, for whoever comes later', async () => {
    const { desk, ...show } = await onAir();
    await desk.call('production.edit', anEdit(0.25));
    const seat = server.aSeat(show.actor, { role: 'producer' });
    const late = await server.connect({ cookie: seat.cookie });
    const { show: state } = await late.open(asCrew(show.actor));
    expect(state?.crew?.production).toMatchObject({ makerId: HOST_ID, onAir: { sceneId: ONE } });
    expect(state?.crew?.production?.document.layers[layerId('sky')]?.opacity).toBe(0.25);
  });

  it('is the business of those who have the show in hand', async () => {
    const show = await onAir();
    const { desk: guest } = await aDesk(show, 'guest');
    const { desk: producer } = await aDesk(show, 'producer');
    for (const page of [guest, producer]) {
      expect(await page.refusal('production.standBy', { standby: 'ready' })).toBe('auth.forbidden');
      expect(await page.refusal('production.handOver', { participantId: HOST_ID })).toBe('auth.forbidden');
    }
    expect(await guest.refusal('production.edit', anEdit(0.5))).toBe('auth.forbidden');
    expect(await producer.refusal('production.edit', anEdit(0.5))).toBe('succeeded');
  });

  it('begins with the document of the page that makes it', async () => {
    const show = await server.aShow();
    const studio = await server.connect({ cookie: show.cookie });
    await studio.open(asStudio(show.actor));
    const { desk } = await aDesk(show);
    expect(await desk.refusal('production.open', opening)).toBe('auth.forbidden');
    expect(await desk.refusal('production.edit', anEdit(0.5))).toBe('production.not-open');
    await studio.call('production.open', opening);
    expect(await desk.refusal('production.open', opening)).toBe('succeeded');
  });

  it('lets a page edit as fast as one drags, and no faster for long', async () => {
    const { desk } = await onAir();
    const answers: string[] = [];
    for (let index = 0; index < 120; index += 1)
      answers.push(await desk.refusal('production.edit', anEdit(index / 120)));
    const accepted = answers.filter((answer) => answer === 'succeeded').length;
    expect(accepted).toBeGreaterThanOrEqual(60);
    expect(accepted).toBeLessThan(120);
    expect(new Set(answers)).toEqual(new Set(['succeeded', 'request.too-many']));
  });

  it('has room for a document that fills a frame, and says when one is too large', async () => {
    const show = await server.aShow();
    const studio = await server.connect({ cookie: show.cookie });
    await studio.open(asStudio(show.actor));
    const large = aLongDocument(7);
    const tooLarge = aLongDocument(8);
    expect(JSON.stringify(large).length).toBeLessThan(MAX_SHARED_CHARACTERS);
    expect(Buffer.byteLength(JSON.stringify(large))).toBeGreaterThan(MAX_FRAME_BYTES);
    expect(JSON.stringify(tooLarge).length).toBeGreaterThan(MAX_SHARED_CHARACTERS);
    const open = (asked: typeof document) => studio.ask('production.open', { document: asked, sceneId: ONE });
    expect(await open(tooLarge)).toMatchObject({ t: 'failure', code: 'document.too-large', field: 'document' });
    expect(await open(large)).toMatchObject({ t: 'reply' });
    const grown = sceneEditOf(between(large, tooLarge));
    expect(await studio.refusal('production.edit', { editId: 'grow', edit: grown })).toBe('document.too-large');
    expect(show.actor.state.crew?.production?.document).toEqual(large);
  });

  it('closes the socket of a frame beyond all bounds, and takes large ones from the studio only', async () => {
    const { actor, desk } = await onAir();
    expect(await requestOf(desk, 'clock.ping', MAX_FRAME_BYTES)).toBe('succeeded');
    desk.send('x'.repeat(MAX_STUDIO_FRAME_BYTES + 1));
    expect(await desk.closed).toBe(1009);
    const viewer = await server.connect();
    await viewer.open(asViewer(actor));
    viewer.request('clock.ping', { padding: 'x'.repeat(MAX_FRAME_BYTES) });
    expect(await viewer.closed).toBe(1009);
  });
});

/** Scenes of twenty texts each, in characters that take three bytes. */
const aLongDocument = (scenes: number) => {
  const aText = (id: string) => aTextLayer(id, { content: { kind: 'text', text: '字'.repeat(200), style: A_STYLE } });
  const texts = (scene: number) => Array.from({ length: 20 }, (_, index) => aText(`text-${scene}-${index}`));
  return aDocument({
    scenes: Object.fromEntries(Array.from({ length: scenes }, (_, index) => [`s${index + 1}`, texts(index + 1)])),
  });
};

describe('the page that makes the program', () => {
  it('alone starts the show, says what is in the picture, and tells the clock', async () => {
    const { desk } = await onAir();
    const mark = { captureAtMs: 1_000, calloutId: null, areas: [] };
    expect(await desk.refusal('show.start', {})).toBe('auth.forbidden');
    expect(await desk.refusal('program.mark', { mark })).toBe('auth.forbidden');
    expect(await desk.refusal('studio.clock', { offsetMs: 5 })).toBe('auth.forbidden');
    expect(await desk.refusal('media.openSend', {})).toBe('auth.forbidden');
  });

  it('is another one from the handover on, and the program before ends with it', async () => {
    const show = await onAir();
    const { actor, studio, desk, transportId } = show;
    const viewer = await server.connect();
    await viewer.open(asViewer(actor, { watch: ask(server) }));
    await handOver(show);
    expect(server.plane.programProducers(actor.state.id)).toEqual([]);
    expect(await studio.refusal('media.restartIce', { transportId })).toBe('media.not-found');
    expect(await studio.refusal('media.openSend', {})).toBe('auth.forbidden');
    expect(studio.ticks('publish.lost')).toBe(0);
    await viewer.tick('watch.lost');
    await publish(server, desk, actor);
    expect((await viewer.tick('watch.offered')).consumers).toHaveLength(2);
    expect(actor.state.life.phase).toBe('live');
    const mark = { captureAtMs: 1_000, calloutId: null, areas: [] };
    expect(await desk.refusal('program.mark', { mark })).toBe('succeeded');
    expect(await studio.refusal('program.mark', { mark })).toBe('auth.forbidden');
  });

  it('has it ready when it stands by, so that viewers are never without one', async () => {
    const show = await onAir();
    const { actor, studio, desk, participantId } = show;
    const viewer = await server.connect();
    const { watch } = await viewer.open(asViewer(actor, { watch: ask(server) }));
    expect(await desk.refusal('media.openSend', {})).toBe('auth.forbidden');
    await desk.call('production.standBy', { standby: 'ready' });
    await publish(server, desk, actor);
    expect(watch?.consumers.map(({ producerId }) => producerId).toSorted()).toEqual(onAirOf(actor).toSorted());
    await studio.call('production.handOver', { participantId });
    const offer = await viewer.tick('watch.offered');
    expect([offer.kind, offer.transport.id]).toEqual(['renewal', watch?.transport.id]);
    expect(offer.consumers.map(({ producerId }) => producerId).toSorted()).toEqual(onAirOf(actor).toSorted());
    expect([viewer.ticks('watch.lost'), actor.state.life.phase]).toEqual([0, 'live']);
  });

  it('loses what it had ready when it stands by no more', async () => {
    const show = await onAir();
    await show.desk.call('production.standBy', { standby: 'ready' });
    const { transport } = await show.desk.call('media.openSend', {});
    await show.desk.call('production.standBy', { standby: 'off' });
    expect(await show.desk.refusal('media.restartIce', { transportId: transport.id })).toBe('media.not-found');
    expect(await show.desk.refusal('media.openSend', {})).toBe('auth.forbidden');
  });

  it('is refused a program that it had asked for before another page took over', async () => {
    const plane = new SlowPlane();
    const slow = await openServer({ plane });
    const show = await onAir(slow);
    plane.pace = 'slow';
    const asked = show.studio.refusal('media.openSend', {});
    await expect.poll(() => plane.waiting).toBe(1);
    // Not by the page that waits: its requests are answered in order.
    await show.desk.call('production.standBy', { standby: 'ready' });
    await show.desk.call('production.handOver', { participantId: show.participantId });
    plane.find();
    expect(await asked).toBe('auth.forbidden');
    await slow.close();
  });

  it('hears of the latency, and its clock is forgotten when another page makes the program', async () => {
    const show = await onAir();
    const { actor, studio, desk } = show;
    const viewer = await server.connect();
    await viewer.open(asViewer(actor));
    await studio.call('studio.clock', { offsetMs: -12.5 });
    await viewer.tick('clock.changed');
    const before = viewer.frames.length;
    await handOver(show);
    expect(await viewer.tick('clock.changed', before)).toEqual({ hostClockOffsetMs: null });
    const late = await server.connect();
    expect((await late.open(asViewer(actor))).hostClockOffsetMs).toBeNull();
    await desk.call('studio.clock', { offsetMs: 3 });
    await expect.poll(() => viewer.newestTick('clock.changed')).toEqual({ hostClockOffsetMs: 3 });
    const report = { latencyP50Ms: 48, latencyP95Ms: 80, framesPerSecond: 30, freezes: 0, packetsLost: 0 };
    await viewer.call('viewer.report', report);
    expect(await desk.tick('latency.measured')).toEqual({ p50Ms: 48, p95Ms: 80, viewers: 1 });
    expect(studio.ticks('latency.measured')).toBe(0);
  });

  it('cannot be followed by a page that has only just replaced the one that stood by', async () => {
    const { actor, studio, desk, cookieOfDesk, participantId } = await onAir();
    await desk.call('production.standBy', { standby: 'ready' });
    const second = await server.connect({ cookie: cookieOfDesk });
    const { show } = await second.open(asCrew(actor));
    expect(show?.crew?.production?.standbyId).toBeNull();
    expect(await studio.refusal('production.handOver', { participantId })).toBe('production.not-ready');
    await second.call('production.standBy', { standby: 'ready' });
    expect(await studio.refusal('production.handOver', { participantId })).toBe('succeeded');
  });

  it('is the host’s again when the host takes the show back', async () => {
    const show = await onAir();
    const { actor, studio, desk } = show;
    await handOver(show);
    await publish(server, desk, actor);
    await studio.call('production.standBy', { standby: 'ready' });
    await studio.call('production.handOver', { participantId: HOST_ID });
    expect(server.plane.programProducers(actor.state.id)).toEqual([]);
    await publish(server, studio, actor);
    expect(await desk.refusal('media.openSend', {})).toBe('auth.forbidden');
    expect(actor.state).toMatchObject({ life: { phase: 'live' }, crew: { production: { makerId: HOST_ID } } });
  });
});
