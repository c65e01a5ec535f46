import type { MethodParams } from '../../shared/protocol/methods.ts';
import type { TickData } from '../../shared/protocol/ticks.ts';

export type PlaybackReport = MethodParams<'viewer.report'>;
export type DatedReport = { readonly atMs: number; readonly report: PlaybackReport };

/**
 * How far apart the viewers' pictures are: the 95th percentile of their own 95th, over the least that any has. Null while nobody
 * can tell.
 */
export const latencySpreadMs = (reports: readonly DatedReport[], atMs: number): number | null => {
  const fresh = freshReports(reports, atMs);
  const p95Ms = percentile(ascending(fresh.flatMap(({ latencyP95Ms }) => latencyP95Ms ?? [])), 0.95);
  const leastMs = percentile(ascending(fresh.flatMap(({ latencyP50Ms }) => latencyP50Ms ?? [])), 0);
  return p95Ms === null || leastMs === null ? null : Math.max(0, p95Ms - leastMs);
};

/** Pages report every few seconds; an older report is of a viewer who no longer plays. */
const FRESH_MS = 15_000;

const freshReports = (reports: readonly DatedReport[], atMs: number): readonly PlaybackReport[] =>
  reports.filter((dated) => atMs - dated.atMs <= FRESH_MS).map(({ report }) => report);

const percentile = (sorted: readonly number[], fraction: number): number | null =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? null;

const ascending = (values: readonly number[]): readonly number[] => values.toSorted((left, right) => left - right);

/**
 * Glass-to-glass latency over all viewers: the median viewer's median, and the 95th percentile of the viewers' own 95th.
 * Null while nobody can tell.
 */
export const summarizeLatency = (
  reports: readonly DatedReport[],
  atMs: number,
): TickData<'latency.measured'> | null => {
  const fresh = freshReports(reports, atMs);
  const p50Ms = percentile(ascending(fresh.flatMap(({ latencyP50Ms }) => latencyP50Ms ?? [])), 0.5);
  const p95Ms = percentile(ascending(fresh.flatMap(({ latencyP95Ms }) => latencyP95Ms ?? [])), 0.95);
  if (p50Ms === null || p95Ms === null) return null;
  return { p50Ms, p95Ms, viewers: fresh.filter(({ latencyP50Ms }) => latencyP50Ms !== null).length };
};
