import { describe, expect, it } from 'vitest';
import { FakeFrame } from '../planes/testing.ts';
import type { Surface } from '../planes/surface.ts';
import { BACKDROP_COLORS } from './backdrops.ts';
import { BackdropLoop, type CameraFrame } from './backdrop-loop.ts';
import { MASK_PIXELS, type Segmenter } from './segmenter.ts';

const SIZE = { widthPx: 16, heightPx: 8 };

class CameraFake extends FakeFrame implements CameraFrame {
  readonly timestamp: number;
  constructor(timestamp: number, luma: number) {
    super({ ...SIZE, luma });
    this.timestamp = timestamp;
  }
}

/** A camera that gives a frame when the test says so, and waits until it was painted. */
class FakeCamera {
  readonly frames: CameraFake[] = [];
  isCanceled = false;
  #controller: ReadableStreamDefaultController<CameraFake> | null = null;
  readonly readable = new ReadableStream<CameraFake>({
    start: (controller) => void (this.#controller = controller),
    cancel: () => void (this.isCanceled = true),
  });

  async give(luma = 100): Promise<void> {
    const frame = new CameraFake(1_000 * (this.frames.length + 1), luma);
    this.frames.push(frame);
    this.#controller?.enqueue(frame);
    await expect.poll(() => frame.closes).toBe(1);
  }
}

/** Sees what the test says, when the test says so. */
class FakeSegmenter implements Segmenter {
  asked = 0;
  closes = 0;
  #answer: ((mask: Uint8Array) => void) | null = null;

  segment(): Promise<Uint8Array> {
    this.asked += 1;
    return new Promise((resolve) => (this.#answer = resolve));
  }

  async see(what: 'a person' | 'a room'): Promise<void> {
    this.#answer?.(new Uint8Array(MASK_PIXELS).fill(what === 'a person' ? 255 : 0));
    await Promise.resolve();
    await Promise.resolve();
  }

  close(): void {
    this.closes += 1;
  }
}

const open = () => {
  const clock = { nowMs: 0 };
  /** Luma and date of what was written. */
  const written: { readonly luma: number; readonly atMicros: number }[] = [];
  const errors: unknown[] = [];
  let flowing = 0;
  const loop = new BackdropLoop<CameraFake>('light', {
    nowMs: () => clock.nowMs,
    readUpright: () => expect.unreachable('I420 is read as it is'),
    make: (surface: Surface, timestamp) => new CameraFake(timestamp, surface.y.bytes[0] ?? -1),
    write: (frame) => {
      written.push({ luma: frame.luma, atMicros: frame.timestamp });
      return Promise.resolve();
    },
    onFlowing: () => (flowing += 1),
    onError: (error) => void errors.push(error),
  });
  const camera = new FakeCamera();
  loop.feed(camera.readable);
  const segmenter = new FakeSegmenter();
  loop.use(segmenter);
  return { loop, clock, camera, segmenter, written, errors, flowings: () => flowing };
};

describe('painting behind a person', () => {
  it('paints every frame with its own date, and waits for no mask', async () => {
    const { camera, written, flowings, errors } = open();
    await camera.give();
    await camera.give();
    expect(written).toEqual([
      { luma: 100, atMicros: 1_000 },
      { luma: 100, atMicros: 2_000 },
    ]);
    expect(flowings()).toBe(1);
    expect(errors).toEqual([]);
  });

  it('goes on with the last mask until there is a newer one', async () => {
    const { camera, clock, segmenter, written } = open();
    await camera.give();
    await segmenter.see('a room');
    clock.nowMs = 100;
    await camera.give();
    await camera.give();
    expect(segmenter.asked, 'one picture at a time').toBe(2);
    await segmenter.see('a person');
    await camera.give();
    expect(written.map(({ luma }) => luma)).toEqual([100, BACKDROP_COLORS.light.y, BACKDROP_COLORS.light.y, 100]);
  });

  it('blurs all when the segmenter hangs, until it answers again', async () => {
    const { camera, clock, segmenter, written } = open();
    await camera.give();
    await segmenter.see('a room');
    for (const nowMs of [100, 1_999, 2_000]) {
      clock.nowMs = nowMs;
      await camera.give();
    }
    const painted = BACKDROP_COLORS.light.y;
    expect(written.map(({ luma }) => luma)).toEqual([100, painted, painted, 100]);
    await segmenter.see('a room');
    await camera.give();
    expect(written.at(-1)?.luma, 'that answer is of 100 ms').toBe(painted);
  });

  it('asks for no more masks than are seen', async () => {
    const { camera, clock, segmenter } = open();
    for (const nowMs of [0, 33, 67, 100, 133]) {
      clock.nowMs = nowMs;
      await camera.give();
      await segmenter.see('a room');
    }
    expect(segmenter.asked).toBe(3);
  });

  it('changes between two frames', async () => {
    const { loop, camera, segmenter, written } = open();
    await camera.give();
    await segmenter.see('a room');
    await camera.give();
    loop.show('dark');
    await camera.give();
    expect(written.map(({ luma }) => luma)).toEqual([100, BACKDROP_COLORS.light.y, BACKDROP_COLORS.dark.y]);
  });

  it('knows nothing of the room any more with another camera', async () => {
    const { loop, camera, clock, segmenter, written } = open();
    await camera.give();
    const other = new FakeCamera();
    loop.feed(other.readable);
    await segmenter.see('a room');
    clock.nowMs = 100;
    await other.give(50);
    expect(written.at(-1)?.luma, 'blurred, not cut out by the mask of the former camera').toBe(50);
    await camera.give();
    expect(written).toHaveLength(2);
    await expect.poll(() => camera.isCanceled).toBe(true);
  });

  it('blurs all while another segmenter takes over', async () => {
    const { loop, camera, clock, segmenter, written } = open();
    await camera.give();
    await segmenter.see('a room');
    const next = new FakeSegmenter();
    loop.use(next);
    expect(segmenter.closes).toBe(1);
    clock.nowMs = 100;
    await camera.give();
    await next.see('a room');
    await camera.give();
    expect(written.map(({ luma }) => luma)).toEqual([100, 100, BACKDROP_COLORS.light.y]);
  });
});
