import { setTimeout as delay } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import { AppError } from '../../../shared/errors.ts';
import type { Scope } from '../../../shared/lifetime.ts';
import type { Log } from '../../../shared/log.ts';
import { WORKER_WAIT_MS, type PlaneSettings } from './settings.ts';
import { watchOver } from './watchdog.ts';

/** A running worker and its one port. Never used again once it has died. */
export type LiveWorker = { readonly index: number; readonly worker: types.Worker; readonly server: types.WebRtcServer };

type WorkerPoolOptions = {
  readonly settings: PlaneSettings;
  readonly log: Log;
  readonly scope: Scope;
  /** Called synchronously when a worker has died, before its successor starts. */
  readonly onDied: (dead: LiveWorker) => void;
};

/** First pause before another try when a successor does not start (its port may be held for a moment), then doubled. */
const RESPAWN_PAUSE_MS = 50;
const MAX_RESPAWN_PAUSE_MS = 5_000;
const CLOSE_WAIT_MS = 2_000;

/** One worker a core, each replaced when it dies. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #live = new Map<number, LiveWorker>();
  readonly #waiting = new Set<() => void>();
  #diedTotal = 0;

  private constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  static async open(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    options.scope.defer(() => pool.#close());
    await Promise.all(Array.from({ length: options.settings.workers }, (_, index) => pool.#start(index)));
    return pool;
  }

  get live(): readonly LiveWorker[] {
    return [...this.#live.values()];
  }

  get diedTotal(): number {
    return this.#diedTotal;
  }

  /** The living worker that `load` says carries least; waits a moment for a successor when none lives. */
  async pick(load: (worker: LiveWorker) => number): Promise<LiveWorker> {
    if (this.#live.size === 0) await this.#untilOneLives();
    const [first, ...rest] = this.live;
    if (!first) throw new AppError('media.unavailable');
    return rest.reduce((least, worker) => (load(worker) < load(least) ? worker : least), first);
  }

  #untilOneLives(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, WORKER_WAIT_MS);
      this.#waiting.add(done);
    });
  }

  async #start(index: number): Promise<void> {
    const { settings, log, scope } = this.#options;
    // One log line a packet would let any sender of garbage fill the disk: errors only.
    const worker = await createWorker({ workerBin: settings.workerBin, logLevel: 'error' });
    if (scope.isClosed) {
      worker.close();
      return;
    }
    try {
      const server = await worker.createWebRtcServer({ listenInfos: listenInfos(settings, index) });
      const live: LiveWorker = { index, worker, server };
      worker.once('died', () => this.#handleDeath(live));
      this.#live.set(index, live);
      const watch = watchOver({
        ask: () => worker.getResourceUsage(),
        onHung: () => this.#kill(live),
        everyMs: settings.askWorkersEveryMs,
      });
      worker.observer.once('close', () => watch.close());
    } catch (error) {
      worker.close();
      throw error;
    }
    log.info({ worker: index, pid: worker.pid, port: settings.rtcPort + index }, 'media worker started');
    for (const wake of [...this.#waiting]) wake();
  }

  /** Its death is then handled like any other. */
  #kill({ index, worker }: LiveWorker): void {
    if (worker.closed) return;
    this.#options.log.error({ worker: index, pid: worker.pid }, 'media worker does not answer');
    process.kill(worker.pid, 'SIGKILL');
  }

  #handleDeath(dead: LiveWorker): void {
    const { log, onDied, scope } = this.#options;
    this.#live.delete(dead.index);
    this.#diedTotal += 1;
    log.error({ worker: dead.index, pid: dead.worker.pid }, 'media worker died');
    onDied(dead);
    if (!scope.isClosed) void this.#respawn(dead.index);
  }

  async #respawn(index: number): Promise<void> {
    const { log, scope } = this.#options;
    for (let pauseMs = RESPAWN_PAUSE_MS; !scope.isClosed; pauseMs = Math.min(pauseMs * 2, MAX_RESPAWN_PAUSE_MS)) {
      try {
        await this.#start(index);
        return;
      } catch (error) {
        log.error({ worker: index, retryMs: pauseMs }, 'media worker does not start', error);
        await delay(pauseMs, undefined, { ref: false });
      }
    }
  }

  async #close(): Promise<void> {
    const closing = this.live.map(async ({ worker }) => {
      const gone = new Promise<void>((resolve) => worker.once('subprocessclose', () => resolve()));
      worker.close();
      if (!worker.subprocessClosed) await Promise.race([gone, delay(CLOSE_WAIT_MS, undefined, { ref: false })]);
    });
    this.#live.clear();
    await Promise.all(closing);
  }
}

const listenInfos = (
  { listenIp, announcedAddresses, rtcPort }: PlaneSettings,
  index: number,
): types.TransportListenInfo[] =>
  (['udp', 'tcp'] as const).map((protocol) => ({
    protocol,
    ip: listenIp,
    announcedAddress: announcedAddresses[0],
    port: rtcPort + index,
  }));
