import * as v from 'valibot';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';
import type { Hold } from './hold.ts';
import type { Sample } from './numbers.ts';
import { Gmv, salesOfHolds } from './sales.ts';

/** A part of a show's time. */
const TimeStep = v.object({
  /** When it begins. */
  atMs: AtMs,
  /** The most that were counted at once. */
  watching: Count,
  /** Of what was asked for in it, also when it was paid later: as a callout counts it. */
  orders: Count,
  gmv: v.array(Gmv),
});
export type TimeStep = v.InferOutput<typeof TimeStep>;

/** A show from its first count to its last in steps of `stepMs`, oldest first; empty before anything was counted. */
export const Timeline = v.object({ stepMs: Count, steps: v.array(TimeStep) });
export type Timeline = v.InferOutput<typeof Timeline>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** Lengths that a clock has names for. */
const STEPS_MS = [10 * SECOND_MS, 30 * SECOND_MS, ...[1, 2, 5, 10, 30, 60].map((minutes) => minutes * MINUTE_MS)];
/** As many bars as a phone can show. */
const MAX_STEPS = 60;

/** The shortest length by which no more than `MAX_STEPS` are needed, also where they begin before `spanMs` does. */
const stepFor = (spanMs: number): number => {
  const hourMs = 60 * MINUTE_MS;
  return (
    STEPS_MS.find((stepMs) => spanMs / stepMs <= MAX_STEPS - 1) ??
    Math.ceil(spanMs / (hourMs * (MAX_STEPS - 1))) * hourMs
  );
};

/** `samples`: oldest first. */
export const timelineOf = (samples: readonly Sample[], holds: readonly Hold[]): Timeline => {
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (const atMs of [...samples.map((sample) => sample.atMs), ...holds.map(({ requestedAtMs }) => requestedAtMs)]) {
    firstMs = Math.min(firstMs, atMs);
    lastMs = Math.max(lastMs, atMs);
  }
  const stepMs = stepFor(Math.max(0, lastMs - firstMs));
  if (firstMs > lastMs) return { stepMs, steps: [] };
  const indexOf = (atMs: number): number => Math.floor(atMs / stepMs);
  const samplesByStep = Map.groupBy(samples, ({ atMs }) => indexOf(atMs));
  const holdsByStep = Map.groupBy(holds, ({ requestedAtMs }) => indexOf(requestedAtMs));
  const steps: TimeStep[] = [];
  /** Whoever was there when a step began watched in it. */
  let before = 0;
  for (let index = indexOf(firstMs); index <= indexOf(lastMs); index += 1) {
    const counts = (samplesByStep.get(index) ?? []).map((sample) => sample.watching);
    const { orders, gmv } = salesOfHolds(holdsByStep.get(index) ?? []);
    steps.push({ atMs: index * stepMs, watching: Math.max(before, ...counts), orders, gmv });
    before = counts.at(-1) ?? before;
  }
  return { stepMs, steps };
};
