import { describe, expect, it, onTestFinished } from 'vitest';
import type { ParticipantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { seededRandom, type Random } from '../../shared/random.ts';
import { aDocument, oneOf, sceneId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { makerOf } from '../../shared/show/crew.ts';
import type { SignalingLimits } from './limits.ts';
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

const opening = { document: aDocument(), sceneId: sceneId('s1') };
const READY = { standby: 'ready' } as const;
/** Longer than any test: what happens there happens at once, or not at all. */
const NEVER_MS = 60_000;
const OFTEN = { interval: 5 };

const serverWith = async (limits: Partial<SignalingLimits> = {}): Promise<TestServer> => {
  const server = await openServer({
    limits: { rescueAfterMs: NEVER_MS, beginWithinMs: NEVER_MS, interruptAfterMs: NEVER_MS, ...limits },
  });
  onTestFinished(() => server.close());
  return server;
};

const aDesk = async (server: TestServer, { actor }: TestShow) => {
  const seat = server.aSeat(actor, { role: 'co-host', name: 'Lin' });
  const desk = await server.connect({ cookie: seat.cookie });
  await desk.open(asCrew(actor));
  return { desk, participantId: seat.participantId };
};

/** A show on air with a host and a co-host, whose shadow is still to come. */
const onAir = async (limits: Partial<SignalingLimits> = {}) => {
  const server = await serverWith(limits);
  const show = await server.aShow();
  const live = await goLive(server, show);
  await live.studio.call('production.open', opening);
  const showId = show.actor.state.id;
  const maker = (): ParticipantId | null => show.actor.state.crew && makerOf(show.actor.state.crew);
  return { server, ...show, showId, maker, ...live, ...(await aDesk(server, show)) };
};

describe('a maker who is lost', () => {
  it('is followed by whoever stands by, as soon as line and program are both gone', async () => {
    const { server, actor, showId, studio, desk, participantId } = await onAir();
    const viewer = await server.connect();
    await viewer.open(asViewer(actor, { watch: ask(server) }));
    await desk.call('production.standBy', READY);
    await server.plane.falter(showId);
    await studio.vanish();
    const { event } = await desk.event('production.handedOver');
    expect(event).toEqual({ type: 'production.handedOver', makerId: participantId, cause: 'lost' });
    expect(server.plane.programProducers(showId)).toEqual([]);
    await publish(server, desk, actor);
    expect((await viewer.tick('watch.offered')).consumers).toHaveLength(2);
    expect(actor.state.life.phase).toBe('live');
  });

  it('is a page that said goodbye, too', async () => {
    const { server, showId, studio, desk, maker, participantId } = await onAir();
    await desk.call('production.standBy', READY);
    await studio.leave();
    await desk.event('people.lost');
    expect(maker()).toBe(HOST_ID);
    await server.plane.setArriving(showId, false);
    await desk.event('production.handedOver');
    expect(maker()).toBe(participantId);
  });

  it('is none whose line broke while the program goes on', async () => {
    const { actor, cookie, server, maker, studio, opened, desk } = await onAir();
    await desk.call('production.standBy', READY);
    await studio.vanish();
    await desk.event('people.lost');
    const resume = { sessionId: opened.sessionId, token: opened.resumeToken, seq: actor.state.seq };
    const back = await server.connect({ cookie });
    await back.open(asStudio(actor, { resume }));
    await desk.event('people.returned');
    // Nobody looks closely any more: a moment of silence is one.
    await server.plane.falter(actor.state.id);
    await desk.call('clock.ping', {});
    expect([maker(), desk.events.includes('production.handedOver')]).toEqual([HOST_ID, false]);
  });

  it('is one whose program is gone for too long, though the line holds', async () => {
    const { server, showId, desk, maker, participantId } = await onAir({ rescueAfterMs: 40 });
    await desk.call('production.standBy', READY);
    await server.plane.setArriving(showId, false);
    expect(maker()).toBe(HOST_ID);
    await desk.event('production.handedOver');
    expect(maker()).toBe(participantId);
  });

  it('is not who has just taken over and has yet to begin, until that takes too long', async () => {
    const { actor, studio, desk, maker, participantId } = await onAir({ rescueAfterMs: 5, beginWithinMs: 80 });
    await desk.call('production.standBy', READY);
    await studio.call('production.handOver', { participantId });
    await studio.call('production.standBy', READY);
    const handedAtMs = performance.now();
    await expect.poll(maker, OFTEN).toBe(HOST_ID);
    expect(performance.now() - handedAtMs).toBeGreaterThan(40);
    expect(actor.state.crew?.production?.standbyId).toBeNull();
  });

  it('is waited for while nobody stands by, and followed at once when somebody does', async () => {
    const { server, showId, studio, desk, maker, participantId } = await onAir({ interruptAfterMs: 20 });
    await server.plane.setArriving(showId, false);
    await studio.vanish();
    await desk.event('show.interrupted');
    expect(maker()).toBe(HOST_ID);
    await desk.call('production.standBy', READY);
    await desk.event('production.handedOver');
    expect(maker()).toBe(participantId);
  });

  it('is waited for before the show', async () => {
    const server = await serverWith({ rescueAfterMs: 10 });
    const show = await server.aShow();
    const studio = await server.connect({ cookie: show.cookie });
    await studio.open(asStudio(show.actor));
    await studio.call('production.open', opening);
    const { desk } = await aDesk(server, show);
    await desk.call('production.standBy', READY);
    await studio.vanish();
    await desk.event('people.lost');
    await desk.call('clock.ping', {});
    expect(desk.events).not.toContain('production.handedOver');
  });

  it('comes back as the one who stands by', async () => {
    const { server, actor, cookie, showId, studio, desk, maker, participantId } = await onAir();
    await desk.call('production.standBy', READY);
    await server.plane.setArriving(showId, false);
    await studio.vanish();
    await desk.event('production.handedOver');
    await publish(server, desk, actor);
    const back = await server.connect({ cookie });
    await back.open(asStudio(actor));
    await back.call('production.standBy', READY);
    expect(actor.state.crew?.production).toMatchObject({ makerId: participantId, standbyId: HOST_ID });
    await desk.call('production.handOver', { participantId: HOST_ID });
    expect(maker()).toBe(HOST_ID);
  });
});

/** Somebody who may come, and whose page may be gone. */
type Person = { readonly id: ParticipantId; readonly come: () => Promise<ScriptedPage>; page: ScriptedPage | null };

/** A host on air and two co-hosts, to whom anything may happen. */
const aTroupe = async () => {
  const { server, actor, cookie, showId, studio } = await onAir({ joinBurst: 10_000, requestBurst: 10_000 });
  const openHost = async (): Promise<ScriptedPage> => {
    const page = await server.connect({ cookie });
    await page.open(asStudio(actor, { claim: 'take-over' }));
    return page;
  };
  const aCoHost = async (): Promise<Person> => {
    const seat = server.aSeat(actor, { role: 'co-host', name: 'Lin' });
    const come = async (): Promise<ScriptedPage> => {
      const page = await server.connect({ cookie: seat.cookie });
      await page.open(asCrew(actor));
      return page;
    };
    return { id: seat.participantId, come, page: await come() };
  };
  const people: readonly Person[] = [{ id: HOST_ID, come: openHost, page: studio }, await aCoHost(), await aCoHost()];
  const production = () => {
    const opened = actor.state.crew?.production;
    assert(opened, 'a document stays open');
    return opened;
  };
  return { server, actor, showId, people, production };
};
type Troupe = Awaited<ReturnType<typeof aTroupe>>;

/** What is sent as the program, by whom, and whether any of it arrives. */
class Programs {
  readonly #troupe: Troupe;
  readonly #senders = new Map<string, ParticipantId>();
  #isArriving = true;

  constructor(troupe: Troupe) {
    this.#troupe = troupe;
    this.#remember(HOST_ID);
  }

  get isFlowing(): boolean {
    return this.#isArriving && this.#producers.length === 2;
  }

  /** Whether there is at most a picture and a sound, and both of the maker's. */
  get isOne(): boolean {
    const { makerId } = this.#troupe.production();
    return this.#producers.length <= 2 && this.#producers.every((id) => this.#senders.get(id) === makerId);
  }

  async publishAs(id: ParticipantId, page: ScriptedPage): Promise<void> {
    const { server, actor, production } = this.#troupe;
    const { makerId, standbyId } = production();
    if (makerId !== id && standbyId !== id) {
      expect(await page.refusal('media.openSend', {})).toBe('auth.forbidden');
      return;
    }
    await publish(server, page, actor);
    this.#isArriving = true;
    this.#remember(id);
  }

  async stop(): Promise<void> {
    this.#isArriving = false;
    await this.#troupe.server.plane.setArriving(this.#troupe.showId, false);
  }

  get #producers(): readonly string[] {
    return this.#troupe.server.plane.programProducers(this.#troupe.showId);
  }

  #remember(id: ParticipantId): void {
    const ready = this.#troupe.server.plane.standbyProducers(this.#troupe.showId);
    for (const producerId of [...this.#producers, ...ready])
      if (!this.#senders.has(producerId)) this.#senders.set(producerId, id);
  }
}

const vanish = async ({ actor }: Troupe, person: Person, page: ScriptedPage): Promise<void> => {
  person.page = null;
  await page.vanish();
  await expect.poll(() => actor.state.crew?.participants[person.id]?.presence.state, OFTEN).toBe('away');
};

/** One thing that a page, or fate, does. */
const happen = async (troupe: Troupe, programs: Programs, random: Random): Promise<void> => {
  const { people, production } = troupe;
  const person = oneOf(people, random);
  const { page } = person;
  if (page === null) {
    person.page = await person.come();
    return;
  }
  const isMaker = production().makerId === person.id;
  switch (oneOf(['dies', 'loses the line', 'stands by', 'hands over', 'publishes', 'publishes'], random)) {
    case 'dies':
      if (isMaker) await programs.stop();
      return vanish(troupe, person, page);
    case 'loses the line': {
      const keeps = isMaker && programs.isFlowing;
      await vanish(troupe, person, page);
      if (keeps) expect(production().makerId).toBe(person.id);
      return;
    }
    case 'stands by':
      await page.call('production.standBy', READY);
      return;
    case 'hands over': {
      const answer = await page.refusal('production.handOver', { participantId: oneOf(people, random).id });
      expect(['succeeded', 'production.not-ready']).toContain(answer);
      return;
    }
    case 'publishes':
      await programs.publishAs(person.id, page);
  }
};

describe('whatever happens to the pages', () => {
  it.each([1, 2, 3, 4, 5, 6])('one page makes the program at every instant (seed %i)', async (seed) => {
    const troupe = await aTroupe();
    const { actor, people, production } = troupe;
    const programs = new Programs(troupe);
    const random = seededRandom(seed);
    const instants: boolean[] = [];
    actor.listen(() => instants.push(programs.isOne));
    const makers = new Set<ParticipantId>();
    const isAbandoned = (): boolean => {
      const { makerId, standbyId } = production();
      const isAway = people.some(({ id, page }) => id === makerId && page === null);
      return isAway && standbyId !== null && !programs.isFlowing;
    };
    for (let step = 0; step < 80; step += 1) {
      await happen(troupe, programs, random);
      await expect.poll(isAbandoned, OFTEN).toBe(false);
      expect(programs.isOne).toBe(true);
      makers.add(production().makerId);
    }
    expect(instants).not.toContain(false);
    expect(makers.size).toBeGreaterThan(1);
  });
});
