import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MediaPlane, PlaneFigures } from '../sfu/port.ts';

/** What the server counts. Labels are kinds, never people. */
export type Metrics = ReturnType<typeof makeMetrics>;

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

export const makeMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    sockets: new Gauge({ name: 'tally_ws_clients', help: 'Open sockets.', labelNames: ['caller'], registers }),
    opened: new Counter({
      name: 'tally_session_opened_total',
      help: 'Openings by how they ended: fresh, resumed, or refused.',
      labelNames: ['caller', 'result'],
      registers,
    }),
    closed: new Counter({ name: 'tally_ws_closed_total', help: 'Closed sockets.', labelNames: ['code'], registers }),
    refusedUpgrades: new Counter({
      name: 'tally_ws_refused_total',
      help: 'Upgrades that were refused.',
      labelNames: ['reason'],
      registers,
    }),
    requests: new Counter({
      name: 'tally_requests_total',
      help: 'Requests over sockets.',
      labelNames: ['method', 'result'],
      registers,
    }),
    droppedTicks: new Counter({
      name: 'tally_ws_dropped_total',
      help: 'Ticks that a newer one of their type replaced because the socket was slow.',
      labelNames: ['type'],
      registers,
    }),
    watchOfferSeconds: new Histogram({
      name: 'tally_join_latency_seconds',
      help: 'From a viewer asking to its transport and consumers being ready.',
      buckets: SECONDS,
      registers,
    }),
    crewCut: new Counter({
      name: 'tally_crew_cut_total',
      help: 'Streams among the crew that were closed because the show no longer allows them.',
      labelNames: ['what'],
      registers,
    }),
    mediaLost: new Counter({ name: 'tally_rooms_lost_total', help: 'Rooms lost with their worker.', registers }),
  };
};

type WorkerFigures = PlaneFigures['workers'][number];

/** One question to the workers answers all gauges of a scrape. */
const FIGURES_FRESH_MS = 500;

/** Adds what is read only when somebody asks: the process, and the media workers. */
export const collectFigures = (metrics: Metrics, plane: Pick<MediaPlane, 'figures'>): void => {
  const registers = [metrics.registry];
  collectDefaultMetrics({ register: metrics.registry, prefix: 'tally_' });
  let asked: { readonly atMs: number; readonly figures: Promise<PlaneFigures> } | null = null;
  const figures = (): Promise<PlaneFigures> => {
    const nowMs = performance.now();
    if (asked === null || nowMs - asked.atMs > FIGURES_FRESH_MS) asked = { atMs: nowMs, figures: plane.figures() };
    return asked.figures;
  };
  const ofWorkers = (name: string, help: string, read: (worker: WorkerFigures) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['worker'],
      registers,
      async collect() {
        const { workers } = await figures();
        this.reset();
        for (const worker of workers) this.set({ worker: String(worker.index) }, read(worker));
      },
    });
  };
  const ofPlane = (name: string, help: string, read: (all: PlaneFigures) => number): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(read(await figures()));
      },
    });
  };
  ofPlane('tally_workers_up', 'Living media workers.', ({ workers }) => workers.length);
  ofPlane('tally_workers_died', 'Media workers that died since the start.', ({ workersDiedTotal }) => workersDiedTotal);
  ofWorkers('tally_worker_cpu_seconds', 'CPU time of each media worker.', ({ cpuMs }) => cpuMs / 1_000);
  ofWorkers('tally_worker_rooms', 'Rooms on each media worker.', ({ rooms }) => rooms);
  ofWorkers('tally_worker_consumers', 'Streams that each media worker sends.', ({ consumers }) => consumers);
  ofWorkers('tally_worker_crew_producers', 'Streams that people in studios send.', (worker) => worker.crewProducers);
  ofWorkers('tally_worker_crew_consumers', 'Of the streams sent, those to studios.', (worker) => worker.crewConsumers);
};
