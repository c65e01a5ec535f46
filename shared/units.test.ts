import { describe, expect, it } from 'vitest';
import { dbFromGain, gainFromDb, NTP_TO_UNIX_MS } from './units.ts';

describe('decibels', () => {
  it.each([
    [0, 1],
    [20, 10],
    [-20, 0.1],
    [-60, 0.001],
    [-Infinity, 0],
  ])('%f dB is a factor of %f, and back', (gainDb, gain) => {
    expect(gainFromDb(gainDb)).toBeCloseTo(gain, 12);
    expect(dbFromGain(gain)).toBeCloseTo(gainDb, 9);
  });

  it('of a negative amplitude is silence', () => {
    expect(dbFromGain(-1)).toBe(-Infinity);
  });
});

describe('NTP_TO_UNIX_MS', () => {
  it('is the time between 1900 and 1970', () => {
    expect(NTP_TO_UNIX_MS).toBe(-Date.UTC(1900, 0, 1));
  });
});
