import type { Clock, TimerId } from './clock.ts';

/** One wait at a time, which ends early when it is no longer wanted. */
export class Pause {
  readonly #clock: Clock;
  #waiting: { readonly timer: TimerId; readonly end: (isOver: boolean) => void } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when the time is over, false when the wait was ended before; begins anew when there is one already. */
  wait(delayMs: number): Promise<boolean> {
    this.end();
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => {
        this.#waiting = null;
        resolve(true);
      }, delayMs);
      this.#waiting = { timer, end: resolve };
    });
  }

  end(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (!waiting) return;
    this.#clock.clearTimeout(waiting.timer);
    waiting.end(false);
  }
}
