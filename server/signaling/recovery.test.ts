import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicState } from '../../shared/show/audience.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { TICKS } from '../../shared/protocol/ticks.ts';
import { openTestStore } from '../shows/shows-fixture.ts';
import type { ScriptedPage } from './scripted-page.ts';
import {
  ask,
  asStudio,
  asViewer,
  goLive,
  openServer,
  publish,
  someFacts,
  type TestServer,
} from './signaling-fixture.ts';
import { HOST } from '../../shared/show/actor.ts';

const resumeOf = ({ sessionId, resumeToken }: Opened, seq: number) => ({ sessionId, token: resumeToken, seq });

describe('watching', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.close());

  it('offers the program in the very first answer', async () => {
    const show = await server.aShow();
    await goLive(server, show);
    const page = await server.connect();
    const { watch, show: state } = await page.open(asViewer(show.actor, { watch: ask(server) }));
    expect(watch?.consumers.map(({ kind }) => kind)).toEqual(['video', 'audio']);
    expect(state?.life.phase).toBe('live');
  });

  it('shows nothing of what the host does before the show, and offers it when the show starts', async () => {
    const show = await server.aShow();
    const studio = await server.connect({ cookie: show.cookie });
    await studio.open(asStudio(show.actor));
    await publish(server, studio, show.actor);
    const page = await server.connect();
    const { watch } = await page.open(asViewer(show.actor, { watch: ask(server) }));
    expect(watch).toBeNull();
    expect(await page.refusal('media.watch', ask(server))).toBe('media.unavailable');
    await studio.call('show.start', {});
    const offer = await page.tick('watch.offered');
    expect(offer.consumers).toHaveLength(2);
    expect(page.ticks('watch.offered')).toBe(1);
  });

  it('takes the program away when the show ends', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const page = await server.connect();
    const { watch } = await page.open(asViewer(show.actor, { watch: ask(server) }));
    await studio.call('show.end', {});
    await page.event('show.ended');
    const transportId = watch?.transport.id ?? '';
    expect(await page.refusal('media.restartIce', { transportId })).toBe('media.not-found');
  });

  it('gives a fresh offer to a viewer who asks again', async () => {
    const show = await server.aShow();
    await goLive(server, show);
    const page = await server.connect();
    const { watch: first } = await page.open(asViewer(show.actor, { watch: ask(server) }));
    const { watch: second } = await page.call('media.watch', ask(server));
    expect(second.transport.id).not.toBe(first?.transport.id);
  });

  it('gives no page transports without end', async () => {
    const show = await server.aShow();
    await goLive(server, show);
    const page = await server.connect();
    await page.open(asViewer(show.actor));
    const answers: string[] = [];
    for (let count = 0; count < 40; count += 1) answers.push(await page.refusal('media.watch', ask(server)));
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'succeeded'));
    expect(answers.at(-1)).toBe('request.too-many');
  });

  it('tells that the host is away when no media arrives, and that the host is back', async () => {
    const show = await server.aShow();
    await goLive(server, show);
    const page = await server.connect();
    await page.open(asViewer(show.actor, { watch: ask(server) }));
    await server.plane.setArriving(show.actor.state.id, false);
    await page.event('show.interrupted');
    await server.plane.setArriving(show.actor.state.id, true);
    await page.event('show.resumed');
    expect(show.actor.state.life.phase).toBe('live');
    expect(page.ticks('watch.lost')).toBe(0);
  });

  it('says nothing about a hiccup', async () => {
    const patient = await openServer({ limits: { interruptAfterMs: 60_000 } });
    const show = await patient.aShow();
    const { studio } = await goLive(patient, show);
    await patient.plane.setArriving(show.actor.state.id, false);
    await patient.plane.setArriving(show.actor.state.id, true);
    await studio.call('clock.ping', {});
    expect(studio.events).toEqual(['show.started']);
    await patient.close();
  });

  it('brings everybody back after a media worker died', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const viewers = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const page = await server.connect();
        await page.open(asViewer(show.actor, { watch: ask(server) }));
        return page;
      }),
    );
    server.plane.killWorkers();
    await studio.tick('publish.lost');
    await Promise.all(viewers.map((page) => page.tick('watch.lost')));
    await publish(server, studio, show.actor);
    const offers = await Promise.all(viewers.map((page) => page.tick('watch.offered')));
    expect(new Set(offers.map(({ transport }) => transport.id)).size).toBe(30);
    await expect.poll(() => show.actor.state.life.phase).toBe('live');
  });

  it('counts the watchers', async () => {
    const show = await server.aShow();
    const { studio, opened } = await goLive(server, show);
    expect(opened.watchers).toBe(0);
    const first = await server.connect();
    await first.open(asViewer(show.actor));
    const second = await server.connect();
    await second.open(asViewer(show.actor));
    await expect.poll(() => lastCount(studio)).toBe(2);
    await second.leave();
    await expect.poll(() => lastCount(studio)).toBe(1);
    await first.vanish();
    await studio.call('clock.ping', {});
    expect(lastCount(studio)).toBe(1);
  });

  it('tells the studio the latency that viewers measure, and viewers the host’s clock', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const page = await server.connect();
    await page.open(asViewer(show.actor));
    await page.call('viewer.report', {
      latencyP50Ms: 48,
      latencyP95Ms: 80,
      framesPerSecond: 30,
      freezes: 0,
      packetsLost: 0,
    });
    expect(await studio.tick('latency.measured')).toEqual({ p50Ms: 48, p95Ms: 80, viewers: 1 });
    await studio.call('studio.clock', { offsetMs: -12.5 });
    expect(await page.tick('clock.changed')).toEqual({ hostClockOffsetMs: -12.5 });
    const late = await server.connect();
    expect((await late.open(asViewer(show.actor))).hostClockOffsetMs).toBe(-12.5);
  });
});

