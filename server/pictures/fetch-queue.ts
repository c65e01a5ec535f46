/** At once, of everybody. */
const MAX_RUNNING = 4;
/** At once from one host: a shop's pictures all lie on one, which has other visitors. */
const MAX_RUNNING_PER_HOST = 2;

type Job = { readonly start: () => Promise<void> };
type Lane = { readonly waiting: Set<Job>; running: number };

/** Lets work that goes to other servers run: a little at once, less to one host, and every host in its turn. */
export class FetchQueue {
  /** In the order of their turns. A host is in it while something waits for it or runs. */
  readonly #lanes = new Map<string, Lane>();
  #running = 0;

  /** Throws the reason of `signal` when it is aborted while the work still waits; then it does not begin. */
  run<Value>(host: string, work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    return new Promise((resolve, reject) => {
      const lane = this.#lanes.get(host) ?? { waiting: new Set(), running: 0 };
      this.#lanes.set(host, lane);
      const leave = (): void => {
        lane.waiting.delete(job);
        this.#forgetIfIdle(host, lane);
        const reason: unknown = signal.reason;
        reject(reason);
      };
      const job: Job = {
        start: () => {
          signal.removeEventListener('abort', leave);
          return work().then(resolve, reject);
        },
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      lane.waiting.add(job);
      this.#startWhatMay();
    });
  }

  #startWhatMay(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      const { host, lane, job } = next;
      lane.waiting.delete(job);
      // The host's next turn is after everybody else's.
      this.#lanes.delete(host);
      this.#lanes.set(host, lane);
      lane.running += 1;
      this.#running += 1;
      void job.start().finally(() => {
        lane.running -= 1;
        this.#running -= 1;
        this.#forgetIfIdle(host, lane);
        this.#startWhatMay();
      });
    }
  }

  #next(): { readonly host: string; readonly lane: Lane; readonly job: Job } | null {
    if (this.#running >= MAX_RUNNING) return null;
    for (const [host, lane] of this.#lanes) {
      const [job] = lane.waiting;
      if (job && lane.running < MAX_RUNNING_PER_HOST) return { host, lane, job };
    }
    return null;
  }

  #forgetIfIdle(host: string, lane: Lane): void {
    if (lane.running === 0 && lane.waiting.size === 0) this.#lanes.delete(host);
  }
}
