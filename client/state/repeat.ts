import type { Closable } from '../../shared/lifetime.ts';
import type { Clock, TimerId } from '../platform/clock.ts';

/** Calls back every `intervalMs` from now on. A ticker would be aligned with the clock, and the pages of a room with each other. */
export const repeat = (clock: Clock, intervalMs: number, work: () => void): Closable => {
  let timer: TimerId;
  const wait = (): void => {
    timer = clock.setTimeout(() => {
      wait();
      work();
    }, intervalMs);
  };
  wait();
  return { close: () => clock.clearTimeout(timer) };
};