/** What the page was told last about how many watch. */
const lastCount = (page: ScriptedPage): unknown =>
  page.frames
    .flatMap((frame) =>
      frame.t === 'tick' && frame.type === 'watchers.counted'
        ? [v.parse(TICKS['watchers.counted'], frame.data).watchers]
        : [],
    )
    .at(-1);

describe('coming back', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.close());

  it('catches a viewer up by seq, with its media untouched', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const page = await server.connect();
    const opened = await page.open(asViewer(show.actor, { watch: ask(server) }));
    await page.vanish();
    await studio.call('shelf.add', { facts: someFacts({ name: 'First' }), visibility: 'listed' });
    await studio.call('shelf.add', { facts: someFacts({ name: 'Second' }), visibility: 'listed' });
    const again = await server.connect();
    const seq = opened.show?.seq ?? 0;
    const resumed = await again.open(asViewer(show.actor, { resume: resumeOf(opened, seq) }));
    expect(resumed).toMatchObject({ session: 'resumed', sessionId: opened.sessionId, show: null, watch: null });
    await expect.poll(() => again.seqs).toEqual([seq + 1, seq + 2]);
    const transportId = opened.watch?.transport.id ?? '';
    expect(await again.call('media.restartIce', { transportId })).toHaveProperty('iceParameters');
    expect(again.ticks('watch.offered')).toBe(0);
  });

  it('gives a fresh session to a wrong token', async () => {
    const show = await server.aShow();
    const page = await server.connect();
    const opened = await page.open(asViewer(show.actor));
    await page.vanish();
    const thief = await server.connect();
    const stolen = await thief.open(
      asViewer(show.actor, { resume: { sessionId: opened.sessionId, token: 'guessed', seq: 1 } }),
    );
    expect(stolen.session).toBe('fresh');
    expect(stolen.sessionId).not.toBe(opened.sessionId);
    expect(stolen.show).not.toBeNull();
  });

  it('gives a fresh session to one that was away too long, and frees its media', async () => {
    const brief = await openServer({ limits: { holdMs: 20 } });
    const show = await brief.aShow();
    await goLive(brief, show);
    const page = await brief.connect();
    const opened = await page.open(asViewer(show.actor, { watch: ask(brief) }));
    await page.vanish();
    await expect.poll(() => brief.plane.openViewers(show.actor.state.id)).toBe(0);
    const again = await brief.connect();
    expect((await again.open(asViewer(show.actor, { resume: resumeOf(opened, 1) }))).session).toBe('fresh');
    await brief.close();
  });

  it('replaces a socket that only looks open', async () => {
    const show = await server.aShow();
    const page = await server.connect();
    const opened = await page.open(asViewer(show.actor));
    const again = await server.connect();
    const resumed = await again.open(asViewer(show.actor, { resume: resumeOf(opened, opened.show?.seq ?? 0) }));
    expect(resumed.session).toBe('resumed');
    expect(await page.closed).toBe(CLOSE_CODES.replaced);
    expect(resumed.watchers).toBe(1);
  });

  it('offers the new program to a viewer who was away while the host changed', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const page = await server.connect();
    const opened = await page.open(asViewer(show.actor, { watch: ask(server) }));
    await page.vanish();
    await publish(server, studio, show.actor);
    const again = await server.connect();
    await again.open(asViewer(show.actor, { resume: resumeOf(opened, opened.show?.seq ?? 0) }));
    expect((await again.tick('watch.offered')).consumers).toHaveLength(2);
  });

  it('closes a reader that is too slow, and lets it resume with every event', async () => {
    const narrow = await openServer({ limits: { maxUnsentBytes: 4 * 1024 } });
    const show = await narrow.aShow();
    const page = await narrow.connect();
    const opened = await page.open(asViewer(show.actor));
    const bystander = await narrow.connect();
    await bystander.open(asViewer(show.actor));
    page.stopReading();
    const added = await show.actor.submit({ type: 'shelf.add', facts: someFacts(), visibility: 'listed' }, HOST);
    const event = added.ok ? added.value[0]?.event : undefined;
    const itemId = event?.type === 'shelf.added' ? event.itemId : show.actor.state.itemIds[0];
    // Kernels buffer megabytes of a socket that nobody reads.
    const link = `https://example.org/${'x'.repeat(1_900)}`;
    const wasClosed = () =>
      narrow.log.lines.some(({ message, code }) => message === 'socket closed' && code === CLOSE_CODES.slow);
    for (let stock = 0; !wasClosed() && stock < 20_000; stock += 1) {
      const facts = someFacts({ stock, link });
      if (itemId) await show.actor.submit({ type: 'shelf.change', itemId, facts }, HOST);
    }
    expect(wasClosed()).toBe(true);
    await bystander.call('clock.ping', {});
    const again = await narrow.connect();
    const resumed = await again.open(asViewer(show.actor, { resume: resumeOf(opened, opened.show?.seq ?? 0) }));
    expect(resumed.session).toBe('resumed');
    expect(resumed.show).toEqual(publicState(show.actor.state));
    await narrow.close();
  });
});

