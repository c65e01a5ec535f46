import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../shared/ids.ts';
import { aDocument, sceneId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { actorAs, personId, ScriptedShow } from '../../shared/show/show-fixture.ts';
import { GuestEars, isHeard } from './guest-ears.ts';
import { FakeMonitor } from './testing/fake-monitor.ts';
import { aTrack } from './testing/fake-track.ts';

const [MEI, LI] = [personId('mei'), personId('li')];

const aStudio = () => {
  const show = ScriptedShow.in('live');
  show.join('host', 'host');
  show.join('mei');
  show.join('li');
  show.must({ type: 'stage.enter', participantId: MEI });
  return show;
};

/** A co-host comes and makes the program. */
const handOver = (show: ScriptedShow): ParticipantId => {
  const ann = show.join('ann', 'co-host');
  show.must({ type: 'production.open', document: aDocument(), sceneId: sceneId('s1') });
  show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host', ann));
  show.must({ type: 'production.handOver', participantId: ann });
  return ann;
};

describe('what is heard', () => {
  it('is the program’s sound and the voices on stage', () => {
    const { crew } = aStudio();
    expect(isHeard(crew, HOST_ID, 'bus')).toBe(true);
    expect(isHeard(crew, MEI, 'microphone')).toBe(true);
    expect(isHeard(crew, LI, 'microphone')).toBe(false);
    expect(isHeard(crew, LI, 'talkback')).toBe(true);
    expect(isHeard(crew, MEI, 'camera')).toBe(false);
  });

  it('is the host’s voice once: in the bus while the host’s page makes the program, else by itself', () => {
    const show = aStudio();
    expect(isHeard(show.crew, HOST_ID, 'microphone')).toBe(false);
    const ann = handOver(show);
    expect(isHeard(show.crew, HOST_ID, 'microphone')).toBe(true);
    expect(isHeard(show.crew, HOST_ID, 'screen-sound')).toBe(false);
    expect([isHeard(show.crew, HOST_ID, 'bus'), isHeard(show.crew, ann, 'bus')]).toEqual([false, true]);
  });

  it('is a co-host’s voice by itself while they are on stage, although they make the program', () => {
    const show = aStudio();
    const ann = handOver(show);
    expect(isHeard(show.crew, ann, 'microphone')).toBe(false);
    show.must({ type: 'stage.enter', participantId: ann });
    expect(isHeard(show.crew, ann, 'microphone')).toBe(true);
  });

  it('is one program’s sound, whoever else stands by with theirs', () => {
    expect(isHeard(aStudio().crew, MEI, 'bus')).toBe(false);
  });

  it('is a screen’s sound while the screen is on air', () => {
    const show = aStudio();
    const sharing = { microphone: 'off', camera: 'off', screen: 'on' } as const;
    show.must({ type: 'people.switch', switches: sharing }, { role: 'guest', participantId: MEI });
    expect(isHeard(show.crew, MEI, 'screen-sound')).toBe(false);
    show.must({ type: 'stage.setScreen', participantId: MEI, screen: 'on-air' });
    expect(isHeard(show.crew, MEI, 'screen-sound')).toBe(true);
  });
});

describe('ears', () => {
  it('play a voice from the moment that its owner is on stage until they are off it', () => {
    const show = aStudio();
    const monitor = new FakeMonitor();
    const ears = new GuestEars(monitor);
    const voice = aTrack('audio', 'li');
    ears.listen(show.crew);
    ears.attach(LI, 'microphone', voice);
    expect([...monitor.playing.values()]).toEqual([]);
    show.must({ type: 'stage.enter', participantId: LI });
    ears.listen(show.crew);
    expect([...monitor.playing.values()]).toEqual([voice]);
    show.must({ type: 'stage.leave', participantId: LI });
    ears.listen(show.crew);
    expect([...monitor.playing.values()]).toEqual([]);
  });

  it('play what comes anew in the former one’s place', () => {
    const monitor = new FakeMonitor();
    const ears = new GuestEars(monitor);
    ears.listen(aStudio().crew);
    const [first, second] = [aTrack('audio', 'first'), aTrack('audio', 'second')];
    ears.attach(HOST_ID, 'bus', first);
    ears.attach(HOST_ID, 'bus', second);
    expect([...monitor.playing.values()]).toEqual([second]);
    ears.detach(HOST_ID, 'bus');
    expect(monitor.playing.size).toBe(0);
  });

  it('are silent when they listen to nobody', () => {
    const monitor = new FakeMonitor();
    const ears = new GuestEars(monitor);
    ears.listen(aStudio().crew);
    ears.attach(HOST_ID, 'bus', aTrack('audio', 'bus'));
    ears.listen(null);
    expect(monitor.playing.size).toBe(0);
  });
});
