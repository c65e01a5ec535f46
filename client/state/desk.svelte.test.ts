import { describe, expect, it } from 'vitest';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import { aCamera, aDocument, aTextLayer, sceneId, sourceId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { CO_HOST, openStudio, studioOnAir } from './testing/a-studio.ts';
import { aTrack } from './testing/fake-track.ts';

/** The page of a co-host who came by a link. */
const aDesk = (phase: 'draft' | 'live' = 'draft') => openStudio({ self: CO_HOST, phase });

describe('a co-host’s page', () => {
  it('opens by the seat, as the person who has it', async () => {
    const { studio, line } = await aDesk();
    expect(line.openings).toEqual([{ as: 'crew', version: 2, showId: 'show1', resume: null }]);
    expect(studio.self).toEqual(CO_HOST);
    expect(studio.makesProgram).toBe(false);
  });

  it('opens no device of the document, which are the host’s', async () => {
    const document = aDocument({
      sources: [aCamera('camera'), makeSource('test-pattern', sourceId('pattern'), 'pattern')],
      scenes: { host: [aTextLayer('text')] },
    });
    const draft = { document, onAirSceneId: sceneId('host') };
    const { studio, capture } = await openStudio({ self: CO_HOST, draft });
    expect(capture.asked).toEqual(['pattern']);
    expect(studio.rack.status(sourceId('camera'))).toEqual({ state: 'elsewhere' });
  });

  it('publishes nothing of a live show that the host’s page makes, and gives nobody its picture', async () => {
    const { studio, line, media, publishing, compositor } = await aDesk('live');
    expect(studio.isOnAir).toBe(true);
    expect(publishing.tries).toEqual([]);
    compositor.mark({ captureAtMs: 5_000 });
    await line.tellClock(-250);
    expect(line.asked('program.mark')).toEqual([]);
    expect(line.asked('studio.clock')).toEqual([]);
    expect([...media.sent.keys()]).toEqual([]);
  });

  it('hears the program as the host’s page makes it', async () => {
    const { media, monitor } = await aDesk();
    media.arrive(HOST_ID, 'bus', aTrack('audio', 'bus'));
    expect([...monitor.playing.values()].map(({ label }) => label)).toEqual(['bus']);
  });

  it('ends the show for everybody', async () => {
    const { studio, show } = await aDesk('live');
    await studio.endShow();
    expect(show.state.life.phase).toBe('ended');
  });
});

describe('the host’s page', () => {
  it('is the host’s before the server has said anything', async () => {
    const { studio } = await studioOnAir();
    expect(studio.selfId).toBe(HOST_ID);
    expect(studio.makesProgram).toBe(true);
  });
});
