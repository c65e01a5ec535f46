import type { MethodParams } from '../../shared/protocol/methods.ts';
import type { TickData } from '../../shared/protocol/ticks.ts';

export type PlaybackReport = MethodParams<'viewer.report'>;
export type DatedReport = { readonly atMs: number; readonly report: PlaybackReport };

/** Pages report every few seconds; an older report is of a viewer who no longer plays. */
const FRESH_MS = 15_000;

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
  const fresh = reports.filter((dated) => atMs - dated.atMs <= FRESH_MS).map(({ report }) => report);
  const p50Ms = percentile(ascending(fresh.flatMap(({ latencyP50Ms }) => latencyP50Ms ?? [])), 0.5);
  const p95Ms = percentile(ascending(fresh.flatMap(({ latencyP95Ms }) => latencyP95Ms ?? [])), 0.95);
  if (p50Ms === null || p95Ms === null) return null;
  return { p50Ms, p95Ms, viewers: fresh.filter(({ latencyP50Ms }) => latencyP50Ms !== null).length };
};
