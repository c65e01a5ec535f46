import { describe, expect, it } from 'vitest';
import { cardPose, easeIn, easeOut, fadeProgress, isPoseMoving, progress } from './animate.ts';
import { sceneId } from './sample-documents.ts';

describe('progress', () => {
  it.each([
    [900, 1_000, 200, 0],
    [1_000, 1_000, 200, 0],
    [1_050, 1_000, 200, 0.25],
    [1_200, 1_000, 200, 1],
    [9_999, 1_000, 200, 1],
    [999, 1_000, 0, 0],
    [1_000, 1_000, 0, 1],
    [1_000, 1_000, -5, 1],
  ])('at %i, from %i for %i ms, is %f', (atMs, startedAtMs, durationMs, expected) => {
    expect(progress(atMs, startedAtMs, durationMs)).toBe(expected);
  });
});

describe('the curves', () => {
  it.each([easeIn, easeOut])('%o goes from 0 to 1 and never back', (ease) => {
    const values = Array.from({ length: 101 }, (_, index) => ease(index / 100));
    expect([values[0], values[100]]).toEqual([0, 1]);
    expect(values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 2))).toBe(true);
  });

  it('puts an entering card past half of its way in the first half of the time', () => {
    expect(easeOut(0.5)).toBe(0.875);
    expect(easeIn(0.5)).toBe(0.125);
  });
});

describe('cardPose', () => {
  const open = { openedAtMs: 1_000, closedAtMs: null };

  it.each([
    [999, { phase: 'waiting', opacity: 0, rise: 1 }],
    [1_000, { phase: 'entering', opacity: 0, rise: 1 }],
    [1_120, { phase: 'entering', opacity: 0.875, rise: 0.125 }],
    [1_240, { phase: 'resting', opacity: 1, rise: 0 }],
    [60_000, { phase: 'resting', opacity: 1, rise: 0 }],
  ])('of an open card at %i', (atMs, pose) => {
    expect(cardPose(open, atMs)).toEqual(pose);
  });

  it.each([
    [4_999, { phase: 'resting', opacity: 1, rise: 0 }],
    [5_000, { phase: 'leaving', opacity: 1, rise: 0 }],
    [5_080, { phase: 'leaving', opacity: 0.875, rise: 0.125 }],
    [5_160, { phase: 'gone', opacity: 0, rise: 1 }],
  ])('of a card closed at 5000, at %i', (atMs, pose) => {
    expect(cardPose({ openedAtMs: 1_000, closedAtMs: 5_000 }, atMs)).toEqual(pose);
  });

  it('goes back from where it is when it is closed while entering', () => {
    const times = { openedAtMs: 1_000, closedAtMs: 1_120 };
    expect(cardPose(times, 1_120)).toEqual({ phase: 'leaving', opacity: 0.875, rise: 0.125 });
    expect(cardPose(times, 1_200)).toEqual({ phase: 'leaving', opacity: 0.765625, rise: 0.234375 });
    expect(cardPose(times, 1_280).phase).toBe('gone');
  });

  it('jumps between its ends when motion is reduced', () => {
    const still = { enterMs: 0, leaveMs: 0 };
    expect(cardPose(open, 1_000, still)).toEqual({ phase: 'resting', opacity: 1, rise: 0 });
    expect(cardPose({ openedAtMs: 1_000, closedAtMs: 5_000 }, 5_000, still).phase).toBe('gone');
  });

  it('moves until it rests and from its closing until it is gone', () => {
    const times = { openedAtMs: 1_000, closedAtMs: 5_000 };
    expect([999, 1_100, 1_240, 4_999, 5_000, 5_159, 5_160].map((atMs) => isPoseMoving(cardPose(times, atMs)))).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('fadeProgress', () => {
  const fade = { fromSceneId: sceneId('a'), startedAtMs: 1_000, durationMs: 300 };

  it('is linear', () => {
    expect([999, 1_075, 1_150, 1_300].map((atMs) => fadeProgress(fade, atMs))).toEqual([0, 0.25, 0.5, 1]);
  });

  it('is over without a fade and with one that takes no time', () => {
    expect(fadeProgress(null, 5)).toBe(1);
    expect(fadeProgress({ ...fade, durationMs: 0 }, 1_000)).toBe(1);
  });
});
