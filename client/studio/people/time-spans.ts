/** A span of time as it is read: one unit, to the nearest, and never less than a minute. */
export type Span = { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Two of a unit and more are said in it: "36 hours", and then "2 days". To the nearest one, so that what was given a day just
 * now does not read as 23 hours.
 */
export const spanOf = (durationMs: number): Span => {
  const minutes = Math.max(1, Math.round(durationMs / MINUTE_MS));
  if (minutes < 2 * 60) return { unit: 'minutes', count: minutes };
  const hours = Math.round(durationMs / HOUR_MS);
  if (hours < 2 * 24) return { unit: 'hours', count: hours };
  return { unit: 'days', count: Math.round(durationMs / DAY_MS) };
};

/** For how long a link can be made to work. */
export const LIFETIMES = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
} as const;
export type Lifetime = keyof typeof LIFETIMES;
