import { describe, expect, it } from 'vitest';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import { aCamera, aDocument, aTextLayer, sceneId, sourceId } from '../../shared/scene/sample-documents.ts';
import { crewSourceId } from '../../shared/scene/crew-source.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { LEAVING_MS } from './crew-program.ts';
import { aStudio, CO_HOST, openStudio, PRODUCER, studioOnAir } from './testing/a-studio.ts';
import { aTrack } from './testing/fake-track.ts';

/** The page of a co-host who came by a link. */
const aCoHost = (phase: 'draft' | 'live' = 'draft') => openStudio({ self: CO_HOST, phase });

describe('a co-host’s page', () => {
  it('opens by the seat, as the person who has it', async () => {
    const { studio, line } = await aCoHost();
    expect(line.openings).toEqual([{ as: 'crew', version: 2, showId: 'show1', resume: null }]);
    expect(studio.self).toEqual(CO_HOST);
    expect(studio.makesProgram).toBe(false);
  });

  it('opens no device of the document, which are the host’s', async () => {
    const document = aDocument({
      sources: [aCamera('camera'), makeSource('test-pattern', sourceId('pattern'), 'pattern')],
      scenes: { host: [aTextLayer('text')] },
    });
    const { studio, capture, show, line } = aStudio({ self: CO_HOST });
    show.must({ type: 'production.open', document, sceneId: sceneId('host') });
    await line.open();
    expect(capture.asked).toEqual(['pattern']);
    expect(studio.rack.status(sourceId('camera'))).toEqual({ state: 'elsewhere' });
  });

  it('publishes nothing of a live show that the host’s page makes, and gives nobody its picture', async () => {
    const { studio, line, media, publishing, compositor } = await aCoHost('live');
    expect(studio.isOnAir).toBe(true);
    expect(publishing.tries).toEqual([]);
    compositor.mark({ captureAtMs: 5_000 });
    await line.tellClock(-250);
    expect(line.asked('program.mark')).toEqual([]);
    expect(line.asked('studio.clock')).toEqual([]);
    expect([media.sent.has('return'), media.sent.has('bus')]).toEqual([false, false]);
  });

  it('hears the program as the host’s page makes it', async () => {
    const { media, monitor } = await aCoHost();
    media.arrive(HOST_ID, 'bus', aTrack('audio', 'bus'));
    expect([...monitor.playing.values()].map(({ label }) => label)).toEqual(['bus']);
  });

  it('ends the show for everybody', async () => {
    const { studio, show } = await aCoHost('live');
    await studio.endShow();
    expect(show.state.life.phase).toBe('ended');
  });
});

describe('a co-host’s own camera and microphone', () => {
  const CAMERA = crewSourceId(CO_HOST.participantId, 'camera');
  const VOICE = crewSourceId(CO_HOST.participantId, 'microphone');
  const onStage = { type: 'stage.enter', participantId: CO_HOST.participantId } as const;

  it('go to the others, as a guest’s do', async () => {
    const { studio, media } = await aCoHost();
    expect([...media.sent.keys()].toSorted()).toEqual(['camera', 'microphone']);
    expect(studio.own?.switches).toEqual({ microphone: 'on', camera: 'on', screen: 'off' });
  });

  it('are in this page’s picture and sound while they are on stage, the camera before too, though nobody is sent their own', async () => {
    const { line, sinks, clock } = await aCoHost();
    expect([sinks.video.has(CAMERA), sinks.audio.has(VOICE)]).toEqual([true, false]);
    await line.happen(onStage);
    expect([sinks.video.get(CAMERA)?.label, sinks.audio.get(VOICE)?.label]).toEqual(['front camera', 'microphone']);
    await line.happen({ type: 'stage.leave', participantId: CO_HOST.participantId });
    await clock.advance(LEAVING_MS);
    expect([sinks.video.has(CAMERA), sinks.audio.has(VOICE)]).toEqual([true, false]);
  });

  it('leave the sound when the microphone is turned off, by oneself or by another', async () => {
    const { studio, line, sinks, person } = await aCoHost();
    await line.happen(onStage);
    studio.own?.turnMicrophone('off');
    expect(sinks.audio.has(VOICE)).toBe(false);
    studio.own?.turnMicrophone('on');
    await line.call('people.switch', { switches: { microphone: 'on', camera: 'on', screen: 'off' } });
    expect(sinks.audio.has(VOICE)).toBe(true);
    await line.happen({ type: 'people.mute', participantId: CO_HOST.participantId });
    expect(sinks.audio.has(VOICE)).toBe(false);
    expect(studio.own?.isMutedByOther).toBe(true);
    expect(person.live).toContain('microphone');
  });

  it('are on their own tile as the others see them: with the background that was chosen', async () => {
    const { studio, person } = await aCoHost();
    await studio.own?.devices.chooseBackground('dark');
    person.backdrops[0]?.flow();
    expect(studio.ownPicture('camera')?.label).toBe('painted');
    await studio.own?.turnScreen('on');
    expect(studio.ownPicture('screen')?.label).toBe('screen');
  });

  it('are let go when another page has the seat, and come back with it', async () => {
    const { studio, line, person, lines } = await aCoHost();
    await line.refuse('session.replaced');
    expect(person.live).toEqual([]);
    await studio.takeOver();
    await lines.at(-1)?.open({ self: CO_HOST });
    expect(person.live.toSorted()).toEqual(['front camera', 'microphone']);
  });
});

describe('a producer’s page', () => {
  it('has no camera and no microphone', async () => {
    const document = aDocument({
      sources: [makeSource('microphone', sourceId('voice'), 'voice')],
      scenes: { host: [aTextLayer('text')] },
    });
    const { studio, media, person, show, line } = aStudio({ self: PRODUCER });
    show.must({ type: 'production.open', document, sceneId: sceneId('host') });
    await line.open({ self: PRODUCER });
    expect(studio.own).toBeNull();
    expect(studio.levelDb(PRODUCER.participantId)).toBe(-Infinity);
    expect(media.sent.size).toBe(0);
    expect(person.questions).toBe(0);
  });
});

describe('the host’s page', () => {
  it('is the host’s before the server has said anything', async () => {
    const { studio } = await studioOnAir();
    expect(studio.selfId).toBe(HOST_ID);
    expect(studio.makesProgram).toBe(true);
  });
});
