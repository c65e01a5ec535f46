import { describe, expect, it } from 'vitest';
import { HOST_ID, SYSTEM } from './actor.ts';
import { MAX_ON_STAGE, MAX_PARTICIPANTS } from './participant.ts';
import { isStudioFull } from './people.ts';
import { actorAs, personId, ScriptedShow } from './show-fixture.ts';

const refusal = (code: string, field?: string) => ({ ok: false, error: { code, ...(field && { field }) } });
const ALL_OFF = { microphone: 'off', camera: 'off', screen: 'off' } as const;

const aStudio = () => {
  const show = ScriptedShow.in('live');
  show.join(HOST_ID, 'host');
  const guest = show.join('mei');
  return { show, guest, asGuest: actorAs('guest', guest) };
};

describe('coming into the studio', () => {
  it('puts the host on stage and everybody else backstage, with everything off', () => {
    const { show, guest } = aStudio();
    expect(show.crew.participantIds).toEqual([HOST_ID, guest]);
    expect(show.crew.stageIds).toEqual([HOST_ID]);
    expect(show.crew.participants[guest]).toEqual({
      id: guest,
      role: 'guest',
      name: 'mei',
      inviteId: null,
      joinedAtMs: 1_000,
      presence: { state: 'here' },
      switches: ALL_OFF,
      voice: 'free',
      picture: 'shown',
      quality: 'auto',
      faderDb: 0,
      explaining: 'at-once',
    });
  });

  it('again is no second place: somebody who was away is back under the name they give', () => {
    const { show, guest } = aStudio();
    show.must({ type: 'people.lose', participantId: guest }, SYSTEM);
    const again = {
      type: 'people.join',
      participantId: guest,
      role: 'guest',
      name: 'Mei',
      inviteId: null,
      explaining: 'at-once',
    } as const;
    expect(show.must(again, SYSTEM)).toEqual([
      { type: 'people.returned', participantId: guest },
      { type: 'people.renamed', participantId: guest, name: 'Mei' },
    ]);
    expect(show.must(again, SYSTEM)).toEqual([]);
    expect(show.crew.participantIds).toHaveLength(2);
  });

  it('is refused when the studio is full, and keeps the host’s place free', () => {
    const show = ScriptedShow.in('live');
    for (let index = 1; index < MAX_PARTICIPANTS; index += 1) show.join(`guest-${index}`);
    expect(isStudioFull(show.crew)).toBe(true);
    const participantId = personId('late');
    const late = {
      type: 'people.join',
      participantId,
      role: 'guest',
      name: 'late',
      inviteId: null,
      explaining: 'at-once',
    } as const;
    expect(show.ask(late, SYSTEM)).toMatchObject(refusal('people.full'));
    show.join(HOST_ID, 'host');
    expect(show.crew.participantIds).toHaveLength(MAX_PARTICIPANTS);
  });

  it('leaves the host backstage when the stage is full', () => {
    const show = ScriptedShow.in('live');
    for (let index = 0; index < MAX_ON_STAGE; index += 1)
      show.must({ type: 'stage.enter', participantId: show.join(`guest-${index}`) });
    show.join(HOST_ID, 'host');
    expect(show.crew.stageIds).not.toContain(HOST_ID);
  });
});

describe('being away', () => {
  it('keeps the place and the place on stage, and is told once', () => {
    const { show, guest } = aStudio();
    show.must({ type: 'stage.enter', participantId: guest });
    show.atMs = 9_000;
    expect(show.must({ type: 'people.lose', participantId: guest }, SYSTEM)).toHaveLength(1);
    expect(show.must({ type: 'people.lose', participantId: guest }, SYSTEM)).toEqual([]);
    expect(show.crew.participants[guest]?.presence).toEqual({ state: 'away', sinceMs: 9_000 });
    expect(show.crew.stageIds).toContain(guest);
  });

  it('for good takes every place along, and what was said stays', () => {
    const { show, guest, asGuest } = aStudio();
    show.must({ type: 'people.switch', switches: { ...ALL_OFF, screen: 'on' } }, asGuest);
    show.must({ type: 'stage.enter', participantId: guest });
    show.must({ type: 'stage.spotlight', participantId: guest });
    show.must({ type: 'stage.setScreen', participantId: guest, screen: 'on-air' });
    show.must({ type: 'talk.post', text: 'hello' }, asGuest);
    show.must({ type: 'people.leave', participantId: guest, reason: 'silent' }, SYSTEM);
    expect(show.crew).toMatchObject({
      participantIds: [HOST_ID],
      stageIds: [HOST_ID],
      screenIds: [],
      spotlightId: null,
      talk: [{ name: 'mei', text: 'hello' }],
    });
    expect(show.must({ type: 'people.leave', participantId: guest, reason: 'silent' }, SYSTEM)).toEqual([]);
  });
});

