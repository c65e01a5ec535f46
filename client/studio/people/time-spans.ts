/** A span of time as it is read: one unit, rounded down, and never less than a minute. */
export type Span = { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Two of a unit and more are said in it: "36 hours", and then "2 days". */
export const spanOf = (durationMs: number): Span => {
  if (durationMs >= 2 * DAY_MS) return { unit: 'days', count: Math.floor(durationMs / DAY_MS) };
  if (durationMs >= 2 * HOUR_MS) return { unit: 'hours', count: Math.floor(durationMs / HOUR_MS) };
  return { unit: 'minutes', count: Math.max(1, Math.floor(durationMs / MINUTE_MS)) };
};

/** For how long a link can be made to work. */
export const LIFETIMES = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
} as const;
export type Lifetime = keyof typeof LIFETIMES;
