/** One answered ping; page times are the page's clock, `serverAtMs` the server's, all epoch milliseconds. */
export type ClockSample = { readonly sentAtMs: number; readonly receivedAtMs: number; readonly serverAtMs: number };

/** How many answers make a first measurement. */
export const CLOCK_SAMPLES = 5;
/** How many of the newest count: enough that one of them met empty queues both ways, few enough to follow drift. */
const KEPT_SAMPLES = 8;

/** Keeps the newest eight answers, oldest first. */
export const addClockSample = (samples: readonly ClockSample[], sample: ClockSample): readonly ClockSample[] =>
  [...samples, sample].slice(-KEPT_SAMPLES);

const roundTripMs = (sample: ClockSample): number => sample.receivedAtMs - sample.sentAtMs;

/**
 * Server's clock minus the page's, from the answer with the least round trip: its error is at most half of that round trip.
 * Null without samples.
 * @see https://www.rfc-editor.org/rfc/rfc5905#section-10
 */
export const serverOffsetMs = (samples: readonly ClockSample[]): number | null => {
  let best: ClockSample | null = null;
  for (const sample of samples) {
    if (best === null || roundTripMs(sample) <= roundTripMs(best)) best = sample;
  }
  return best === null ? null : best.serverAtMs - (best.sentAtMs + best.receivedAtMs) / 2;
};
