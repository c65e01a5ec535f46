import { expect, it } from 'vitest';
import { dbFromShare, shareFromDb, stepFader } from './fader-law.ts';

it('gives silence at the bottom, unity at 85 % and +6 dB at the top', () => {
  expect(dbFromShare(0)).toBe(-Infinity);
  expect(dbFromShare(0.02)).toBe(-60);
  expect(dbFromShare(0.85)).toBeCloseTo(0, 9);
  expect(dbFromShare(1)).toBe(6);
});

it('finds the way back from every level it gives', () => {
  for (let share = 0.02; share <= 1; share += 0.01) {
    expect(shareFromDb(dbFromShare(share))).toBeCloseTo(share, 9);
  }
  expect(shareFromDb(-Infinity)).toBe(0);
  expect(shareFromDb(12)).toBe(1);
});

it('rises with the hand', () => {
  let last = -Infinity;
  for (let share = 0.02; share <= 1; share += 0.005) {
    const db = dbFromShare(share);
    expect(db).toBeGreaterThan(last);
    last = db;
  }
});

it('steps by key from silence to the top and back', () => {
  expect(stepFader(-Infinity, 1)).toBe(-60);
  expect(stepFader(-60, -1)).toBe(-Infinity);
  expect(stepFader(-Infinity, -1)).toBe(-Infinity);
  expect(stepFader(5.5, 1)).toBe(6);
  expect(stepFader(-2.25, 0.5)).toBe(-1.7);
});