describe('the studio', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.close());

  it('is one page: a second one is refused, and may take over', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const second = await server.connect({ cookie: show.cookie });
    expect(await second.refusal('session.open', asStudio(show.actor))).toBe('session.replaced');
    expect(await second.closed).toBe(CLOSE_CODES.replaced);
    const third = await server.connect({ cookie: show.cookie });
    await third.open(asStudio(show.actor, { claim: 'take-over' }));
    expect(await studio.closed).toBe(CLOSE_CODES.replaced);
    await third.call('show.rename', { title: 'Autumn teas' });
  });

  it('returns after a reload without asking, and the audience sees one change of program', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const viewer = await server.connect();
    await viewer.open(asViewer(show.actor, { watch: ask(server) }));
    await studio.leave();
    const reloaded = await server.connect({ cookie: show.cookie });
    expect((await reloaded.open(asStudio(show.actor))).session).toBe('fresh');
    await publish(server, reloaded, show.actor);
    await viewer.tick('watch.offered');
    expect([viewer.ticks('watch.offered'), viewer.ticks('watch.lost')]).toEqual([1, 0]);
    expect(show.actor.state.life.phase).toBe('live');
  });

  it('resumes with its producers', async () => {
    const show = await server.aShow();
    const { studio, opened, transportId } = await goLive(server, show);
    await studio.vanish();
    const again = await server.connect({ cookie: show.cookie });
    const resumed = await again.open(asStudio(show.actor, { resume: resumeOf(opened, show.actor.state.seq) }));
    expect(resumed.session).toBe('resumed');
    expect(await again.call('media.restartIce', { transportId })).toHaveProperty('iceParameters');
  });

  it('keeps its show interrupted when it stays away, and its media is freed', async () => {
    const brief = await openServer({ limits: { holdMs: 20 } });
    const show = await brief.aShow();
    const { studio } = await goLive(brief, show);
    const viewer = await brief.connect();
    await viewer.open(asViewer(show.actor, { watch: ask(brief) }));
    await studio.vanish();
    await viewer.tick('watch.lost');
    await viewer.event('show.interrupted');
    expect(show.actor.state.life.phase).toBe('interrupted');
    await brief.close();
  });
});

describe('a restarted server', () => {
  it('interrupts what was live, and goes on with the same show and seq', async () => {
    const store = openTestStore();
    const before = await openServer({ store });
    const show = await before.aShow();
    await goLive(before, show);
    const { state } = show.actor;
    await before.close();

    const after = await openServer({ store });
    const actor = after.app.shows.get(state.id);
    expect(actor?.state.life.phase).toBe('interrupted');
    const page = await after.connect();
    const opened = await page.open(asViewer(show.actor, { watch: ask(after) }));
    // The show is interrupted, and its host is away.
    expect(opened.show?.seq).toBe(state.seq + 2);
    const studio = await after.connect({ cookie: show.cookie });
    await studio.open(asStudio(show.actor));
    await publish(after, studio, show.actor);
    await page.event('show.resumed');
    expect((await page.tick('watch.offered')).consumers).toHaveLength(2);
    await after.close();
    store.close();
  });
});