describe('what people say of themselves', () => {
  it('is theirs alone', () => {
    const { show, guest, asGuest } = aStudio();
    const switches = { microphone: 'on', camera: 'on', screen: 'off' } as const;
    show.must({ type: 'people.switch', switches }, asGuest);
    expect(show.crew.participants[guest]?.switches).toEqual(switches);
    expect(show.crew.participants[HOST_ID]?.switches).toEqual(ALL_OFF);
    expect(show.must({ type: 'people.switch', switches }, asGuest)).toEqual([]);
    show.must({ type: 'people.rename', name: 'Mei' }, asGuest);
    expect(show.crew.participants[guest]?.name).toBe('Mei');
  });

  it('is refused from somebody who has left', () => {
    const { show, guest, asGuest } = aStudio();
    show.must({ type: 'people.leave', participantId: guest, reason: 'left' }, SYSTEM);
    expect(show.ask({ type: 'people.rename', name: 'Mei' }, asGuest)).toMatchObject(refusal('people.not-found'));
  });

  it('takes a screen off air when it is no longer shared', () => {
    const { show, guest, asGuest } = aStudio();
    show.must({ type: 'people.switch', switches: { ...ALL_OFF, screen: 'on' } }, asGuest);
    show.must({ type: 'stage.setScreen', participantId: guest, screen: 'on-air' });
    show.must({ type: 'people.switch', switches: ALL_OFF }, asGuest);
    expect(show.crew.screenIds).toEqual([]);
  });
});

describe('what the host decides about people', () => {
  it('mutes a microphone that is on, and cannot turn one on', () => {
    const { show, guest, asGuest } = aStudio();
    expect(show.must({ type: 'people.mute', participantId: guest })).toEqual([]);
    show.must({ type: 'people.switch', switches: { ...ALL_OFF, microphone: 'on' } }, asGuest);
    show.must({ type: 'people.mute', participantId: guest });
    expect(show.crew.participants[guest]).toMatchObject({ switches: { microphone: 'off' }, voice: 'muted' });
    // A camera that is turned off is no word on the microphone.
    show.must({ type: 'people.switch', switches: { ...ALL_OFF, camera: 'on' } }, asGuest);
    expect(show.crew.participants[guest]?.voice).toBe('muted');
    show.must({ type: 'people.switch', switches: { ...ALL_OFF, microphone: 'on' } }, asGuest);
    expect(show.crew.participants[guest]?.voice).toBe('free');
  });

  it('hides a picture and chooses a quality, each once', () => {
    const { show, guest } = aStudio();
    const hide = { type: 'people.setPicture', participantId: guest, picture: 'hidden' } as const;
    expect([show.must(hide).length, show.must(hide).length]).toEqual([1, 0]);
    const low = { type: 'people.setQuality', participantId: guest, quality: 'audio-only' } as const;
    expect([show.must(low).length, show.must(low).length]).toEqual([1, 0]);
    expect(show.crew.participants[guest]).toMatchObject({ picture: 'hidden', quality: 'audio-only' });
  });

  it('removes people, but never the owner', () => {
    const { show, guest } = aStudio();
    expect(show.ask({ type: 'people.remove', participantId: HOST_ID })).toMatchObject(refusal('auth.forbidden'));
    expect(show.must({ type: 'people.remove', participantId: guest })).toEqual([
      { type: 'people.left', participantId: guest, reason: 'removed' },
    ]);
    expect(show.ask({ type: 'people.mute', participantId: guest })).toMatchObject(
      refusal('people.not-found', 'participantId'),
    );
  });
});
