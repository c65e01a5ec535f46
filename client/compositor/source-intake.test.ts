import { describe, expect, it } from 'vitest';
import { SourceIntake } from './source-intake.ts';
import { FakeFrame } from '../planes/testing.ts';
import { sourceId } from './testing.ts';

const camera = sourceId('camera');
const screen = sourceId('screen');

/** A stream whose frames the test pushes, as a track's processor does. */
const makeFeed = () => {
  let controller: ReadableStreamDefaultController<FakeFrame> | null = null;
  let isCanceled = false;
  const readable = new ReadableStream<FakeFrame>({
    start: (given) => {
      controller = given;
    },
    cancel: () => {
      isCanceled = true;
    },
  });
  return {
    readable,
    push: (frame: FakeFrame): void => controller?.enqueue(frame),
    end: (): void => controller?.close(),
    isCanceled: () => isCanceled,
  };
};

const makeIntake = () => {
  const frames: [string, FakeFrame][] = [];
  const ended: string[] = [];
  const errors: unknown[] = [];
  let nowMs = 0;
  const intake = new SourceIntake<FakeFrame>({
    nowMs: () => nowMs,
    onFrame: (id, frame) => frames.push([id, frame]),
    onEnd: (id) => ended.push(id),
    onError: (error) => errors.push(error),
  });
  const passTo = (ms: number): void => {
    nowMs = ms;
  };
  return { intake, frames, ended, errors, passTo };
};

const aFrame = (): FakeFrame => new FakeFrame({ widthPx: 16, heightPx: 16 });

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('intake of sources', () => {
  it('hands on frames as they come and counts them per second', async () => {
    const { intake, frames, passTo } = makeIntake();
    const feed = makeFeed();
    intake.attach(camera, feed.readable);
    for (let count = 0; count < 15; count += 1) feed.push(aFrame());
    await settle();
    passTo(500);
    expect(frames).toHaveLength(15);
    expect(intake.takeCounts()).toEqual({ sourceFps: { [camera]: 30 }, elapsedMs: 500 });
    passTo(1_000);
    expect(intake.takeCounts().sourceFps[camera]).toBe(0);
  });

  it('tells that a track ended by itself, and not that it was detached', async () => {
    const { intake, ended, errors } = makeIntake();
    const [first, second] = [makeFeed(), makeFeed()];
    intake.attach(camera, first.readable);
    intake.attach(screen, second.readable);
    first.end();
    intake.detach(screen);
    second.end();
    await settle();
    expect(ended).toEqual([camera]);
    expect(errors).toEqual([]);
  });

  it('closes the frames that were on their way when their source was detached', async () => {
    const { intake, frames } = makeIntake();
    const feed = makeFeed();
    intake.attach(camera, feed.readable);
    const late = [aFrame(), aFrame()];
    for (const frame of late) feed.push(frame);
    intake.detach(camera);
    feed.end();
    await settle();
    expect(frames).toEqual([]);
    expect(late.map(({ closes }) => closes)).toEqual([1, 1]);
  });

  it('leaves a track that goes on without its source', async () => {
    const { intake, errors } = makeIntake();
    const feed = makeFeed();
    intake.attach(camera, feed.readable);
    intake.detach(camera);
    for (const frame of [aFrame(), aFrame()]) feed.push(frame);
    await settle();
    expect(feed.isCanceled()).toBe(true);
    expect(errors).toEqual([]);
  });

  it('closes a frame that comes after its source was replaced', async () => {
    const { intake, frames } = makeIntake();
    const [old, fresh] = [makeFeed(), makeFeed()];
    intake.attach(camera, old.readable);
    await settle();
    const late = aFrame();
    old.push(late);
    intake.attach(camera, fresh.readable);
    fresh.push(aFrame());
    await settle();
    expect(frames).toHaveLength(1);
    expect(late.closes).toBe(1);
  });

  it('tells once that a source stands still, and once that it moves again', async () => {
    const { intake, passTo } = makeIntake();
    const feed = makeFeed();
    intake.attach(camera, feed.readable);
    intake.attach(screen, makeFeed().readable);
    const news = () => intake.takePaces((id) => id === camera);
    passTo(1_900);
    expect(news()).toEqual([]);
    passTo(2_100);
    expect([news(), news()]).toEqual([[{ sourceId: camera, pace: 'stalled' }], []]);
    feed.push(aFrame());
    await settle();
    expect([news(), news()]).toEqual([[{ sourceId: camera, pace: 'moving' }], []]);
    passTo(4_200);
    expect(news()).toEqual([{ sourceId: camera, pace: 'stalled' }]);
  });
});
