import { describe, expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import { aStarter } from '../scene/sample-documents.ts';
import { ACTOR_ROLES, HOST_ID, SYSTEM, type ActorRole } from '../show/actor.ts';
import { actorAs, personId, ScriptedShow } from '../show/show-fixture.ts';
import { CrewMedia, mayReceive, maySend, maySendNow } from './crew-media.ts';

/** A studio with somebody of every role, named after it, and two guests more: one on stage, and one who is not. */
const aStudio = () => {
  const show = ScriptedShow.in('live');
  show.must(
    { type: 'people.join', participantId: HOST_ID, role: 'host', name: 'Hui', inviteId: null, explaining: 'at-once' },
    SYSTEM,
  );
  for (const role of ['co-host', 'producer', 'moderator', 'guest', 'camera'] as const) show.join(role, role);
  const onStage = show.join('on-stage');
  const offStage = show.join('off-stage');
  show.must({ type: 'stage.enter', participantId: onStage });
  return { show, onStage, offStage };
};

/** The co-host's page could make the program. */
const standBy = (show: ScriptedShow): void => {
  const document = aStarter();
  const [sceneId] = document.sceneIds;
  assert(sceneId, 'a starter has scenes');
  show.must({ type: 'production.open', document, sceneId });
  show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host'));
};

describe('who may send what', () => {
  const all = CrewMedia.options;
  const expected: Record<ActorRole, readonly CrewMedia[]> = {
    host: all,
    'co-host': all,
    producer: ['talkback'],
    operator: [],
    moderator: [],
    guest: ['microphone', 'camera', 'screen', 'screen-sound'],
    seller: ['microphone', 'camera', 'screen', 'screen-sound'],
    camera: ['microphone', 'camera'],
    viewer: [],
    system: [],
  };
  it.each(ACTOR_ROLES)('is the role’s: %s', (role) => {
    expect(all.filter((media) => maySend(role, media))).toEqual(expected[role]);
  });

  it('lets only people in the studio send', () => {
    const { show, offStage } = aStudio();
    expect(maySendNow(show.crew, offStage, 'camera')).toBe(true);
    show.must({ type: 'people.remove', participantId: offStage });
    expect(maySendNow(show.crew, offStage, 'camera')).toBe(false);
  });

  it('leaves the program’s sound and picture to the page that makes the program', () => {
    const { show } = aStudio();
    const senders = (media: CrewMedia) => show.crew.participantIds.filter((id) => maySendNow(show.crew, id, media));
    expect([senders('bus'), senders('return')]).toEqual([[HOST_ID], [HOST_ID]]);
    standBy(show);
    expect([senders('bus'), senders('return')]).toEqual([[HOST_ID], [HOST_ID]]);
    show.must({ type: 'production.handOver', participantId: personId('co-host') });
    expect([senders('bus'), senders('return')]).toEqual([['co-host'], ['co-host']]);
  });
});

describe('talkback', () => {
  it('is for those who are off air: viewers would hear the others', () => {
    const { show } = aStudio();
    const senders = () => show.crew.participantIds.filter((id) => maySendNow(show.crew, id, 'talkback'));
    expect(senders()).toEqual(['co-host', 'producer']);
    show.must({ type: 'stage.enter', participantId: personId('co-host') });
    expect(senders()).toEqual(['producer']);
  });
});

describe('who may receive what', () => {
  const receivers = (show: ScriptedShow, sender: string, media: CrewMedia) =>
    show.crew.participantIds.filter((id) => mayReceive(show.crew, id, { participantId: personId(sender), media }));
  const control = [HOST_ID, 'co-host', 'producer'];
  const everybody = [...control, 'moderator', 'guest', 'camera', 'on-stage', 'off-stage'];
  const but = (...people: readonly string[]) => everybody.filter((person) => !people.includes(person));

  it('shows and plays everything of everybody to those who have the show in hand', () => {
    const { show } = aStudio();
    for (const media of ['microphone', 'camera', 'screen', 'screen-sound'] as const)
      expect(receivers(show, 'off-stage', media)).toEqual(control);
  });

  it('lets everybody hear those on stage, and nobody themselves', () => {
    const { show } = aStudio();
    expect(receivers(show, 'on-stage', 'microphone')).toEqual(but('on-stage'));
    expect(receivers(show, 'on-stage', 'camera')).toEqual(control);
    show.must({ type: 'stage.leave', participantId: personId('on-stage') });
    expect(receivers(show, 'on-stage', 'microphone')).toEqual(control);
  });

  it('lets everybody hear a screen that is on air, and nobody its owner’s own', () => {
    const { show } = aStudio();
    const switches = { microphone: 'off', camera: 'off', screen: 'on' } as const;
    show.must({ type: 'people.switch', switches }, actorAs('guest', personId('on-stage')));
    expect(receivers(show, 'on-stage', 'screen-sound')).toEqual(control);
    show.must({ type: 'stage.setScreen', participantId: personId('on-stage'), screen: 'on-air' });
    expect(receivers(show, 'on-stage', 'screen-sound')).toEqual(but('on-stage'));
    expect(receivers(show, 'on-stage', 'screen')).toEqual(control);
  });

  it('gives the program’s return and the producer’s voice to everybody in the studio but their senders', () => {
    const { show } = aStudio();
    for (const media of ['bus', 'return'] as const) expect(receivers(show, HOST_ID, media)).toEqual(but(HOST_ID));
    expect(receivers(show, 'producer', 'talkback')).toEqual(but('producer'));
  });

  it('lets nobody but those who compose hear the host by themselves while the host’s voice is in the bus', () => {
    const { show } = aStudio();
    standBy(show);
    const shadows = ['co-host', 'producer'];
    expect(receivers(show, HOST_ID, 'microphone')).toEqual(shadows);
    show.must({ type: 'production.handOver', participantId: personId('co-host') });
    expect(receivers(show, HOST_ID, 'microphone')).toEqual(but(HOST_ID));
    expect(receivers(show, HOST_ID, 'screen-sound')).toEqual(shadows);
  });

  it('gives the host no bus, which holds their own screen’s sound', () => {
    const { show } = aStudio();
    standBy(show);
    show.must({ type: 'production.handOver', participantId: personId('co-host') });
    expect(receivers(show, 'co-host', 'bus')).toEqual(but(HOST_ID, 'co-host'));
    expect(receivers(show, 'co-host', 'return')).toEqual(but('co-host'));
  });

  it('lets a co-host be heard by themselves, whoever makes the program', () => {
    const { show } = aStudio();
    standBy(show);
    show.must({ type: 'stage.enter', participantId: personId('co-host') });
    expect(receivers(show, 'co-host', 'microphone')).toEqual(but('co-host'));
    show.must({ type: 'production.handOver', participantId: personId('co-host') });
    expect(receivers(show, 'co-host', 'microphone')).toEqual(but('co-host'));
  });

  it('gives nothing of somebody who left, and nothing to strangers', () => {
    const { show } = aStudio();
    show.must({ type: 'people.remove', participantId: personId('on-stage') });
    expect(receivers(show, 'on-stage', 'microphone')).toEqual([]);
    const bus = { participantId: HOST_ID, media: 'bus' } as const;
    expect(mayReceive(show.crew, personId('on-stage'), bus)).toBe(false);
    expect(mayReceive(show.crew, personId('nobody'), bus)).toBe(false);
  });
});
