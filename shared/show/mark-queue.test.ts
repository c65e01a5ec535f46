import { describe, expect, test } from 'vitest';
import { EMPTY_MARKS, enqueueMark, presentFrame } from './mark-queue.ts';
import type { ProgramMark } from './state.ts';

const aMark = (captureAtMs: number): ProgramMark => ({ captureAtMs, calloutId: null, areas: [] });
const queueOf = (...times: number[]) => times.map(aMark).reduce(enqueueMark, EMPTY_MARKS);

describe('a queue of marks', () => {
  test('holds a mark back until its frame is on the screen', () => {
    const queue = queueOf(1_000);
    expect(presentFrame(queue, 960)).toBe(queue);
    expect(presentFrame(queue, 1_000).current).toEqual(aMark(1_000));
  });

  test('takes a frame that is dated a few milliseconds early as the mark’s own', () => {
    expect(presentFrame(queueOf(1_000), 993).current).toEqual(aMark(1_000));
    expect(presentFrame(queueOf(1_000), 967).current).toBeNull();
  });

  test('jumps to the newest due mark when frames were skipped and keeps the later ones', () => {
    const queue = presentFrame(queueOf(1_000, 1_100, 2_000), 1_200);
    expect(queue.current).toEqual(aMark(1_100));
    expect(queue.waiting).toEqual([aMark(2_000)]);
  });

  test('drops marks that a newer one with an earlier time replaces, as after a reload of the studio', () => {
    expect(queueOf(1_000, 5_000, 3_000).waiting).toEqual([aMark(1_000), aMark(3_000)]);
  });
});
