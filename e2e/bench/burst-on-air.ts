import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startStampProbe, takeStampSamples, type StampSample } from '../probes/stamp-probe.ts';
import { Crowd } from './crowd/crowd.ts';
import { sellHere, withDesk } from './desk.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from './figure.ts';
import { WARM_UP_MS } from './picture/judge.ts';
import { onAir, openViewerContext, playOn, type OnAir } from './picture/on-air.ts';
import { SALE_KINDS } from './sale-kinds.ts';
import type { Stage } from './stage.ts';

const CLIENTS = 10_000;
/** The page that watches is one of them. */
const SOCKETS = CLIENTS - 1;
const UNITS = 1_000;
const DEAL_MINOR = 100;
const SALE = { limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 } as const;
/** The last tap comes five seconds after the opening. */
const BURST_MS = 6_000;
const BEFORE_MS = 20_000;

const KINDS = {
  ...SALE_KINDS,
  calmP95: { title: 'Glass-to-glass before, all of them watching, p95', unit: 'ms' },
  burstP95: { title: '… in the six seconds of the burst, p95', unit: 'ms' },
  worse: { title: '… worse by', unit: 'ms', atMost: 20 },
} as const;
type Run = Readonly<Record<keyof typeof KINDS, number>>;

const ageP95 = (samples: readonly StampSample[]): number =>
  percentile(
    samples.flatMap(({ ageMs }) => ageMs ?? []),
    0.95,
  );

const measureBurst = async (stage: Stage, viewer: Page, crowd: Crowd): Promise<Run> => {
  const { id: itemId, currency } = await sellHere(stage, UNITS);
  await viewer.waitForTimeout(WARM_UP_MS);
  await startStampProbe(viewer);
  await viewer.waitForTimeout(BEFORE_MS);
  const calmP95 = ageP95(await takeStampSamples(viewer));
  const buying = crowd.order({ phase: 'buy', itemId, priceMinor: DEAL_MINOR, currency });
  await withDesk(stage, (desk) => desk.call('flash.start', { itemId, priceMinor: DEAL_MINOR, ...SALE }));
  const bought = await buying;
  if (bought.kind !== 'bought') throw new Error('the crowd did something else');
  await delay(Math.max(0, bought.openedAtMs + BURST_MS - Date.now()));
  const samples = await takeStampSamples(viewer);
  const burstP95 = ageP95(
    samples.filter(
      ({ presentedAtMs }) => presentedAtMs >= bought.openedAtMs && presentedAtMs <= bought.openedAtMs + BURST_MS,
    ),
  );
  const { held, sold } = await withDesk(stage, (_desk, { item }) => Promise.resolve(item));
  return {
    verdictP50: bought.p50Ms,
    verdictP99: bought.p99Ms,
    drawnP99: bought.drawnP99Ms,
    unanswered: bought.unanswered + bought.refused,
    oversold: Math.max(0, held + sold - UNITS),
    missing: Math.max(0, UNITS - held - sold),
    inDraw: bought.inDraw,
    calmP95,
    burstP95,
    worse: burstP95 - calmP95,
  };
};

const measureRun = async ({ stage, viewers }: OnAir): Promise<Run> => {
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
    say(`run ${run} of ${runs}: ${SOCKETS} sockets, ${UNITS} units, a stream beside them`);
    done.push(await onAir(measureRun, { server: { env: { MAX_VIEWERS: String(CLIENTS) } } }));
  }
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchBurst: Benchmark = {
  title: 'A flash sale on air: 10,000 sockets beside a 720p stream',
  method:
    'The whole product: a studio in a browser that streams its camera at 1280×720, a watch page in another browser that reads the ' +
    'stamp of every frame, and 9,999 viewers without a picture (one process, 67 loopback addresses) on the product’s own ' +
    'signaling. The host announces a sale of 1,000 units by a socket of the desk; everybody taps once: 60 % in the first ' +
    'second after the opening, 90 % within three, all within five (commerce.md, profile D). A verdict counts from the tap to ' +
    'the reply that the client receives, and for those in the draw from its moment.',
  measure,
};
