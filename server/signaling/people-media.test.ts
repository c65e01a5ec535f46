import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ParticipantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import { aStarter } from '../../shared/scene/sample-documents.ts';
import { HOST, HOST_ID, SYSTEM, type Actor, type StudioRole } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { personId } from '../../shared/show/show-fixture.ts';
import { makeMetrics } from '../observe/metrics.ts';
import { FakePlane } from '../sfu/fake-plane.ts';
import { aCrewProduction } from '../sfu/testing/rtp-parameters.ts';
import { createShow, openShows } from '../shows/shows-fixture.ts';
import { PeopleMedia, type PersonPage } from './people-media.ts';

const failing = (code: ErrorCode) => expect.objectContaining({ code }) as unknown;

/** A page of somebody in the studio that remembers what it was told. */
class FakePage implements PersonPage {
  readonly actor: { readonly participantId: ParticipantId; readonly role: StudioRole };
  readonly ticks: TickType[] = [];
  newest: TickData<'crew.producers'> | null = null;

  constructor(participantId: ParticipantId, role: StudioRole) {
    this.actor = { participantId, role };
  }

  tick<Type extends TickType>(type: Type, data: TickData<Type>): void {
    this.ticks.push(type);
    if (type === 'crew.producers') this.newest = data as TickData<'crew.producers'>;
  }

  /** What the newest list has. */
  get listed(): readonly string[] {
    return (this.newest?.producers ?? []).map(({ participantId, media }) => `${participantId} ${media}`);
  }
}

const aStudio = async () => {
  const plane = new FakePlane();
  const metrics = makeMetrics();
  const actor = createShow(openShows().shows);
  const openRoom = async () => {
    const room = await plane.room(actor.state.id);
    room.listen({ onProgram: () => undefined, onLost: () => people.lose(), onCrew: () => people.react() });
    return room;
  };
  const people = new PeopleMedia({ actor, openRoom, metrics });
  actor.listen(() => people.react());
  const must = async (command: ShowCommand, by: Actor = HOST): Promise<void> => {
    const outcome = await actor.submit(command, by);
    assert(outcome.ok, `${command.type} was refused`);
  };
  const join = async (name: string, role: StudioRole = 'guest'): Promise<FakePage> => {
    const participantId = role === 'host' ? HOST_ID : personId(name);
    await must({ type: 'people.join', participantId, role, name, inviteId: null, explaining: 'at-once' }, SYSTEM);
    const page = new FakePage(participantId, role);
    people.welcome(page);
    return page;
  };
  const send = async (page: FakePage, media: CrewMedia): Promise<string> => {
    const { id } = await (await people.open(page)).openSend();
    return people.produce(page, { transportId: id, media, rtpParameters: aCrewProduction(media) });
  };
  const receive = async (page: FakePage, producerId: string): Promise<string> => {
    const endpoint = await people.open(page);
    if (endpoint.receptions.length === 0) await endpoint.openReceive();
    return (await people.consume(page, producerId, plane.routerRtpCapabilities)).id;
  };
  const switchMicrophone = (page: FakePage, microphone: 'on' | 'off'): Promise<void> =>
    must({ type: 'people.switch', switches: { microphone, camera: 'off', screen: 'off' } }, page.actor);
  const enter = (page: FakePage): Promise<void> =>
    must({ type: 'stage.enter', participantId: page.actor.participantId });
  const handOver = async ({ actor: by }: FakePage): Promise<void> => {
    const document = aStarter();
    const [sceneId] = document.sceneIds;
    assert(sceneId, 'a starter has scenes');
    await must({ type: 'production.open', document, sceneId });
    await must({ type: 'production.standBy', standby: 'ready' }, by);
    await must({ type: 'production.handOver', participantId: by.participantId });
  };
  return { plane, metrics, people, must, join, send, receive, switchMicrophone, enter, handOver };
};

const cutTotals = async ({ metrics }: Awaited<ReturnType<typeof aStudio>>): Promise<Record<string, number>> => {
  const { values } = await metrics.crewCut.get();
  return Object.fromEntries(values.map(({ labels, value }) => [String(labels.what), value]));
};

