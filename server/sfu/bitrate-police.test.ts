import { describe, expect, it } from 'vitest';
import { NEW_POLICE, patrol, type Verdict } from './bitrate-police.ts';

const CAP_BPS = 1_000_000;

/** Patrols once a second over streams of these rates, as multiples of the cap. */
const verdictsOf = (rates: readonly number[]): readonly Verdict[] => {
  let police = patrol(NEW_POLICE, { atMs: 0, bytes: 0, capBps: CAP_BPS }).police;
  let bytes = 0;
  return rates.map((rate, index) => {
    bytes += (rate * CAP_BPS) / 8;
    const round = patrol(police, { atMs: (index + 1) * 1_000, bytes, capBps: CAP_BPS });
    police = round.police;
    return round.verdict;
  });
};

describe('the bitrate police', () => {
  it('keeps a stream at its cap', () => {
    expect(verdictsOf([1, 1, 1, 1, 1, 1, 1])).toEqual(Array.from({ length: 7 }, () => 'keep'));
  });

  it('forgives four seconds of surplus', () => {
    expect(verdictsOf([2, 2, 2, 2, 1, 2, 2, 2, 2])).not.toContain('pause');
  });

  it('pauses after five seconds over 1.5 times the cap, once', () => {
    expect(verdictsOf([2, 2, 2, 2, 2, 2])).toEqual(['keep', 'keep', 'keep', 'keep', 'pause', 'keep']);
  });

  it('resumes a paused stream after five seconds below the cap', () => {
    const verdicts = verdictsOf([2, 2, 2, 2, 2, 0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(verdicts.at(-1)).toBe('resume');
    expect(verdicts.filter((verdict) => verdict === 'resume')).toHaveLength(1);
  });

  it('closes a stream over three times the cap at once', () => {
    expect(verdictsOf([1, 3.1])).toEqual(['keep', 'close']);
  });

  it('judges no span shorter than a second', () => {
    const start = patrol(NEW_POLICE, { atMs: 0, bytes: 0, capBps: CAP_BPS }).police;
    expect(patrol(start, { atMs: 250, bytes: CAP_BPS, capBps: CAP_BPS }).verdict).toBe('keep');
  });

  it('starts anew when the stream does', () => {
    const start = patrol(NEW_POLICE, { atMs: 0, bytes: 5_000_000, capBps: CAP_BPS }).police;
    expect(patrol(start, { atMs: 1_000, bytes: 10, capBps: CAP_BPS }).police.last).toEqual({ atMs: 1_000, bytes: 10 });
  });
});
