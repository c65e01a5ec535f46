import { describe, expect, it } from 'vitest';
import { FakeWorker } from '../platform/fake-worker.ts';
import { aTrack } from '../state/testing/fake-track.ts';
import { WorkerBackdrop } from './backdrop.ts';

const open = () => {
  const painter = new FakeWorker();
  const segmenters: FakeWorker[] = [];
  const read: MediaStreamTrack[] = [];
  const heard: string[] = [];
  const backdrop = new WorkerBackdrop(
    { kind: 'blur', onFlowing: () => heard.push('flowing'), onFailure: () => heard.push('failure') },
    {
      startPainter: () => painter,
      startSegmenter: () => {
        const worker = new FakeWorker();
        segmenters.push(worker);
        return worker;
      },
      openFrameWriter: () => ({ track: aTrack('video', 'painted'), writable: new WritableStream<VideoFrame>() }),
      readFrames: (track) => {
        read.push(track);
        return new ReadableStream<VideoFrame>();
      },
    },
  );
  return { backdrop, painter, segmenters, read, heard };
};

describe('handle of a painted background', () => {
  it('tells the painter what to paint, and brings it together with a segmenter', () => {
    const { backdrop, painter, segmenters } = open();
    backdrop.feed(aTrack('video', 'camera'));
    backdrop.show('dark');
    expect(painter.types()).toEqual(['open', 'segmenter', 'feed', 'show']);
    expect(painter.told[0]).toMatchObject({ kind: 'blur' });
    expect(segmenters[0]?.types()).toEqual(['open']);
  });

  it('tells when its track has a picture', () => {
    const { painter, heard } = open();
    painter.say({ type: 'flowing' });
    expect(heard).toEqual(['flowing']);
  });

  it('reads a clone of the camera, and lets it go for another one', () => {
    const { backdrop, read } = open();
    const camera = aTrack('video', 'camera');
    backdrop.feed(camera);
    backdrop.feed(aTrack('video', 'other camera'));
    expect(read.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    expect(camera.readyState).toBe('live');
  });

  it('starts a segmenter again that has worked', () => {
    const { painter, segmenters, heard } = open();
    segmenters[0]?.say({ type: 'working' });
    segmenters[0]?.crash();
    expect(segmenters).toHaveLength(2);
    expect(segmenters[0]?.isTerminated).toBe(true);
    expect(painter.types()).toEqual(['open', 'segmenter', 'segmenter']);
    expect(heard).toEqual([]);
    segmenters[1]?.crash();
    expect(heard, 'the second one never worked').toEqual(['failure']);
  });

  it('fails where no mask can be made, or nothing painted', () => {
    const first = open();
    first.segmenters[0]?.say({ type: 'failed' });
    expect(first.heard).toEqual(['failure']);
    const second = open();
    second.painter.crash();
    expect(second.heard).toEqual(['failure']);
  });

  it('leaves nothing running', () => {
    const { backdrop, painter, segmenters, read, heard } = open();
    backdrop.feed(aTrack('video', 'camera'));
    backdrop.close();
    expect([painter.isTerminated, segmenters[0]?.isTerminated]).toEqual([true, true]);
    expect([read[0]?.readyState, backdrop.track.readyState]).toEqual(['ended', 'ended']);
    painter.crash();
    expect(heard).toEqual([]);
  });
});
