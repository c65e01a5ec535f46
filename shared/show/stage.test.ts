import { describe, expect, it } from 'vitest';
import { HOST_ID } from './actor.ts';
import { MAX_ON_STAGE } from './participant.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });

const aStage = () => {
  const show = ScriptedShow.in('live');
  show.join(HOST_ID, 'host');
  const [mei, tom] = [show.join('mei'), show.join('tom')];
  return { show, mei, tom };
};

describe('the stage', () => {
  it('fills in the order in which people are brought on, each once', () => {
    const { show, mei, tom } = aStage();
    show.must({ type: 'stage.enter', participantId: tom });
    show.must({ type: 'stage.enter', participantId: mei });
    expect(show.must({ type: 'stage.enter', participantId: mei })).toEqual([]);
    expect(show.crew.stageIds).toEqual([HOST_ID, tom, mei]);
    show.must({ type: 'stage.leave', participantId: tom });
    expect(show.must({ type: 'stage.leave', participantId: tom })).toEqual([]);
    expect(show.crew.stageIds).toEqual([HOST_ID, mei]);
  });

  it('holds so many and no more', () => {
    const { show, tom } = aStage();
    for (let index = 1; index < MAX_ON_STAGE; index += 1)
      show.must({ type: 'stage.enter', participantId: show.join(`guest-${index}`) });
    expect(show.ask({ type: 'stage.enter', participantId: tom })).toMatchObject(refusal('stage.full'));
  });

  it.each(['producer', 'moderator'] as const)('is never for a %s', (role) => {
    const { show } = aStage();
    const participantId = show.join(role, role);
    expect(show.ask({ type: 'stage.enter', participantId })).toMatchObject(refusal('stage.never'));
    expect(show.ask({ type: 'stage.cue', participantId })).toMatchObject(refusal('stage.never'));
  });

  it('is ordered by moving people, past the end to the end', () => {
    const { show, mei, tom } = aStage();
    expect(show.ask({ type: 'stage.move', participantId: mei, toIndex: 0 })).toMatchObject(refusal('people.not-found'));
    show.must({ type: 'stage.enter', participantId: mei });
    show.must({ type: 'stage.enter', participantId: tom });
    show.must({ type: 'stage.move', participantId: tom, toIndex: 0 });
    expect(show.crew.stageIds).toEqual([tom, HOST_ID, mei]);
    show.must({ type: 'stage.move', participantId: tom, toIndex: 9 });
    expect(show.crew.stageIds).toEqual([HOST_ID, mei, tom]);
    expect(show.must({ type: 'stage.move', participantId: tom, toIndex: 9 })).toEqual([]);
  });
});

describe('the spotlight', () => {
  it('is on somebody on stage, and goes with them', () => {
    const { show, mei } = aStage();
    expect(show.ask({ type: 'stage.spotlight', participantId: mei })).toMatchObject(refusal('people.not-found'));
    show.must({ type: 'stage.enter', participantId: mei });
    show.must({ type: 'stage.spotlight', participantId: mei });
    expect(show.crew.spotlightId).toBe(mei);
    show.must({ type: 'stage.leave', participantId: mei });
    expect(show.crew.spotlightId).toBeNull();
  });

  it('can be taken back', () => {
    const { show, mei } = aStage();
    expect(show.must({ type: 'stage.spotlight', participantId: null })).toEqual([]);
    show.must({ type: 'stage.enter', participantId: mei });
    show.must({ type: 'stage.spotlight', participantId: mei });
    show.must({ type: 'stage.spotlight', participantId: null });
    expect(show.crew.spotlightId).toBeNull();
  });
});

describe('“you are next”', () => {
  it('is said to one person, until they are on or it is taken back', () => {
    const { show, mei, tom } = aStage();
    show.must({ type: 'stage.cue', participantId: mei });
    show.must({ type: 'stage.cue', participantId: tom });
    expect(show.crew.cuedId).toBe(tom);
    show.must({ type: 'stage.enter', participantId: tom });
    expect(show.crew.cuedId).toBeNull();
    expect(show.must({ type: 'stage.cue', participantId: tom })).toEqual([]);
    show.must({ type: 'stage.cue', participantId: mei });
    show.must({ type: 'stage.cue', participantId: null });
    expect(show.crew.cuedId).toBeNull();
  });
});

describe('a shared screen', () => {
  it('goes on air when the host decides so, and only when it is shared', () => {
    const { show, mei } = aStage();
    const onAir = { type: 'stage.setScreen', participantId: mei, screen: 'on-air' } as const;
    expect(show.ask(onAir)).toMatchObject(refusal('stage.no-screen'));
    const switches = { microphone: 'off', camera: 'off', screen: 'on' } as const;
    show.must({ type: 'people.switch', switches }, actorAs('guest', mei));
    expect(show.crew.screenIds).toEqual([]);
    expect([show.must(onAir).length, show.must(onAir).length]).toEqual([1, 0]);
    expect(show.crew.screenIds).toEqual([mei]);
    show.must({ ...onAir, screen: 'off-air' });
    expect(show.crew.screenIds).toEqual([]);
  });
});
