import * as v from 'valibot';
import type { Closable } from '../../shared/lifetime.ts';
import { wallClockMs, type Clock, type TimerId } from './clock.ts';
import type { TimerCommand } from './worker-clock.worker.ts';

const Fired = v.object({ timerId: v.number() });

/**
 * A clock whose timers run in a worker: hidden tabs slow a page's own timers to once a second and later once a minute,
 * but not a worker's, and a worker's message still reaches the hidden page.
 */
export const openWorkerClock = (): Clock & Closable => {
  const worker = new Worker(new URL('./worker-clock.worker.ts', import.meta.url), { type: 'module', name: 'clock' });
  const callbacks = new Map<TimerId, () => void>();
  const send = (command: TimerCommand): void => worker.postMessage(command);
  let lastId: TimerId = 0;
  worker.addEventListener('message', ({ data }) => {
    const { timerId } = v.parse(Fired, data);
    const callback = callbacks.get(timerId);
    callbacks.delete(timerId);
    callback?.();
  });
  return {
    now: wallClockMs,
    setTimeout: (callback, delayMs) => {
      lastId += 1;
      callbacks.set(lastId, callback);
      send({ type: 'set', timerId: lastId, delayMs });
      return lastId;
    },
    clearTimeout: (timerId) => {
      if (callbacks.delete(timerId)) send({ type: 'clear', timerId });
    },
    close: () => {
      callbacks.clear();
      worker.terminate();
    },
  };
};
