import type { Page } from '@playwright/test';
import * as v from 'valibot';
import { RequestFrame } from '../../../shared/protocol/frame.ts';
import { METHODS, type MethodParams } from '../../../shared/protocol/methods.ts';
import { startStampProbe, takeStampSamples, type StampSample } from '../../probes/stamp-probe.ts';
import { figuresOf, median, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { measureFloor } from './floor.ts';
import { assertCodec, InvalidRun, judgeLatencies, untilValid, WARM_UP_MS } from './judge.ts';
import { onAir, playOn, openViewerContext, type OnAir } from './on-air.ts';
import { readInbound, readOutbound, splitOf } from './peer-connections.ts';
import { sampleSoundLag } from './sound-lag.ts';

const WINDOW_MS = 20_000;
/** The watch page takes its percentiles over so many frames, ten seconds. */
const REPORTED_FRAMES = 300;

const KINDS = {
  p50: { title: 'Glass-to-glass, p50', unit: 'ms', atMost: 55 },
  p95: { title: 'Glass-to-glass, p95', unit: 'ms', atMost: 90 },
  floorP50: { title: 'Floor in one page, p50', unit: 'ms' },
  floorP95: { title: 'Floor in one page, p95', unit: 'ms' },
  overFloor: { title: 'Over the floor of the same run, p50', unit: 'ms', atMost: 20 },
  ownP50: { title: 'The product’s own capture clock, p50', unit: 'ms' },
  ownP95: { title: 'The product’s own capture clock, p95', unit: 'ms' },
  ownError: { title: '… off the stamps of the same frames, p50', unit: 'ms', atMost: 10 },
  heardP50: { title: 'With sound turned on: glass-to-glass, p50', unit: 'ms' },
  soundLag: { title: '… between sound and picture, p50', unit: 'ms', atMost: 80 },
  rejected: { title: 'Unreadable stamps', unit: '%', atMost: 1 },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;
type HeardReport = { readonly atMs: number; readonly report: MethodParams<'viewer.report'> };

/** What the watch page tells the server about its own playback, and when it does. */
const hearReports = (page: Page): readonly HeardReport[] => {
  const heard: HeardReport[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const request = v.safeParse(RequestFrame, JSON.parse(String(payload)));
      if (!request.success || request.output.method !== 'viewer.report') return;
      const report = v.parse(METHODS['viewer.report'].params, request.output.params);
      heard.push({ atMs: Date.now(), report });
    }),
  );
  return heard;
};

type OwnClock = { readonly p50: number; readonly p95: number; readonly error: number };

/** The page's newest report beside the stamps of the very frames that it is about. */
const compareClocks = (heard: readonly HeardReport[], samples: readonly StampSample[]): OwnClock => {
  const newest = heard.at(-1);
  const { latencyP50Ms: p50, latencyP95Ms: p95 } = newest?.report ?? { latencyP50Ms: null, latencyP95Ms: null };
  if (!newest || p50 === null || p95 === null) throw new InvalidRun('the watch page measured no latency of its own');
  const same = samples.filter(({ presentedAtMs }) => presentedAtMs <= newest.atMs).slice(-REPORTED_FRAMES);
  return { p50, p95, error: Math.abs(p50 - judgeLatencies(same).p50) };
};

const measureProduct = async ({ stage, studio, viewers }: OnAir) => {
  const context = await openViewerContext(viewers);
  const page = await context.newPage();
  const heard = hearReports(page);
  await playOn(page, stage.show.watchUrl);
  await page.waitForTimeout(WARM_UP_MS);
  await startStampProbe(page);
  const before = { sent: await readOutbound(studio), received: await readInbound(page) };
  await page.waitForTimeout(WINDOW_MS);
  const samples = await takeStampSamples(page);
  const after = { sent: await readOutbound(studio), received: await readInbound(page) };
  assertCodec(after.received.codec);
  const split = splitOf({ before: before.sent, after: after.sent }, { before: before.received, after: after.received });
  const own = compareClocks(heard, samples);
  return { ...judgeLatencies(samples), own, ...(await measureWithSound(page)), split, sent: after.sent };
};

const measureWithSound = async (page: Page): Promise<{ readonly heardP50: number; readonly soundLag: number }> => {
  await page.getByRole('button', { name: 'Tap for sound' }).click();
  await page.waitForTimeout(WARM_UP_MS);
  await takeStampSamples(page);
  const lags = await sampleSoundLag(page, WINDOW_MS / 2);
  return { heardP50: judgeLatencies(await takeStampSamples(page)).p50, soundLag: Math.abs(median(lags)) };
};

type Measured = { readonly run: Run; readonly notes: readonly string[] };

const measureRun = async (): Promise<Measured> => {
  const floor = await measureFloor(WINDOW_MS / 2);
  const product = await onAir(measureProduct);
  const { frameWidth, frameHeight, codec, encoderImplementation } = product.sent;
  return {
    run: {
      p50: product.p50,
      p95: product.p95,
      floorP50: floor.p50,
      floorP95: floor.p95,
      overFloor: product.p50 - floor.p50,
      ownP50: product.own.p50,
      ownP95: product.own.p95,
      ownError: product.own.error,
      heardP50: product.heardP50,
      soundLag: product.soundLag,
      rejected: product.rejectedPercent,
    },
    notes: [
      `${codec} by ${encoderImplementation}, ${frameWidth}×${frameHeight}`,
      `product: ${product.split}`,
      `floor: ${floor.split}`,
    ],
  };
};

const measureLatency = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Measured[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}`);
    done.push(await untilValid(say, measureRun));
  }
  return {
    figures: figuresOf(
      done.map(({ run }) => run),
      KINDS,
    ),
    notes: done.flatMap(({ notes }) => notes),
  };
};

export const benchLatency: Benchmark = {
  title: 'Glass-to-glass latency, 1280×720 at 30 fps',
  method:
    'The studio, in a browser of its own, composes its camera and an open product card; a watch page in another browser reads ' +
    'the frame stamp of every frame that it presents (requestVideoFrameCallback) for 20 s after 8 s of warm-up: muted, as every ' +
    'page starts, and then with sound turned on. The floor is the same camera, stamp, encoder and player in one page, without ' +
    'compositor and SFU, measured in the same run. The product’s own capture clock is what the watch page reports to the ' +
    'server; sound and picture are compared by the capture times of what plays.',
  measure: measureLatency,
};
