import { AppError } from '../../../shared/errors.ts';
import type { ShowId } from '../../../shared/ids.ts';
import type { Scope } from '../../../shared/lifetime.ts';
import type { Log } from '../../../shared/log.ts';
import type { RtpCapabilities } from '../../../shared/protocol/rtp.ts';
import type { MediaPlane, MediaRoom, PlaneFigures } from '../port.ts';
import { makeRouterRtpCapabilities, ROUTER_CODECS } from './codecs.ts';
import { MediasoupRoom } from './room.ts';
import type { PlaneSettings } from './settings.ts';
import { WorkerPool, type LiveWorker } from './workers.ts';

type PlaneOptions = { readonly settings: PlaneSettings; readonly log: Log };

/** Opening a room on a worker that dies meanwhile is tried on another one, this many times. */
const OPEN_TRIES = 3;

class MediasoupPlane implements MediaPlane {
  readonly routerRtpCapabilities: RtpCapabilities = makeRouterRtpCapabilities();
  readonly #options: PlaneOptions;
  readonly #scope: Scope;
  readonly #rooms = new Map<ShowId, MediasoupRoom>();
  readonly #opening = new Map<ShowId, Promise<MediasoupRoom>>();
  #pool: WorkerPool | null = null;

  constructor(options: PlaneOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
  }

  async start(): Promise<void> {
    const { settings, log } = this.#options;
    this.#pool = await WorkerPool.open({ settings, log, scope: this.#scope, onDied: (dead) => this.#purge(dead) });
    // Deferred after the pool, so rooms close before their workers.
    this.#scope.defer(() => {
      for (const room of [...this.#rooms.values()]) room.close();
    });
  }

  async room(showId: ShowId): Promise<MediaRoom> {
    const open = this.#rooms.get(showId);
    if (open) return open;
    const opening = this.#opening.get(showId) ?? this.#open(showId);
    return opening;
  }

  closeRoom(showId: ShowId): void {
    this.#rooms.get(showId)?.close();
    const opening = this.#opening.get(showId);
    if (!opening) return;
    this.#opening.delete(showId);
    void opening.then(
      (room) => room.close(),
      () => undefined,
    );
  }

  isHealthy(): boolean {
    return (this.#pool?.live.length ?? 0) > 0;
  }

  async figures(): Promise<PlaneFigures> {
    const pool = this.#pool;
    if (!pool) return { workers: [], workersDiedTotal: 0 };
    const rooms = [...this.#rooms.values()];
    const asked = await Promise.allSettled(
      pool.live.map(async ({ index, worker }) => {
        const usage = await worker.getResourceUsage();
        const own = rooms.filter(({ workerIndex }) => workerIndex === index);
        return {
          index,
          pid: worker.pid,
          cpuMs: usage.ru_utime + usage.ru_stime,
          rooms: own.length,
          consumers: sumOf(own, ({ consumerCount }) => consumerCount),
          crewProducers: sumOf(own, ({ crewProducerCount }) => crewProducerCount),
          crewConsumers: sumOf(own, ({ crewConsumerCount }) => crewConsumerCount),
        };
      }),
    );
    // One that dies while it is asked is none of the living.
    const workers = asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    return { workers, workersDiedTotal: pool.diedTotal };
  }

  close(): Promise<void> {
    return this.#scope.close('the media plane closes');
  }

  #open(showId: ShowId): Promise<MediasoupRoom> {
    const opening = this.#openRoom(showId);
    this.#opening.set(showId, opening);
    const forget = (): void => {
      if (this.#opening.get(showId) === opening) this.#opening.delete(showId);
    };
    opening.then(forget, forget);
    return opening;
  }

  async #openRoom(showId: ShowId): Promise<MediasoupRoom> {
    const { iceServers, announcedAddresses } = this.#options.settings;
    const otherAddresses = announcedAddresses.slice(1);
    for (let tries = 1; ; tries += 1) {
      if (!this.#pool || this.#scope.isClosed) throw new AppError('media.unavailable');
      const worker = await this.#pool.pick((candidate) => this.#load(candidate));
      try {
        const router = await worker.worker.createRouter({ mediaCodecs: ROUTER_CODECS });
        const room = new MediasoupRoom({
          ground: { router, worker, iceServers, otherAddresses },
          log: this.#options.log.with({ showId }),
          onClosed: (closed) => {
            if (this.#rooms.get(showId) === closed) this.#rooms.delete(showId);
          },
        });
        this.#rooms.set(showId, room);
        return room;
      } catch (error) {
        if (!worker.worker.closed || tries === OPEN_TRIES) throw new AppError('media.unavailable', error);
      }
    }
  }

  #load(worker: LiveWorker): number {
    let load = 0;
    for (const room of this.#rooms.values()) if (room.workerIndex === worker.index) load += 1 + room.consumerCount;
    return load;
  }

  /** The dead worker's rooms leave the map before anyone hears of it: nobody can come back to a dead router. */
  #purge(dead: LiveWorker): void {
    const lost = [...this.#rooms].filter(([, room]) => room.workerIndex === dead.index);
    for (const [showId] of lost) this.#rooms.delete(showId);
    for (const [, room] of lost) room.lose();
  }
}

const sumOf = (rooms: readonly MediasoupRoom[], read: (room: MediasoupRoom) => number): number =>
  rooms.reduce((sum, room) => sum + read(room), 0);

/** The media plane on mediasoup workers, which it starts, watches and replaces. Closes with `scope`. */
export const openMediasoupPlane = async (options: PlaneOptions, scope: Scope): Promise<MediaPlane> => {
  const plane = new MediasoupPlane(options, scope.child());
  await plane.start();
  return plane;
};
