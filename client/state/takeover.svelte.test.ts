import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import { aCamera, aCameraLayer, aDocument, aLayer, sourceId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID, SYSTEM, type StudioActor } from '../../shared/show/actor.ts';
import { makerOf } from '../../shared/show/crew.ts';
import { personId, type ScriptedShow } from '../../shared/show/show-fixture.ts';
import type { StudioDraft } from './studio-options.ts';
import { aStudio, CO_HOST, HOST } from './testing/a-studio.ts';
import type { FakePublishing } from './testing/fake-publishing.ts';
import { aTrack } from './testing/fake-track.ts';
import { settle } from './testing/settle.ts';

const ANN = CO_HOST.participantId;
const [FACE, VOICE] = [sourceId('face'), sourceId('voice')];

const DRAFT: StudioDraft = {
  document: aDocument({
    sources: [aCamera('face'), makeSource('microphone', VOICE, 'voice')],
    scenes: { host: [aCameraLayer('picture', 'face'), aLayer('card', { kind: 'callout' })] },
  }),
  onAirSceneId: HOST,
  confirmed: null,
};

/** A live show that the host's page has opened, with a co-host: the page of one of them, whose line is open. */
const aLivePage = async (self: StudioActor | undefined, prepare: (show: ScriptedShow) => void = () => undefined) => {
  const parts = aStudio({ phase: 'live', draft: DRAFT, ...(self && { self }) });
  const { show, line } = parts;
  if (!self)
    for (const [id, role] of [
      [HOST_ID, 'host'],
      [ANN, 'co-host'],
    ] as const)
      show.join(id, role);
  show.must({ type: 'production.open', document: DRAFT.document, sceneId: HOST });
  prepare(show);
  await line.open({ self: self ?? { role: 'host', participantId: HOST_ID } });
  return parts;
};

const aCoHost = async () => {
  const parts = await aLivePage(CO_HOST);
  parts.compositor.compose();
  await settle();
  return parts;
};

const coHostMakes = (show: ScriptedShow): void => {
  show.must({ type: 'production.standBy', standby: 'ready' }, CO_HOST);
  show.must({ type: 'production.handOver', participantId: ANN });
};

const flowsOf = ({ tries }: FakePublishing) => tries.map(({ publisher }) => publisher.ports.flow);
const standbyOf = ({ crew }: ScriptedShow): ParticipantId | null => crew.production?.standbyId ?? null;
const byAnn = { type: 'production.handOver', participantId: ANN } as const;
const byHost = { type: 'production.handOver', participantId: HOST_ID } as const;

describe('a co-host’s page', () => {
  it('stands by once it composes, and again after its line was lost', async () => {
    const { show, line } = await aCoHost();
    expect(standbyOf(show)).toBe(ANN);
    await line.drop();
    show.must({ type: 'people.lose', participantId: ANN }, SYSTEM);
    expect(standbyOf(show)).toBeNull();
    show.must(
      { type: 'people.join', participantId: ANN, role: 'co-host', name: 'ann', inviteId: null, explaining: 'at-once' },
      SYSTEM,
    );
    await line.open({ self: CO_HOST });
    expect(standbyOf(show)).toBe(ANN);
  });

  it('composes the host’s devices from what the host sends', async () => {
    const { media, sinks } = await aCoHost();
    const [face, voice] = [aTrack('video', 'face'), aTrack('audio', 'voice')];
    media.arrive(HOST_ID, 'camera', face);
    media.arrive(HOST_ID, 'microphone', voice);
    expect(sinks.video.get(FACE)).toBe(face);
    expect(sinks.audio.get(VOICE)).toBe(voice);
    expect(sinks.bus.has(VOICE)).toBe(false);
    expect(media.tuned.at(-1)).toBe('host camera high on');
    media.go(HOST_ID, 'camera');
    expect([...sinks.slates]).toEqual([FACE]);
  });

  it('hears the host once, by the bus', async () => {
    const { media, monitor } = await aCoHost();
    media.arrive(HOST_ID, 'microphone', aTrack('audio', 'voice'));
    media.arrive(HOST_ID, 'bus', aTrack('audio', 'bus'));
    expect([...monitor.playing.values()].map(({ label }) => label)).toEqual(['bus']);
  });
});

