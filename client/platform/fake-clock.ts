import type { Clock, TimerId } from './clock.ts';

export type FakeClock = Clock & {
  /** Moves time forward and runs what is due, in order, letting promises settle between. */
  advance(durationMs: number): Promise<void>;
  readonly pendingCount: number;
};

type Timer = { readonly id: TimerId; readonly dueAtMs: number; readonly callback: () => void };

/** A clock that tests drive: no test waits for real time. */
export const fakeClock = (startAtMs = 1_700_000_000_000): FakeClock => {
  let nowMs = startAtMs;
  let lastId = 0;
  let timers: Timer[] = [];
  const takeDue = (untilMs: number): Timer | null => {
    const due = timers.filter((timer) => timer.dueAtMs <= untilMs).sort((a, b) => a.dueAtMs - b.dueAtMs)[0];
    if (!due) return null;
    timers = timers.filter((timer) => timer !== due);
    return due;
  };
  const settlePromises = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      lastId += 1;
      timers.push({ id: lastId, dueAtMs: nowMs + Math.max(0, delayMs), callback });
      return lastId;
    },
    clearTimeout: (id) => {
      timers = timers.filter((timer) => timer.id !== id);
    },
    advance: async (durationMs) => {
      const untilMs = nowMs + durationMs;
      await settlePromises();
      for (let timer = takeDue(untilMs); timer; timer = takeDue(untilMs)) {
        nowMs = Math.max(nowMs, timer.dueAtMs);
        timer.callback();
        await settlePromises();
      }
      nowMs = untilMs;
    },
    get pendingCount() {
      return timers.length;
    },
  };
};
