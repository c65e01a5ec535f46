import { describe, expect, it } from 'vitest';
import { fakeClock } from '../platform/fake-clock.ts';
import { Pacer } from './pacing.ts';
import { ProgramLoop, type LoopComposer } from './program-loop.ts';
import { sourceId } from './testing.ts';

const camera = sourceId('camera');

const makeLoop = ({ composeMs = 0 } = {}) => {
  const clock = fakeClock();
  const startMs = clock.now();
  const composedAtMs: number[] = [];
  let worked = 0;
  const composer: LoopComposer = {
    shown: { sources: [camera], motion: 'still' },
    compose: (atMs) => {
      composedAtMs.push(atMs - startMs);
      return new Promise((resolve) => {
        if (composeMs === 0) resolve();
        else clock.setTimeout(resolve, composeMs);
      });
    },
  };
  const errors: unknown[] = [];
  const loop = new ProgramLoop({
    composer,
    pacer: new Pacer({ framesPerSecond: 25 }),
    clock,
    workOff: () => {
      worked += 1;
      return Promise.resolve();
    },
    onError: (error) => errors.push(error),
  });
  return { clock, loop, composedAtMs, errors, worked: () => worked };
};

describe('program loop', () => {
  it('goes by the clock while nothing arrives', async () => {
    const { clock, loop, composedAtMs } = makeLoop();
    loop.pump();
    await clock.advance(1_000);
    expect(composedAtMs.length).toBeGreaterThanOrEqual(25);
    expect(composedAtMs.length).toBeLessThanOrEqual(27);
  });

  it('composes in the moment a frame of the driver arrives', async () => {
    const { clock, loop, composedAtMs } = makeLoop();
    loop.pump();
    const arrivedAtMs: number[] = [];
    for (let step = 0; step < 40; step += 1) {
      await clock.advance(40);
      arrivedAtMs.push((step + 1) * 40);
      loop.arrived(camera);
    }
    expect(composedAtMs.filter((atMs) => atMs > 400)).toEqual(arrivedAtMs.filter((atMs) => atMs > 400));
  });

  it('never composes two frames at once, and takes up the frame that came meanwhile', async () => {
    const { clock, loop, composedAtMs } = makeLoop({ composeMs: 60 });
    loop.pump();
    for (let step = 0; step < 10; step += 1) {
      await clock.advance(40);
      loop.arrived(camera);
    }
    const gaps = composedAtMs.slice(1).map((atMs, index) => atMs - (composedAtMs[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(80);
  });

  it('does a piece of other work after each frame', async () => {
    const { clock, loop, composedAtMs, worked } = makeLoop();
    loop.pump();
    await clock.advance(500);
    expect(worked()).toBe(composedAtMs.length);
  });

  it('measures how long composing took and how old the picture is', async () => {
    const { clock, loop } = makeLoop({ composeMs: 10 });
    loop.pump();
    await clock.advance(400);
    expect(loop.takeTimings()).toEqual({ p50Ms: 10, p95Ms: 10 });
    expect(loop.takeTimings().p50Ms).toBeLessThanOrEqual(10);
  });

  it('leaves no timer behind when it is closed', async () => {
    const { clock, loop, composedAtMs } = makeLoop();
    loop.pump();
    await clock.advance(100);
    loop.close();
    const count = composedAtMs.length;
    await clock.advance(500);
    expect(composedAtMs).toHaveLength(count);
    expect(clock.pendingCount).toBe(0);
  });
});
