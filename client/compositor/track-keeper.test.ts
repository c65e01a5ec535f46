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
  const frameAt = (timestamp: number): FakeFrame => {
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
    redate: (_frame, timestamp) => frameAt(timestamp),
    nowMicros: () => nowMicros,
  });
  const setNow = (micros: number): void => {
    nowMicros = micros;
  };
  return { keeper, frames, written, frameAt, setNow };
};

describe('keeper of the program’s track', () => {
  it('writes frames as they come, and closes each exactly once', async () => {
    const { keeper, frames, written, frameAt } = makeKeeper();
    for (const timestamp of [10, 20, 30]) {
      keeper.put(frameAt(timestamp));
      await Promise.resolve();
    }
    keeper.close();
    expect(written).toEqual([10, 20, 30]);
    expect(frames.map(({ closes }) => closes)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('holds the last picture on the track while no compositor sends', async () => {
    const { keeper, written, frameAt, setNow } = makeKeeper();
    keeper.put(frameAt(1_000));
    await Promise.resolve();
    setNow(200_000);
    keeper.watch();
    expect(written).toEqual([1_000]);
    setNow(500_000);
    keeper.watch();
    expect(written).toEqual([1_000, 500_000]);
  });

  it('drops a frame that is dated before what was sent already', async () => {
    const { keeper, written, frameAt } = makeKeeper();
    keeper.put(frameAt(500));
    await Promise.resolve();
    const late = frameAt(400);
    keeper.put(late);
    expect(written).toEqual([500]);
    expect(late.closes).toBe(1);
  });

  it('drops frames instead of queueing them when the track takes none', () => {
    const { keeper, written, frameAt } = makeKeeper({ isStuck: true });
    const fifth = frameAt(50);
    for (const timestamp of [10, 20, 30, 40]) keeper.put(frameAt(timestamp));
    keeper.put(fifth);
    expect(written).toEqual([10, 20]);
    expect(fifth.closes).toBe(1);
  });
});
