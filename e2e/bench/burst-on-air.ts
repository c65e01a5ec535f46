import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startStampProbe, takeStampSamples, type StampSample } from '../probes/stamp-probe.ts';
import { cleanup } from 'node-datachannel';
import { BESIDE_STREAM_KINDS, BURST_MS, burstOfSockets } from './burst-sockets.ts';
import { Crowd } from './crowd/crowd.ts';
import { sellHere } from './desk.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from './figure.ts';
import { WARM_UP_MS } from './picture/judge.ts';
import { onAir, openViewerContext, playOn, type OnAir } from './picture/on-air.ts';
import { runSale, UNITS } from './sale-run.ts';
import type { Stage } from './stage.ts';

const CLIENTS = 10_000;
/** The page that watches is one of them. */
const SOCKETS = CLIENTS - 1;
const BEFORE_MS = 20_000;

const BESIDE_BROWSERS = {
  seenP50: { title: 'Beside the browsers: verdict, p50', unit: 'ms' },
  seenP99: { title: '… p99', unit: 'ms' },
  seenUnanswered: { title: '… clients without a verdict', unit: '' },
  seenOversold: { title: '… units promised beyond what there is', unit: '', atMost: 0 },
  calmP95: { title: 'Glass-to-glass before, all of them watching, p95', unit: 'ms' },
  burstP95: { title: '… in the six seconds of the burst, p95', unit: 'ms' },
  worse: { title: '… worse by', unit: 'ms', atMost: 20 },
} as const;
const KINDS = { ...BESIDE_STREAM_KINDS, ...BESIDE_BROWSERS } as const;
type OnAirRun = Readonly<Record<keyof typeof BESIDE_BROWSERS, number>>;
type Run = Readonly<Record<keyof typeof KINDS, number>>;

const ageP95 = (samples: readonly StampSample[]): number =>
  percentile(
    samples.flatMap(({ ageMs }) => ageMs ?? []),
    0.95,
  );

const measureBurst = async (stage: Stage, viewer: Page, crowd: Crowd): Promise<OnAirRun> => {
  const item = await sellHere(stage, UNITS);
  await viewer.waitForTimeout(WARM_UP_MS);
  await startStampProbe(viewer);
  await viewer.waitForTimeout(BEFORE_MS);
  const calmP95 = ageP95(await takeStampSamples(viewer));
  const sale = await runSale(stage, crowd, item);
  await delay(Math.max(0, sale.openedAtMs + BURST_MS - Date.now()));
  const samples = await takeStampSamples(viewer);
  const burstP95 = ageP95(
    samples.filter(
      ({ presentedAtMs }) => presentedAtMs >= sale.openedAtMs && presentedAtMs <= sale.openedAtMs + BURST_MS,
    ),
  );
  return {
    seenP50: sale.verdictP50,
    seenP99: sale.verdictP99,
    seenUnanswered: sale.unanswered,
    seenOversold: sale.oversold,
    calmP95,
    burstP95,
    worse: burstP95 - calmP95,
  };
};

const measureRun = async ({ stage, viewers }: OnAir): Promise<OnAirRun> => {
  const context = await openViewerContext(viewers);
  const viewer = await context.newPage();
  await playOn(viewer, stage.show.watchUrl);
  const crowd = await Crowd.gather({ url: stage.server.url, address: stage.address, sockets: SOCKETS });
  try {
    return await measureBurst(stage, viewer, crowd);
  } finally {
    await crowd.close();
  }
};

const measure = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${SOCKETS} sockets, ${UNITS} units, beside a synthetic stream`);
    const sale = await burstOfSockets(SOCKETS);
    say('the same beside a studio and a watch page in browsers');
    done.push({ ...sale, ...(await onAir(measureRun, { server: { env: { MAX_VIEWERS: String(CLIENTS) } } })) });
  }
  cleanup();
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchBurst: Benchmark = {
  title: 'A flash sale on air: 10,000 sockets beside a 720p stream',
  method:
    'A live show with 9,999 viewers without a picture (one process, 67 loopback addresses) on the product’s own signaling. The ' +
    'owner announces a sale of 1,000 units by a socket of the desk; everybody taps once: 60 % in the first second after the ' +
    'opening, 90 % within three, all within five (commerce.md, profile D). A verdict counts from the tap to the reply that the ' +
    'client receives, and for those in the draw from its moment; who has none after 15 s counts with these. First beside a ' +
    'synthetic stream of 1.5 Mbit/s with one who receives it, as on a machine where nobody encodes: its frames say when they were ' +
    'sent, and are compared with the eight seconds before the sale. Then the whole product: a ' +
    'studio in a browser that streams its camera at 1280×720, and a watch page in another browser that reads the stamp of every frame.',
  measure,
};
