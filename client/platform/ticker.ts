import type { Closable } from '../../shared/lifetime.ts';
import type { Clock, TimerId } from './clock.ts';

/** The next multiple of `intervalMs` after `nowMs`: counted from the clock, never added up, so that lateness cannot drift. */
export const nextTickAtMs = (nowMs: number, intervalMs: number): number =>
  (Math.floor(nowMs / intervalMs) + 1) * intervalMs;

/**
 * Calls `onTick` about every `intervalMs`, on multiples of it, until closed. A late tick is not made up for.
 * On a clock of `openWorkerClock` it also runs in hidden tabs.
 */
export const startTicker = (clock: Clock, intervalMs: number, onTick: (nowMs: number) => void): Closable => {
  let timer: TimerId;
  let dueAtMs = 0;
  const schedule = (): void => {
    // A timer may fire a little early; without the maximum, the same tick would come twice.
    dueAtMs = nextTickAtMs(Math.max(clock.now(), dueAtMs), intervalMs);
    timer = clock.setTimeout(tick, dueAtMs - clock.now());
  };
  const tick = (): void => {
    schedule();
    onTick(clock.now());
  };
  schedule();
  return { close: () => clock.clearTimeout(timer) };
};
