import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { aCamera, aDocument, aProgram, assetId, sceneId } from '../../shared/scene/sample-documents.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { FakeWorker } from '../platform/fake-worker.ts';
import { WorkerCompositor, type CompositorEvent } from './compositor.ts';
import type { FromCompositor } from './messages.ts';
import { sourceId } from './testing.ts';

/** The part of a track that the handle uses. */
class FakeTrack extends EventTarget {
  stops = 0;
  readonly clones: FakeTrack[] = [];
  stop(): void {
    this.stops += 1;
  }
  clone(): FakeTrack {
    const clone = new FakeTrack();
    this.clones.push(clone);
    return clone;
  }
}

const asTrack = (track: FakeTrack): MediaStreamTrack => track as unknown as MediaStreamTrack;

const open = () => {
  const clock = fakeClock();
  const workers: FakeWorker[] = [];
  const trackWorker = new FakeWorker();
  const programTrack = new FakeTrack();
  const events: CompositorEvent[] = [];
  const compositor = new WorkerCompositor(
    { format: PROGRAM_FORMATS['landscape-720'], stamp: 'off', onEvent: (event) => events.push(event) },
    {
      startCompositor: () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
      startTrackWorker: () => trackWorker,
      openFrameWriter: () => ({ track: asTrack(programTrack), writable: new WritableStream<VideoFrame>() }),
      readFrames: () => new ReadableStream<VideoFrame>(),
      clock,
    },
  );
  return { compositor, clock, workers, trackWorker, programTrack, events };
};

const STATS: FromCompositor = {
  type: 'stats',
  stats: {
    composedFrames: 30,
    missedFrames: 0,
    composedPerSecond: 30,
    composeMsP50: 1,
    composeMsP95: 2,
    sourceFps: {},
  },
};

const camera = sourceId('camera');
const phone = sourceId('phone');

describe('handle of the compositor', () => {
  it('tells a new worker everything after a crash, on the same track', () => {
    const { compositor, workers, trackWorker, events } = open();
    const { track } = compositor;
    const document = aDocument({ sources: [aCamera('camera')] });
    compositor.setDocument(document);
    compositor.setProgram(aProgram('s1'));
    compositor.setStamp('on');
    compositor.setFormat(PROGRAM_FORMATS['portrait-1024']);
    compositor.attach(camera, asTrack(new FakeTrack()));
    compositor.attach(phone, asTrack(new FakeTrack()));
    compositor.detach(phone, 'lost');
    compositor.putAsset(assetId('logo'), new Blob(['logo']));
    compositor.putPicture('honey', new Blob(['honey']));
    workers[0]?.crash();
    const [first, second] = workers;
    expect(first?.isTerminated).toBe(true);
    expect(second?.types()).toEqual(['open', 'asset', 'picture', 'document', 'program', 'detach', 'attach']);
    expect(second?.told[0]).toMatchObject({ stamp: 'on', format: PROGRAM_FORMATS['portrait-1024'] });
    expect(second?.told[3]?.document).toBe(document);
    expect(second?.told[5]).toMatchObject({ sourceId: phone, reason: 'lost' });
    expect(trackWorker.types()).toEqual(['open', 'source', 'source']);
    expect(compositor.track).toBe(track);
    expect(events).toEqual([{ type: 'crashed' }]);
  });

  it('replaces a worker that neither works nor answers, and not one that answers', async () => {
    const { compositor, clock, workers, events } = open();
    await clock.advance(8_000);
    expect(workers[0]?.types()).toContain('ping');
    workers[0]?.say({ type: 'pong' });
    await clock.advance(4_000);
    expect(workers).toHaveLength(1);
    await clock.advance(15_000);
    expect(workers.length).toBeGreaterThanOrEqual(2);
    expect(events[0]).toEqual({ type: 'crashed' });
    compositor.close();
  });

  it('leaves a working worker alone', async () => {
    const { compositor, clock, workers, events } = open();
    for (let second = 0; second < 60; second += 1) {
      workers[0]?.say(STATS);
      await clock.advance(1_000);
    }
    expect(workers).toHaveLength(1);
    expect(events).toHaveLength(60);
    compositor.close();
  });

  it('pauses before it starts another worker when they die in a row', async () => {
    const { compositor, clock, workers } = open();
    workers[0]?.crash();
    expect(workers).toHaveLength(2);
    workers[1]?.crash();
    expect(workers).toHaveLength(2);
    await clock.advance(2_100);
    expect(workers).toHaveLength(3);
    compositor.close();
  });

  it('ignores what a replaced worker still says', () => {
    const { workers, events, compositor } = open();
    workers[0]?.crash();
    workers[0]?.say(STATS);
    workers[0]?.crash();
    expect(events).toEqual([{ type: 'crashed' }]);
    expect(workers).toHaveLength(2);
    compositor.close();
  });

  it('owns a clone of each source’s track and stops it, never the caller’s', () => {
    const { compositor } = open();
    const track = new FakeTrack();
    compositor.attach(camera, asTrack(track));
    compositor.attach(camera, asTrack(track));
    compositor.detach(camera, 'removed');
    expect(track.stops).toBe(0);
    expect(track.clones.map(({ stops }) => stops)).toEqual([1, 1]);
  });

  it('answers thumbnails, and refuses those that can no longer be made', async () => {
    const { compositor, workers } = open();
    const unknown = compositor.requestThumbnail(sceneId('gone'), 208);
    workers[0]?.say({ type: 'thumbnail', requestId: 1, bitmap: null });
    await expect(unknown).rejects.toMatchObject({ name: 'AbortError' });
    const lost = compositor.requestThumbnail(sceneId('s1'), 208);
    workers[0]?.crash();
    await expect(lost).rejects.toMatchObject({ name: 'AbortError' });
    compositor.close();
    await expect(compositor.requestThumbnail(sceneId('s1'), 208)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('leaves nothing running when it is closed', () => {
    const { compositor, clock, workers, trackWorker, programTrack } = open();
    const track = new FakeTrack();
    compositor.attach(camera, asTrack(track));
    compositor.close();
    compositor.close();
    expect([workers[0]?.isTerminated, trackWorker.isTerminated]).toEqual([true, true]);
    expect([programTrack.stops, track.clones[0]?.stops]).toEqual([1, 1]);
    expect(clock.pendingCount).toBe(0);
    compositor.setProgram(aProgram('s1'));
    expect(workers[0]?.types()).toEqual(['open', 'attach']);
  });
});
