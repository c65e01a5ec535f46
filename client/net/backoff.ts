/** The first wait: a restarted server is back within this, and a broken Wi-Fi packet costs nobody a visible pause. */
const FIRST_CEILING_MS = 250;
/** Longer waits would be felt as "it does not come back"; shorter ones let thousands of pages hammer a starting server. */
const LAST_CEILING_MS = 5_000;
/** The part of the wait that is not random. */
const FLOOR_FRACTION = 0.4;

/**
 * How long to wait before the `attempt`-th reconnection (from 1), in milliseconds: 100–250 first, doubling up to 2,000–5,000.
 * `fraction` is uniform in [0, 1): pages that lost the same server must not return in the same moment.
 */
export const reconnectDelayMs = (attempt: number, fraction: number): number => {
  const ceilingMs = Math.min(LAST_CEILING_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt - 1, 10));
  return ceilingMs * (FLOOR_FRACTION + (1 - FLOOR_FRACTION) * fraction);
};
