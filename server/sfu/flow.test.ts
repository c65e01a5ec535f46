import { describe, expect, it } from 'vitest';
import { isArriving, NO_FLOW, programOf, sampleFlow, STALLED_AFTER_MS } from './flow.ts';

describe('flow', () => {
  it('arrives while the total grows, and for the stall limit after that', () => {
    const flow = sampleFlow(sampleFlow(NO_FLOW, 100, 1_000), 100, 1_250);
    expect(isArriving(flow, 1_000 + STALLED_AFTER_MS)).toBe(true);
    expect(isArriving(flow, 1_001 + STALLED_AFTER_MS)).toBe(false);
  });

  it('has not arrived before the first byte', () => {
    expect(isArriving(sampleFlow(NO_FLOW, 0, 10), 10)).toBe(false);
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