describe('media among the people in the studio', () => {
  it('tells everybody what they may receive, when it changes and only then', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    const ben = await studio.join('ben');
    expect([host.listed, ana.listed, ana.ticks]).toEqual([[], [], ['crew.producers']]);
    const producerId = await studio.send(ana, 'microphone');
    expect([host.listed, ana.newest?.own, ben.listed]).toEqual([['ana microphone'], [producerId], []]);
    await studio.enter(ana);
    expect(ben.listed).toEqual(['ana microphone']);
    const told = [host, ana, ben].map(({ ticks }) => ticks.length);
    await studio.switchMicrophone(ana, 'on');
    await studio.must({ type: 'show.rename', title: 'Autumn teas' });
    expect([host, ana, ben].map(({ ticks }) => ticks.length)).toEqual(told);
  });

  it('tells a page that is back everything again', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    studio.people.welcome(host);
    expect(host.ticks).toEqual(['crew.producers', 'crew.producers']);
  });

  it('gives nothing to somebody who may not receive it, and nothing of one’s own', async () => {
    const studio = await aStudio();
    const ana = await studio.join('ana');
    const ben = await studio.join('ben');
    const producerId = await studio.send(ana, 'microphone');
    await expect(studio.receive(ben, producerId)).rejects.toEqual(failing('media.not-found'));
    await expect(studio.receive(ana, producerId)).rejects.toEqual(failing('media.not-found'));
    await expect(studio.receive(ben, 'nothing')).rejects.toEqual(failing('media.not-found'));
    await studio.enter(ana);
    await studio.receive(ben, producerId);
  });

  it('ends what is received when its sender leaves the stage', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    const ben = await studio.join('ben');
    const producerId = await studio.send(ana, 'microphone');
    await studio.enter(ana);
    await studio.receive(ben, producerId);
    await studio.receive(host, producerId);
    await studio.must({ type: 'stage.leave', participantId: ana.actor.participantId });
    expect(studio.people.endpointOf(ben).receptions).toEqual([]);
    expect(studio.people.endpointOf(host).receptions).toHaveLength(1);
    expect(ben.listed).toEqual([]);
    expect(await cutTotals(studio)).toEqual({ consumer: 1 });
  });

  it('gives no stream that is taken off stage while it is asked for', async () => {
    const studio = await aStudio();
    const ana = await studio.join('ana');
    const ben = await studio.join('ben');
    const producerId = await studio.send(ana, 'microphone');
    await studio.enter(ana);
    const endpoint = await studio.people.open(ben);
    await endpoint.openReceive();
    const slowly = endpoint.consume.bind(endpoint);
    endpoint.consume = async (...asked) => {
      const offer = await slowly(...asked);
      await studio.must({ type: 'stage.leave', participantId: ana.actor.participantId });
      return offer;
    };
    const asked = studio.people.consume(ben, producerId, studio.plane.routerRtpCapabilities);
    await expect(asked).rejects.toEqual(failing('media.not-found'));
    expect(endpoint.receptions).toEqual([]);
  });

  it('passes a microphone on only while its person says that it is on', async () => {
    const studio = await aStudio();
    const ana = await studio.join('ana');
    const flows = () => studio.people.endpointOf(ana).streams.map(({ flow }) => flow);
    await studio.send(ana, 'microphone');
    expect(flows()).toEqual(['off']);
    await studio.switchMicrophone(ana, 'on');
    expect(flows()).toEqual(['on']);
    await studio.must({ type: 'people.mute', participantId: ana.actor.participantId });
    expect(flows()).toEqual(['off']);
    // Another producer changes nothing about it.
    await studio.send(ana, 'microphone');
    expect(flows()).toEqual(['off']);
    await studio.switchMicrophone(ana, 'on');
    expect(flows()).toEqual(['on']);
  });

  it('refuses what a role may not send, and strangers altogether', async () => {
    const studio = await aStudio();
    const ana = await studio.join('ana');
    await expect(studio.send(ana, 'bus')).rejects.toEqual(failing('auth.forbidden'));
    const stranger = new FakePage(personId('stranger'), 'guest');
    studio.people.welcome(stranger);
    await expect(studio.people.open(stranger)).rejects.toEqual(failing('people.not-found'));
  });

  it('takes the program’s sound from whoever hands the program over', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const cohost = await studio.join('cai', 'co-host');
    const ana = await studio.join('ana');
    await studio.send(host, 'bus');
    await expect(studio.send(cohost, 'bus')).rejects.toEqual(failing('auth.forbidden'));
    await studio.handOver(cohost);
    expect([ana.listed, host.newest?.own]).toEqual([[], []]);
    expect(await cutTotals(studio)).toEqual({ producer: 1 });
    await studio.send(cohost, 'bus');
    expect(ana.listed).toEqual(['cai bus']);
    await expect(studio.send(host, 'bus')).rejects.toEqual(failing('auth.forbidden'));
  });

  it('closes what somebody who was removed sends and receives', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    const producerId = await studio.send(ana, 'microphone');
    await studio.receive(host, producerId);
    const endpoint = studio.people.endpointOf(ana);
    await studio.must({ type: 'people.remove', participantId: ana.actor.participantId });
    expect(endpoint.isClosed).toBe(true);
    expect([host.listed, studio.people.endpointOf(host).receptions]).toEqual([[], []]);
    await expect(studio.people.open(ana)).rejects.toEqual(failing('people.not-found'));
  });

  it('keeps what somebody sends who is away, until they have left', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    await studio.send(ana, 'microphone');
    await studio.must({ type: 'people.lose', participantId: ana.actor.participantId }, SYSTEM);
    expect(host.listed).toEqual(['ana microphone']);
    const { participantId } = ana.actor;
    await studio.must({ type: 'people.leave', participantId, reason: 'silent' }, SYSTEM);
    expect(host.listed).toEqual([]);
  });

  it('lets a newer page of the same person take over, so that nobody is heard twice', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    await studio.send(ana, 'microphone');
    const former = studio.people.endpointOf(ana);
    const again = new FakePage(ana.actor.participantId, 'guest');
    studio.people.welcome(again);
    expect([former.isClosed, host.listed]).toEqual([true, []]);
    await studio.send(again, 'microphone');
    expect(host.listed).toEqual(['ana microphone']);
    studio.people.leave(ana);
    expect(host.listed).toEqual(['ana microphone']);
  });

  it('ends a page’s media with its session', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    await studio.send(ana, 'camera');
    studio.people.leave(ana);
    expect(host.listed).toEqual([]);
    await expect(studio.people.open(ana)).rejects.toEqual(failing('media.not-found'));
  });

  it('says that everything was lost with the worker, until the page has opened again', async () => {
    const studio = await aStudio();
    const host = await studio.join('Hui', 'host');
    const ana = await studio.join('ana');
    const ben = await studio.join('ben');
    await studio.send(ana, 'microphone');
    studio.plane.killWorkers();
    expect(host.listed).toEqual([]);
    expect([ana.ticks.includes('crew.lost'), ben.ticks.includes('crew.lost')]).toEqual([true, false]);
    expect(() => studio.people.endpointOf(ana)).toThrow(failing('media.not-found'));
    studio.people.welcome(ana);
    expect(ana.ticks.filter((type) => type === 'crew.lost')).toHaveLength(2);
    await studio.send(ana, 'microphone');
    expect(host.listed).toEqual(['ana microphone']);
    studio.people.welcome(ana);
    expect(ana.ticks.filter((type) => type === 'crew.lost')).toHaveLength(2);
  });

  it('gives no page streams without end', async () => {
    const studio = await aStudio();
    const ana = await studio.join('ana');
    const answers = Array.from({ length: 200 }, () => studio.people.mayTakeStream(ana));
    expect([answers.slice(0, 64), answers.at(-1)]).toEqual([Array.from({ length: 64 }, () => true), false]);
  });

  it('closes everything with the show', async () => {
    const studio = await aStudio();
    const ana = await studio.join('ana');
    await studio.send(ana, 'microphone');
    const endpoint = studio.people.endpointOf(ana);
    studio.people.close();
    expect(endpoint.isClosed).toBe(true);
  });
});
