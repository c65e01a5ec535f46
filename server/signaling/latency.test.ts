import { describe, expect, it } from 'vitest';
import { summarizeLatency, type DatedReport } from './latency.ts';

const aReport = (p50: number | null, p95: number | null, atMs = 0): DatedReport => ({
  atMs,
  report: { latencyP50Ms: p50, latencyP95Ms: p95, framesPerSecond: 30, freezes: 0, packetsLost: 0 },
});

describe('latency over all viewers', () => {
  it('is the median of medians and the tail of tails', () => {
    const reports = [aReport(300, 900), aReport(50, 80), aReport(60, 100)];
    expect(summarizeLatency(reports, 1_000)).toEqual({ p50Ms: 60, p95Ms: 900, viewers: 3 });
  });

  it('leaves out viewers whose browser does not date frames, and old reports', () => {
    const reports = [aReport(null, null, 20_000), aReport(500, 500, 0), aReport(40, 70, 20_000)];
    expect(summarizeLatency(reports, 20_000)).toEqual({ p50Ms: 40, p95Ms: 70, viewers: 1 });
  });

  it('is nothing while nobody has told', () => {
    expect(summarizeLatency([aReport(null, null)], 0)).toBeNull();
  });
});
