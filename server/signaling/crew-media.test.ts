import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { CREW_MEDIA, CrewMedia } from '../../shared/protocol/crew-media.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { METHODS } from '../../shared/protocol/methods.ts';
import { aStarter } from '../../shared/scene/sample-documents.ts';
import { HOST, HOST_ID, STUDIO_ROLES, type StudioRole } from '../../shared/show/actor.ts';
import { A_FINGERPRINT, aCrewProduction } from '../sfu/testing/rtp-parameters.ts';
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

const dtlsParameters = { role: 'client' as const, fingerprints: [A_FINGERPRINT] };
const MEDIA = CrewMedia.options;

describe('media among the people in the studio, over sockets', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.close());

  /** Somebody in the studio of `show`, at their page. */
  const enter = async ({ actor, cookie }: TestShow, role: StudioRole) => {
    if (role === 'host') {
      const page = await server.connect({ cookie });
      return { page, cookie, participantId: HOST_ID, opened: await page.open(asStudio(actor)) };
    }
    const seat = server.aSeat(actor, { role });
    const page = await server.connect({ cookie: seat.cookie });
    return { page, ...seat, opened: await page.open(asCrew(actor)) };
  };
  type Person = Awaited<ReturnType<typeof enter>>;
  /** A show with somebody of each of these roles in its studio. */
  const aStudio = async <Role extends StudioRole>(...roles: readonly Role[]) => {
    const show = await server.aShow();
    const entered: Array<readonly [Role, Person]> = [];
    for (const role of roles) entered.push([role, await enter(show, role)]);
    const people = Object.fromEntries(entered) as Record<Role, Person>;
    return { show, people, crew: () => server.plane.crew(show.actor.state.id) };
  };

  const openSend = async (page: ScriptedPage): Promise<string> => {
    const { transport } = await page.call('crew.openSend', {});
    await page.call('crew.connect', { transportId: transport.id, dtlsParameters });
    return transport.id;
  };
  const produceOn = (transportId: string, media: CrewMedia) => ({
    transportId,
    media,
    rtpParameters: aCrewProduction(media),
  });
  const sendAll = async (
    { page }: Pick<Person, 'page'>,
    ...media: readonly CrewMedia[]
  ): Promise<readonly string[]> => {
    const transportId = await openSend(page);
    const producerIds: string[] = [];
    for (const each of media)
      producerIds.push((await page.call('crew.produce', produceOn(transportId, each))).producerId);
    return producerIds;
  };
  const send = async (person: Pick<Person, 'page'>, media: CrewMedia): Promise<string> =>
    (await sendAll(person, media))[0] ?? '';
  const asked = (producerId: string) => ({ producerId, rtpCapabilities: server.plane.routerRtpCapabilities });
  const receive = async ({ page }: Person, producerId: string): Promise<string> => {
    await page.call('crew.openReceive', {});
    return (await page.call('crew.consume', asked(producerId))).consumer.id;
  };
  /** What the newest list of this page has. */
  const listed = ({ page }: Pick<Person, 'page'>) =>
    page.newestTick('crew.producers')?.producers.map(({ media }) => media);
  const bring = (host: Person, { participantId }: Person, where: 'stage.enter' | 'stage.leave') =>
    host.page.call(where, { participantId });

  it.each(STUDIO_ROLES)('lets a %s send what the role may, and nothing else', async (role) => {
    const all = MEDIA;
    const may: Record<StudioRole, readonly CrewMedia[]> = {
      // Who makes the program is heard by their microphone.
      host: all.filter((media) => media !== 'talkback'),
      'co-host': ['microphone', 'camera', 'screen', 'screen-sound', 'talkback'],
      producer: ['talkback'],
      operator: [],
      moderator: [],
      guest: ['microphone', 'camera', 'screen', 'screen-sound'],
      seller: ['microphone', 'camera', 'screen', 'screen-sound'],
      camera: ['microphone', 'camera'],
    };
    const { people } = await aStudio(role);
    const { page } = people[role];
    const transportId = await openSend(page);
    for (const media of all) {
      const answer = await page.refusal('crew.produce', produceOn(transportId, media));
      expect([media, answer]).toEqual([media, may[role].includes(media) ? 'succeeded' : 'auth.forbidden']);
    }
  });

  it('lets nobody who only watches have anything of it', async () => {
    const { show } = await aStudio();
    await goLive(server, show);
    const viewer = await server.connect();
    await viewer.open(asViewer(show.actor, { watch: ask(server) }));
    const methods = Object.keys(METHODS).filter((method) => method.startsWith('crew.'));
    expect(methods).toHaveLength(9);
    for (const method of methods)
      expect([method, await viewer.refusal(method, {})]).toEqual([method, 'auth.forbidden']);
  });

  it('offers viewers nothing but the program', async () => {
    const { show, people } = await aStudio('guest');
    const producerIds = await sendAll(people.guest, 'microphone', 'camera');
    await goLive(server, show);
    const viewer = await server.connect();
    const { watch, show: state } = await viewer.open(asViewer(show.actor, { watch: ask(server) }));
    const offered = watch?.consumers.map(({ producerId }) => producerId) ?? [];
    expect(offered).toHaveLength(2);
    expect(offered.filter((producerId) => producerIds.includes(producerId))).toEqual([]);
    expect([state?.crew, viewer.ticks('crew.producers')]).toEqual([null, 0]);
  });

  it.each([
    ['off stage', ['host', 'co-host', 'producer']],
    ['on stage', ['host', 'co-host', 'producer', 'moderator', 'camera']],
  ] as const)('gives a guest’s voice, %s, to those who may hear it', async (where, hearers) => {
    const roles = ['host', 'co-host', 'producer', 'moderator', 'camera'] as const;
    const { people } = await aStudio('guest', ...roles);
    const [voice = '', picture = ''] = await sendAll(people.guest, 'microphone', 'camera');
    if (where === 'on stage') await bring(people.host, people.guest, 'stage.enter');
    for (const role of roles) {
      const { page } = people[role];
      await page.call('crew.openReceive', {});
      const mayHear = hearers.some((hearer) => hearer === role);
      const maySee = ['host', 'co-host', 'producer'].includes(role);
      const answers = [
        await page.refusal('crew.consume', asked(voice)),
        await page.refusal('crew.consume', asked(picture)),
      ];
      const expected = [mayHear, maySee].map((may) => (may ? 'succeeded' : 'media.not-found'));
      expect([role, ...answers]).toEqual([role, ...expected]);
    }
    expect(await people.guest.page.refusal('crew.consume', asked(voice))).toBe('media.not-found');
  });

  it('knows nobody else’s transports and streams', async () => {
    const { people } = await aStudio('host', 'guest', 'camera');
    const { page } = people.guest;
    const own = await openSend(page);
    const otherTransport = await openSend(people.camera.page);
    const { producerId } = await people.camera.page.call('crew.produce', produceOn(otherTransport, 'microphone'));
    const consumerId = await receive(people.host, producerId);
    const tuning = { encoding: 'low', flow: 'on' };
    const answers = {
      connect: await page.refusal('crew.connect', { transportId: otherTransport, dtlsParameters }),
      restart: await page.refusal('crew.restartIce', { transportId: otherTransport }),
      produce: await page.refusal('crew.produce', produceOn(otherTransport, 'camera')),
      closeProducer: await page.refusal('crew.closeProducer', { producerId }),
      tune: await page.refusal('crew.tuneConsumer', { consumerId, ...tuning }),
      closeConsumer: await page.refusal('crew.closeConsumer', { consumerId }),
    };
    expect(new Set(Object.values(answers))).toEqual(new Set(['media.not-found']));
    expect(await page.refusal('crew.restartIce', { transportId: own })).toBe('succeeded');
    expect(await people.host.page.refusal('crew.tuneConsumer', { consumerId, ...tuning })).toBe('succeeded');
    expect(await people.host.page.refusal('crew.closeConsumer', { consumerId })).toBe('succeeded');
    expect(await people.camera.page.refusal('crew.closeProducer', { producerId })).toBe('succeeded');
  });

  it('knows nothing before a page has opened a transport', async () => {
    const { people } = await aStudio('guest');
    expect(await people.guest.page.refusal('crew.produce', produceOn('none', 'camera'))).toBe('media.not-found');
    expect(await people.guest.page.refusal('crew.closeConsumer', { consumerId: 'none' })).toBe('media.not-found');
  });

  it('tells who can be received, and takes it away from those off stage', async () => {
    const { people, crew } = await aStudio('host', 'guest', 'camera');
    const voice = await send(people.guest, 'microphone');
    await bring(people.host, people.guest, 'stage.enter');
    await expect.poll(() => listed(people.camera)).toEqual(['microphone']);
    await receive(people.camera, voice);
    const receptions = () => crew().map((endpoint) => endpoint.receptions.length);
    expect(receptions()).toEqual([0, 1]);
    await bring(people.host, people.guest, 'stage.leave');
    expect(receptions()).toEqual([0, 0]);
    await expect.poll(() => listed(people.camera)).toEqual([]);
    expect(listed(people.host)).toEqual(['microphone']);
  });

  it('holds a muted microphone back until its own person turns it on', async () => {
    const { people, crew } = await aStudio('host', 'guest');
    await send(people.guest, 'microphone');
    const { page, participantId } = people.guest;
    const flow = () => crew()[0]?.streams[0]?.flow;
    const microphoneOn = { switches: { microphone: 'on', camera: 'off', screen: 'off' } } as const;
    await page.call('people.switch', microphoneOn);
    expect(flow()).toBe('on');
    await people.host.page.call('people.mute', { participantId });
    expect(flow()).toBe('off');
    expect(listed(people.host)).toEqual(['microphone']);
    await page.call('people.switch', microphoneOn);
    expect(flow()).toBe('on');
  });

  it('ends the media of whoever is removed', async () => {
    const { people, crew } = await aStudio('host', 'guest');
    await send(people.guest, 'camera');
    await expect.poll(() => listed(people.host)).toEqual(['camera']);
    await people.host.page.call('people.remove', { participantId: people.guest.participantId });
    expect(await people.guest.page.closed).toBe(CLOSE_CODES.removed);
    expect(crew()).toEqual([]);
    await expect.poll(() => listed(people.host)).toEqual([]);
  });

  it('keeps the media of a page whose line breaks, and tells it everything when it is back', async () => {
    const { show, people, crew } = await aStudio('host', 'guest');
    const producerId = await send(people.guest, 'camera');
    await people.guest.page.vanish();
    await people.host.page.event('people.lost');
    expect([crew().length, listed(people.host)]).toEqual([1, ['camera']]);
    const { cookie, opened } = people.guest;
    const page = await server.connect({ cookie });
    const resume = { sessionId: opened.sessionId, token: opened.resumeToken, seq: show.actor.state.seq };
    expect((await page.open(asCrew(show.actor, { resume }))).session).toBe('resumed');
    expect((await page.tick('crew.producers')).own).toEqual([producerId]);
    expect(await page.refusal('crew.closeProducer', { producerId })).toBe('succeeded');
  });

  it('leaves nothing of a page that was opened again elsewhere', async () => {
    const { show, people, crew } = await aStudio('host', 'guest');
    await send(people.guest, 'camera');
    const page = await server.connect({ cookie: people.guest.cookie });
    await page.open(asCrew(show.actor));
    expect(await people.guest.page.closed).toBe(CLOSE_CODES.replaced);
    expect(crew()).toEqual([]);
    await send({ page }, 'camera');
    expect(crew()).toHaveLength(1);
  });

  it('has everybody open again when the worker died, and carries on', async () => {
    const { people, crew } = await aStudio('host', 'guest');
    await receive(people.host, await send(people.guest, 'camera'));
    server.plane.killWorkers();
    await people.guest.page.tick('crew.lost');
    await people.host.page.tick('crew.lost');
    expect([listed(people.host), crew()]).toEqual([[], []]);
    await receive(people.host, await send(people.guest, 'camera'));
    expect(crew().map(({ streams, receptions }) => [streams.length, receptions.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('gives no page transports and streams without end', async () => {
    const { people } = await aStudio('guest');
    const { page } = people.guest;
    const transportId = await openSend(page);
    const answers: string[] = [];
    for (let count = 0; count < 130; count += 1)
      answers.push(await page.refusal('crew.produce', produceOn(transportId, 'camera')));
    expect([answers[0], answers.at(-1)]).toEqual(['succeeded', 'request.too-many']);
    const transports: string[] = [];
    for (let count = 0; count < 30; count += 1) transports.push(await page.refusal('crew.openReceive', {}));
    expect([transports[0], transports.at(-1)]).toEqual(['succeeded', 'request.too-many']);
  });

  it('refuses media of a kind that it is not', async () => {
    const { people } = await aStudio('guest');
    const { page } = people.guest;
    const transportId = await openSend(page);
    for (const media of ['microphone', 'camera'] as const) {
      const other = CREW_MEDIA[media] === 'audio' ? 'camera' : 'microphone';
      const wrong = { ...produceOn(transportId, media), rtpParameters: aCrewProduction(other) };
      expect(await page.refusal('crew.produce', wrong)).toBe('media.invalid-parameters');
    }
  });

  it('lets whoever was handed the program publish it, and nobody else from then on', async () => {
    const { show, people } = await aStudio('host', 'co-host', 'guest');
    const { host, 'co-host': cohost, guest } = people;
    await publish(server, host.page, show.actor);
    expect(await cohost.page.refusal('media.openSend', {})).toBe('auth.forbidden');
    expect(await guest.page.refusal('media.openSend', {})).toBe('auth.forbidden');
    const document = aStarter();
    const [sceneId] = document.sceneIds;
    assert(sceneId, 'a starter has scenes');
    await show.actor.submit({ type: 'production.open', document, sceneId }, HOST);
    const { participantId } = cohost;
    await show.actor.submit({ type: 'production.standBy', standby: 'ready' }, { role: 'co-host', participantId });
    await show.actor.submit({ type: 'production.handOver', participantId }, HOST);
    expect(await host.page.refusal('media.openSend', {})).toBe('auth.forbidden');
    const room = await server.plane.room(show.actor.state.id);
    const epoch = room.programEpoch;
    await publish(server, cohost.page, show.actor);
    expect([room.program, room.programEpoch]).toEqual(['flowing', epoch + 1]);
    // The page that became the maker hears of a dead worker as any maker does.
    server.plane.killWorkers();
    await cohost.page.tick('publish.lost');
    expect(host.page.ticks('publish.lost')).toBe(0);
  });
});
