import { describe, expect, it } from 'vitest';
import { gainFromDb } from '../../shared/units.ts';
import { FLOOR_DB } from '../../shared/units.ts';
import { makeLevelWindow } from './level-window.ts';

const RATE_HZ = 48_000;
const BLOCK = 128;

const sineBlock = (gain: number, block: number): Float32Array =>
  Float32Array.from(
    { length: BLOCK },
    (_, index) => gain * Math.sin((2 * Math.PI * 1_000 * (block * BLOCK + index)) / RATE_HZ),
  );

/** Adds `durationMs` of blocks and tells how many windows were full. */
const feed = (
  window: ReturnType<typeof makeLevelWindow>,
  durationMs: number,
  channelsOf: (block: number) => Float32Array[],
): number => {
  let full = 0;
  for (let block = 0; block * BLOCK < (durationMs / 1_000) * RATE_HZ; block += 1) {
    if (window.add(channelsOf(block), BLOCK)) full += 1;
  }
  return full;
};

describe('levels', () => {
  it('are the known level of a known sine, side by side', () => {
    const window = makeLevelWindow(RATE_HZ);
    feed(window, 1_000, (block) => [sineBlock(gainFromDb(-18), block), sineBlock(gainFromDb(-40), block)]);
    expect(window.levels.leftDb).toBeCloseTo(-18, 1);
    expect(window.levels.rightDb).toBeCloseTo(-40, 1);
  });

  it('come at most 30 times a second', () => {
    const count = feed(makeLevelWindow(RATE_HZ), 10_000, () => [new Float32Array(BLOCK)]);
    expect(count).toBeGreaterThan(280);
    expect(count).toBeLessThanOrEqual(300);
  });

  it('count a mono signal on both sides', () => {
    const window = makeLevelWindow(RATE_HZ);
    feed(window, 100, (block) => [sineBlock(0.5, block)]);
    expect(window.levels.rightDb).toBe(window.levels.leftDb);
    expect(window.levels.leftDb).toBeCloseTo(-6, 1);
  });

  it('read as the floor in silence, connected or not', () => {
    const window = makeLevelWindow(RATE_HZ);
    feed(window, 100, () => []);
    expect(window.levels).toEqual({ leftDb: FLOOR_DB, rightDb: FLOOR_DB, peakLeftDb: FLOOR_DB, peakRightDb: FLOOR_DB });
  });

  it('keep a short peak for a second, and no longer', () => {
    const window = makeLevelWindow(RATE_HZ);
    feed(window, 50, (block) => [block === 0 ? new Float32Array(BLOCK).fill(1) : new Float32Array(BLOCK)]);
    feed(window, 500, () => [new Float32Array(BLOCK)]);
    expect([window.levels.leftDb, window.levels.peakLeftDb]).toEqual([FLOOR_DB, 0]);
    feed(window, 700, () => [new Float32Array(BLOCK)]);
    expect(window.levels.peakLeftDb).toBe(FLOOR_DB);
  });
});
