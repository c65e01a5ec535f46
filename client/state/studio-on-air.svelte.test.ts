import { describe, expect, it } from 'vitest';
import { calloutId } from '../../shared/scene/sample-documents.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { aDraft, aStudio, BREAK, openStudio, studioOnAir } from './testing/a-studio.ts';
import { settle } from './testing/settle.ts';

describe('going live', () => {
  it('publishes program picture and sound, then starts the show', async () => {
    const { studio, publisher, compositor, mixer, line, show } = await studioOnAir();
    expect(publisher.ports).toMatchObject({ video: compositor.track, audio: mixer.track });
    expect(line.asked('show.start')).toHaveLength(1);
    expect(show.state.life.phase).toBe('live');
    expect([studio.isOnAir, studio.broadcast.state.state, studio.sound]).toEqual([true, 'sending', 'running']);
  });

  it('does not wait for sound that the browser holds back', async () => {
    const { studio, mixer, publishing } = await openStudio();
    mixer.permission = 'held-back';
    void studio.goLive();
    await settle();
    expect(publishing.tries).toHaveLength(1);
    expect(studio.sound).toBe('suspended');
  });

  it('says in one place why it failed', async () => {
    const { studio, publishing, problems } = await openStudio();
    const going = studio.goLive();
    await settle();
    await publishing.newest.fail('media.unavailable');
    await going;
    expect(studio.broadcast.state).toEqual({ state: 'failed', code: 'media.unavailable' });
    expect(problems).toEqual([]);
  });

  it('ends when the host ends it', async () => {
    const { studio, publisher, show } = await studioOnAir();
    await studio.endShow();
    expect(show.state.life.phase).toBe('ended');
    expect(publisher.isClosed).toBe(true);
    expect(studio.broadcast.state).toEqual({ state: 'off' });
  });

  it('ends when it ended elsewhere', async () => {
    const { studio, publisher, line } = await studioOnAir();
    await line.happen({ type: 'show.end' });
    expect(publisher.isClosed).toBe(true);
    expect(studio.isOnAir).toBe(false);
  });

  it('stays on air, and says why, when the end cannot be told', async () => {
    const { studio, publisher, line, problems } = await studioOnAir();
    await line.drop();
    await studio.endShow();
    expect(problems).toEqual(['net.unreachable']);
    expect(publisher.isClosed).toBe(false);
  });
});

describe('recovery', () => {
  it('goes back on air by itself after a reload in the middle of a show, on the same scene', async () => {
    const { studio, line, publishing, compositor } = aStudio({
      phase: 'live',
      draft: { ...aDraft(), onAirSceneId: BREAK },
    });
    expect(compositor.program?.sceneId).toBe(BREAK);
    await line.open();
    await publishing.newest.succeed();
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
    expect(line.asked('show.start')).toEqual([]);
  });

  it('publishes again when the server has restarted', async () => {
    const { line, publisher } = await studioOnAir();
    await line.drop();
    await line.open({ session: 'fresh' });
    expect(publisher.republished).toBe(1);
  });

  it('leaves the picture alone when the line was only away', async () => {
    const { studio, line, publisher } = await studioOnAir();
    await line.drop();
    await line.open({ session: 'resumed' });
    expect(publisher.republished).toBe(0);
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
  });

  it('publishes again when the server has lost the media', async () => {
    const { line, publisher } = await studioOnAir();
    await line.tick('publish.lost', {});
    expect(publisher.republished).toBe(1);
  });

  it('goes on air although the answer to going live was lost', async () => {
    const { studio, line, publishing, show } = await openStudio();
    line.replies['show.start'] = () => new Promise(() => undefined);
    const going = studio.goLive();
    await settle();
    await publishing.newest.succeed();
    show.must({ type: 'show.start' });
    await line.drop();
    await going;
    expect(studio.broadcast.state).toEqual({ state: 'failed', code: 'net.unreachable' });

    await line.open({ session: 'resumed' });
    await publishing.newest.succeed();
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
    expect(studio.isOnAir).toBe(true);
  });

  it('by the host’s hand, after it was given up, starts no second show', async () => {
    const { studio, line, publishing } = await openStudio({ phase: 'live' });
    await publishing.newest.fail('media.invalid-parameters');
    expect(studio.broadcast.state).toEqual({ state: 'failed', code: 'media.invalid-parameters' });
    const going = studio.goLive();
    await settle();
    await publishing.newest.succeed();
    await going;
    expect(studio.broadcast.state).toEqual({ state: 'sending' });
    expect(line.asked('show.start')).toEqual([]);
  });

  it('moves the media when the network has changed, and only then', async () => {
    const { studio, line, publisher } = await studioOnAir();
    studio.probe();
    expect([line.probes, publisher.networkChanges]).toEqual([1, 0]);
    studio.handleNetworkChange();
    expect([line.probes, publisher.networkChanges]).toEqual([2, 1]);
  });
});

describe('marks', () => {
  const mark = { captureAtMs: 5_000, calloutId: calloutId('c1') };

  it('are sent on air only', async () => {
    const { compositor, line } = await openStudio();
    compositor.mark(mark);
    await settle();
    expect(line.asked('program.mark')).toEqual([]);
  });

  it('from before the show are sent when it starts', async () => {
    const { studio, compositor, line, publishing } = await openStudio();
    compositor.mark({ captureAtMs: 1_000 });
    compositor.mark(mark);
    void studio.goLive();
    await settle();
    await publishing.newest.succeed();
    expect(line.asked('program.mark')).toEqual([{ mark: { ...mark, areas: [] } }]);
  });

  it('are sent again when the show resumes', async () => {
    const { compositor, line } = await studioOnAir();
    compositor.mark(mark);
    await line.happen({ type: 'show.interrupt' }, SYSTEM);
    await line.happen({ type: 'show.resume' }, SYSTEM);
    expect(line.asked('program.mark')).toHaveLength(2);
  });

  it('that were made while the line was down are sent when it is back, and nobody is bothered', async () => {
    const { compositor, line, problems, show } = await studioOnAir();
    await line.drop();
    compositor.mark(mark);
    await settle();
    expect(problems).toEqual([]);
    await line.open({ session: 'resumed' });
    expect(show.state.mark).toEqual({ ...mark, areas: [] });
  });

  it('are sent after a reload, when the picture is there before the line', async () => {
    const { compositor, line } = aStudio({ phase: 'live' });
    compositor.mark(mark);
    await line.open();
    expect(line.asked('program.mark')).toHaveLength(1);
  });
});
