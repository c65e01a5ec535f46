import { afterEach, describe, expect, it } from 'vitest';
import { Scope } from '../../shared/lifetime.ts';
import { FakePlane } from '../sfu/fake-plane.ts';
import { openMetricsServer } from './metrics-server.ts';
import { collectFigures, makeMetrics } from './metrics.ts';

describe('metrics', () => {
  const scope = new Scope((error) => {
    throw error;
  });
  afterEach(() => scope.close());

  it('are served on their own port, with the media workers’ figures', async () => {
    const metrics = makeMetrics();
    collectFigures(metrics, new FakePlane());
    metrics.requests.inc({ method: 'clock.ping', result: 'ok' });
    const { port } = await openMetricsServer(metrics, { host: '127.0.0.1', port: 0 }, scope);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain('tally_workers_up 1');
    expect(text).toContain('tally_worker_rooms{worker="0"} 0');
    expect(text).toContain('tally_requests_total{method="clock.ping",result="ok"} 1');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });

  it('keep a worker’s name when another one has died and come back', async () => {
    const metrics = makeMetrics();
    const of = (index: number, rooms: number) => ({
      index,
      pid: 1,
      cpuMs: 0,
      rooms,
      consumers: 0,
      crewProducers: rooms + 1,
      crewConsumers: rooms + 2,
    });
    collectFigures(metrics, { figures: () => Promise.resolve({ workers: [of(1, 5), of(0, 2)], workersDiedTotal: 1 }) });
    const text = await metrics.registry.metrics();
    expect(text).toContain('tally_worker_rooms{worker="0"} 2');
    expect(text).toContain('tally_worker_rooms{worker="1"} 5');
    expect(text).toContain('tally_worker_crew_producers{worker="1"} 6');
    expect(text).toContain('tally_worker_crew_consumers{worker="1"} 7');
  });
});
