import { describe, expect, it } from 'vitest';
import { FrameStore } from './frame-store.ts';
import { sourceId } from './testing.ts';

class FakeFrame {
  closes = 0;
  close(): void {
    this.closes += 1;
  }
}

const camera = sourceId('camera');
const screen = sourceId('screen');

describe('frame store', () => {
  it('closes a frame when a newer one of its source arrives, and not the other sources’', () => {
    const store = new FrameStore<FakeFrame>();
    const [first, second, other] = [new FakeFrame(), new FakeFrame(), new FakeFrame()];
    store.put(camera, first);
    store.put(screen, other);
    store.put(camera, second);
    expect([first.closes, second.closes, other.closes]).toEqual([1, 0, 0]);
    expect(store.newest(camera)).toBe(second);
    expect(store.newest(screen)).toBe(other);
  });

  it('keeps a replaced frame open until every loan is returned', () => {
    const store = new FrameStore<FakeFrame>();
    const [first, second] = [new FakeFrame(), new FakeFrame()];
    store.put(camera, first);
    store.lend();
    store.lend();
    store.put(camera, second);
    store.giveBack();
    expect(first.closes).toBe(0);
    store.giveBack();
    expect([first.closes, second.closes]).toEqual([1, 0]);
  });

  it('numbers frames so that a new one is told from the old', () => {
    const store = new FrameStore<FakeFrame>();
    expect(store.sequence(camera)).toBe(0);
    store.put(camera, new FakeFrame());
    const before = store.sequence(camera);
    store.put(screen, new FakeFrame());
    expect(store.sequence(camera)).toBe(before);
    store.put(camera, new FakeFrame());
    expect(store.sequence(camera)).not.toBe(before);
  });

  it('closes every frame exactly once over a random life', () => {
    const store = new FrameStore<FakeFrame>();
    const frames: FakeFrame[] = [];
    let state = 12_345;
    const next = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    let loans = 0;
    for (let step = 0; step < 5_000; step += 1) {
      const action = next(10);
      if (action < 6) {
        const frame = new FakeFrame();
        frames.push(frame);
        store.put(next(2) === 0 ? camera : screen, frame);
      } else if (action === 6) store.remove(next(2) === 0 ? camera : screen);
      else if (action === 7 && loans < 3) {
        loans += 1;
        store.lend();
      } else if (loans > 0) {
        loans -= 1;
        store.giveBack();
      }
    }
    store.close();
    for (; loans > 0; loans -= 1) store.giveBack();
    const late = new FakeFrame();
    store.put(camera, late);
    expect(frames.length).toBeGreaterThan(2_000);
    expect(new Set([...frames, late].map((frame) => frame.closes))).toEqual(new Set([1]));
  });
});