describe('whoever is handed the show', () => {
  it('publishes what their page composes already, without anybody’s hand', async () => {
    const { studio, line, publishing, compositor, compositors, mixer } = await aCoHost();
    expect(publishing.newest.publisher.ports).toMatchObject({
      flow: 'held',
      video: compositor.track,
      audio: mixer.track,
    });
    const publisher = await publishing.newest.succeed();
    expect([studio.broadcast.state, publisher.released]).toEqual([{ state: 'off' }, 0]);
    await line.happen(byAnn);
    expect([publisher.released, publishing.tries.length]).toEqual([1, 1]);
    expect([studio.broadcast.state, studio.makesProgram, compositors.length]).toEqual([{ state: 'sending' }, true, 1]);
  });

  it('marks the product that is explained from their first frame on, which does not enter anew', async () => {
    const { show, line, compositor } = await aCoHost();
    const itemId = show.addItem();
    await line.happen({ type: 'callout.open', itemId });
    const shown = compositor.program?.callout;
    assert(shown && show.state.callout, 'it is explained');
    const area = { itemId, rect: { x: 0, y: 0, width: 0.5, height: 0.5 } };
    compositor.mark({ captureAtMs: 5_000, calloutId: show.state.callout.id, areas: [area] });
    expect(line.asked('program.mark')).toEqual([]);
    await line.happen(byAnn);
    expect(line.asked('program.mark')).toMatchObject([{ mark: { captureAtMs: 5_000 } }]);
    expect(show.state.mark?.areas).toEqual([area]);
    expect(compositor.program?.callout).toBe(shown);
  });

  it('is told, and told when it is another’s again', async () => {
    const { show, line, handovers } = await aCoHost();
    await line.happen(byAnn);
    show.must({ type: 'production.standBy', standby: 'ready' });
    await line.happen({ type: 'production.rescue', makerId: ANN }, SYSTEM);
    expect(handovers).toEqual([
      { to: 'this-page', name: 'ann', cause: 'asked' },
      { to: 'another', name: 'host', cause: 'lost' },
    ]);
  });

  it('gives the people in the studio the program', async () => {
    const { show, line, media, mixer } = await aCoHost();
    await line.happen(byAnn);
    expect(media.sent.get('bus')).toBe(mixer.bus);
    expect(media.sent.has('return')).toBe(true);
    show.must({ type: 'production.standBy', standby: 'ready' });
    await line.happen(byHost);
    expect([media.sent.has('bus'), media.sent.has('return')]).toEqual([false, false]);
  });

  it('stops sending when it is taken back, and the show goes on', async () => {
    const { studio, show, line, publishing, problems } = await aCoHost();
    await line.happen(byAnn);
    const publisher = await publishing.newest.succeed();
    show.must({ type: 'production.standBy', standby: 'ready' });
    await line.happen(byHost);
    expect([publisher.isClosed, studio.broadcast.state, problems]).toEqual([true, { state: 'off' }, []]);
    await line.tick('publish.lost', {});
    expect(flowsOf(publishing), 'it stands by again').toEqual(['held', 'held']);
    expect([show.state.life.phase, studio.isOnAir]).toEqual(['live', true]);
  });

  it('stops sending when it was taken back while their line was away', async () => {
    const { show, line, publishing } = await aCoHost();
    await line.happen(byAnn);
    const publisher = await publishing.newest.succeed();
    await line.drop();
    show.must({ type: 'production.standBy', standby: 'ready' });
    show.must(byHost);
    await line.open({ self: CO_HOST });
    expect(publisher.isClosed).toBe(true);
    expect(flowsOf(publishing), 'it stands by again').toEqual(['held', 'held']);
  });
});

describe('the host’s page', () => {
  it('sends its devices while a co-host is in the studio, and not before', async () => {
    const { show, line, media, capture } = await aLivePage(undefined, (before) => {
      before.must({ type: 'people.leave', participantId: ANN, reason: 'left' }, SYSTEM);
    });
    const face = await capture.opening(FACE).deliver();
    expect(media.sent.size).toBe(0);
    show.join('ann', 'co-host');
    line.tellEvents();
    expect(media.sent.get('camera')).toBe(face.video);
    const voice = await capture.opening(VOICE).deliver();
    expect(media.sent.get('microphone')).toBe(voice.audio);
    await line.happen({ type: 'people.leave', participantId: ANN, reason: 'left' }, SYSTEM);
    expect(media.sent.has('camera')).toBe(false);
  });

  it('that comes back while another makes the program is a shadow, and can take the show back', async () => {
    const { studio, show, media, capture, compositor, publishing } = await aLivePage(undefined, coHostMakes);
    await capture.deliverAll();
    compositor.compose();
    await settle();
    expect([flowsOf(publishing), studio.makesProgram, studio.isOnAir]).toEqual([['held'], false, true]);
    expect([...media.sent.keys()].sort()).toEqual(['camera', 'microphone']);
    expect(standbyOf(show)).toBe(HOST_ID);
    expect(await studio.handOver(HOST_ID)).toBe(true);
    expect(makerOf(show.crew)).toBe(HOST_ID);
    await publishing.newest.succeed();
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
  });

  it('is told when nobody can take the show', async () => {
    const { studio, problems, show } = await aLivePage(undefined);
    show.join('bo', 'co-host');
    expect(await studio.handOver(personId('bo'))).toBe(false);
    expect(problems).toEqual(['production.not-ready']);
  });
});
