import { describe, expect, it } from 'vitest';
import { TrackKeeper } from './track-keeper.ts';

class FakeFrame {
  readonly timestamp: number;
  closes = 0;
  constructor(timestamp: number) {
    this.timestamp = timestamp;
  }
  close(): void {
    this.closes += 1;
  }
}

const makeKeeper = ({ isStuck = false } = {}) => {
  const frames: FakeFrame[] = [];
  const written: number[] = [];
  let nowMicros = 0;
  const makeFrame = (timestamp: number): FakeFrame => {
    const frame = new FakeFrame(timestamp);
    frames.push(frame);
    return frame;
  };
  const keeper = new TrackKeeper<FakeFrame>({
    write: (frame) => {
      written.push(frame.timestamp);
      if (isStuck) return new Promise<void>(() => undefined);
      frame.close();
      return Promise.resolve();
    },
    share: (frame) => makeFrame(frame.timestamp),
    copy: (_frame, timestamp) => Promise.resolve(makeFrame(timestamp)),
    nowMicros: () => nowMicros,
  });
  const putAt = async (micros: number, timestamp = micros): Promise<void> => {
    nowMicros = micros;
    keeper.put(makeFrame(timestamp));
    await Promise.resolve();
  };
  const watchAt = async (micros: number): Promise<void> => {
    nowMicros = micros;
    await keeper.watch();
  };
  return { keeper, frames, written, putAt, watchAt };
};

describe('keeper of the program’s track', () => {
  it('writes frames as they come, and closes each exactly once', async () => {
    const { keeper, frames, written, putAt } = makeKeeper();
    for (const micros of [10, 20, 30]) await putAt(micros);
    keeper.close();
    expect(written).toEqual([10, 20, 30]);
    expect(frames.map(({ closes }) => closes)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('holds the last picture on the track while no compositor sends, dated on from its own date', async () => {
    const { written, putAt, watchAt } = makeKeeper();
    await putAt(1_000, 77_000);
    await watchAt(200_000);
    expect(written).toEqual([77_000]);
    await watchAt(501_000);
    expect(written).toEqual([77_000, 577_000]);
    await watchAt(600_000);
    expect(written).toEqual([77_000, 577_000]);
  });

  it('gives up the copy of a picture when a new one comes meanwhile', async () => {
    const { keeper, frames, written, putAt, watchAt } = makeKeeper();
    await putAt(1_000);
    const watching = watchAt(600_000);
    await putAt(600_001);
    await watching;
    keeper.close();
    expect(written).toEqual([1_000, 600_001]);
    expect(new Set(frames.map(({ closes }) => closes))).toEqual(new Set([1]));
  });

  it('drops frames instead of queueing them when the track takes none', async () => {
    const { keeper, frames, written, putAt } = makeKeeper({ isStuck: true });
    for (const micros of [10, 20, 30, 40]) await putAt(micros);
    keeper.close();
    expect(written).toEqual([10, 20]);
    expect(frames.filter(({ timestamp }) => timestamp > 20).map(({ closes }) => closes)).toEqual([1, 1, 1, 1]);
  });
});
