import { describe, expect, it } from 'vitest';
import { followLevel, meterShare, meterZone, peakHoldMs, silentReading } from './meter-ballistics.ts';

describe('followLevel', () => {
  it('rises at once', () => {
    expect(followLevel(silentReading(0), -6, 1).levelDb).toBe(-6);
  });

  it('falls 40 dB in 1.7 s when the signal stops', () => {
    const loud = followLevel(silentReading(0), 0, 0);
    expect(followLevel(loud, -Infinity, 1700).levelDb).toBeCloseTo(-40, 9);
    expect(followLevel(loud, -Infinity, 850).levelDb).toBeCloseTo(-20, 9);
  });

  it('falls the same whether it is drawn often or seldom', () => {
    let often = followLevel(silentReading(0), -3, 0);
    for (let atMs = 10; atMs <= 1000; atMs += 10) often = followLevel(often, -60, atMs);
    const seldom = followLevel(followLevel(silentReading(0), -3, 0), -60, 1000);
    expect(often.levelDb).toBeCloseTo(seldom.levelDb, 9);
  });

  it('never falls under the signal or under the floor', () => {
    const loud = followLevel(silentReading(0), 0, 0);
    expect(followLevel(loud, -12, 5000).levelDb).toBe(-12);
    expect(followLevel(loud, -Infinity, 60_000).levelDb).toBe(-60);
  });

  it('holds the peak for 20 s, then lets it go', () => {
    const loud = followLevel(silentReading(0), -4, 0);
    const held = followLevel(loud, -40, peakHoldMs - 1);
    expect(held.peakDb).toBe(-4);
    expect(followLevel(held, -40, peakHoldMs).peakDb).toBe(-40);
  });

  it('starts the hold again when the peak is reached again', () => {
    const loud = followLevel(silentReading(0), -4, 0);
    const again = followLevel(loud, -4, 15_000);
    expect(followLevel(again, -40, 30_000).peakDb).toBe(-4);
  });

  it('takes NaN as silence, levels over full scale as full scale, and a clock that steps back as no time', () => {
    expect(followLevel(silentReading(0), Number.NaN, 10).levelDb).toBe(-60);
    expect(followLevel(silentReading(0), 3, 10).levelDb).toBe(0);
    const loud = followLevel(silentReading(100), -10, 100);
    expect(followLevel(loud, -60, 50).levelDb).toBe(-10);
  });
});

it('places levels along the meter', () => {
  expect([-90, -60, -30, 0, 4].map(meterShare)).toEqual([0, 0, 0.5, 1, 1]);
});

it('is green under -20, yellow to -9, red above', () => {
  expect([-20.1, -20, -9, -8.9].map(meterZone)).toEqual(['good', 'near', 'near', 'over']);
});
