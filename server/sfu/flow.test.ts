import { describe, expect, it } from 'vitest';
import {
  isArriving,
  isThere,
  LOST_AFTER_MS,
  NO_FLOW,
  programOf,
  sampleFlow,
  STALLED_AFTER_MS,
  type Flow,
} from './flow.ts';

/** The flow after totals that were asked for at these times and answered two milliseconds later. */
const sampled = (...samples: readonly (readonly [askedAtMs: number, bytes: number])[]): Flow =>
  samples.reduce<Flow>(
    (flow, [askedAtMs, bytes]) => sampleFlow(flow, { bytes, askedAtMs, answeredAtMs: askedAtMs + 2 }),
    NO_FLOW,
  );

describe('flow', () => {
  it('arrives while the total grows, and for the stall limit after that', () => {
    const flow = sampled([1_000, 100], [1_250, 100]);
    expect(isArriving(flow, 1_002 + STALLED_AFTER_MS)).toBe(true);
    expect(isArriving(flow, 1_003 + STALLED_AFTER_MS)).toBe(false);
  });

  it('has not arrived before the first byte', () => {
    expect(isArriving(sampled([10, 0]), 12)).toBe(false);
  });
});

describe('a host who is feared lost', () => {
  const silent = sampled([1_000, 100], [1_003 + LOST_AFTER_MS, 100]);
  const heard = sampled([1_000, 100], [1_002 + LOST_AFTER_MS, 100]);

  it('is there as long as one of the streams is heard', () => {
    expect(isThere([silent, heard], 'high')).toBe(true);
    expect(isThere([silent, silent], 'high')).toBe(false);
    expect(isThere([NO_FLOW], 'high')).toBe(false);
  });

  it('is there in any case while nobody fears it', () => {
    expect(isThere([silent, silent], 'usual')).toBe(true);
  });

  it('is not believed lost because an answer was long on its way', () => {
    const late = sampleFlow(sampled([1_000, 100]), { bytes: 100, askedAtMs: 1_100, answeredAtMs: 2_000 });
    expect(isThere([late], 'high')).toBe(true);
  });
});

describe('the program', () => {
  const facts = { hasVideo: true, hasAudio: true, isTransportUp: true, isVideoArriving: true };
  it.each([
    [facts, 'flowing'],
    [{ ...facts, hasVideo: false }, 'absent'],
    [{ ...facts, hasAudio: false }, 'absent'],
    [{ ...facts, isTransportUp: false }, 'stalled'],
    [{ ...facts, isVideoArriving: false }, 'stalled'],
  ] as const)('of %o is %s', (given, expected) => {
    expect(programOf(given)).toBe(expected);
  });
});
