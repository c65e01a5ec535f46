/**
 * Epoch milliseconds with fractions. Pages and workers of one machine agree on it, and it never jumps while a page is open,
 * which `Date.now()` does when the system's clock is set.
 */
export const wallClockMs = (): number => performance.timeOrigin + performance.now();

/** Names one timer of the clock that gave it. */
export type TimerId = number;

/** Time as a dependency, so that tests drive it. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  setTimeout(callback: () => void, delayMs: number): TimerId;
  clearTimeout(timer: TimerId): void;
};

/** The page's own timers. Browsers slow them to once a second in hidden tabs; `openWorkerClock` is not slowed. */
export const pageClock = (): Clock => ({
  now: wallClockMs,
  setTimeout: (callback, delayMs) => globalThis.setTimeout(callback, delayMs),
  clearTimeout: (timer) => globalThis.clearTimeout(timer),
});
