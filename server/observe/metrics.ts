import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MediaPlane } from '../sfu/port.ts';

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
    mediaLost: new Counter({ name: 'tally_rooms_lost_total', help: 'Rooms lost with their worker.', registers }),
  };
};

/** Adds what is read only when somebody asks: the process, and the media workers. */
export const collectFigures = (metrics: Metrics, plane: MediaPlane): void => {
  const registers = [metrics.registry];
  collectDefaultMetrics({ register: metrics.registry, prefix: 'tally_' });
  const labelNames = ['worker'];
  const cpu = new Gauge({
    name: 'tally_worker_cpu_seconds',
    help: 'CPU time of each media worker.',
    labelNames,
    registers,
  });
  const rooms = new Gauge({ name: 'tally_worker_rooms', help: 'Rooms on each media worker.', labelNames, registers });
  const consumers = new Gauge({
    name: 'tally_worker_consumers',
    help: 'Streams sent by each media worker.',
    labelNames,
    registers,
  });
  new Gauge({
    name: 'tally_workers_up',
    help: 'Living media workers.',
    registers,
    async collect() {
      const figures = await plane.figures();
      this.set(figures.workers.length);
      for (const [index, worker] of figures.workers.entries()) {
        const labels = { worker: String(index) };
        cpu.set(labels, worker.cpuMs / 1_000);
        rooms.set(labels, worker.rooms);
        consumers.set(labels, worker.consumers);
      }
      died.set(figures.workersDiedTotal);
    },
  });
  const died = new Gauge({ name: 'tally_workers_died_total', help: 'Media workers that died.', registers });
};
