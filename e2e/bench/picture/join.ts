import type { Browser, Page } from '@playwright/test';
import { figuresOf, median, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { SIZE } from './judge.ts';
import { onAir, openViewerContext, type OnAir } from './on-air.ts';

const OPENS = 20;
/** Between two opens: a second key frame within a second of the last one waits for the rest of that second. */
const PAUSE_MS = 1_200;
const FIRST_FRAME_TIMEOUT_MS = 10_000;

const KINDS = {
  p50: { title: 'Navigation to first presented frame, p50', unit: 'ms', atMost: 350 },
  p95: { title: 'Navigation to first presented frame, p95', unit: 'ms', atMost: 600 },
  bare: { title: 'Control: a page of one line from the same server, loaded, p50', unit: 'ms' },
  fullSize: { title: 'First frames of full size', unit: '%' },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;

type FirstFrame = { readonly presentedMs: number; readonly widthPx: number };

/** Milliseconds from the navigation's start to each step of an opening. */
const STAGES = ['page', 'scripts', 'offer', 'connected', 'presented'] as const;
type Stages = Readonly<Record<(typeof STAGES)[number], number>>;
type Opening = { readonly widthPx: number; readonly stages: Stages };
type Measured = { readonly run: Run; readonly note: string };

declare global {
  interface Window {
    /** The first frame that the page presents, with milliseconds since its navigation began. */
    tallyFirstFrame?: Promise<FirstFrame>;
  }
}

/** When the page, its last script before the connection, the server's offer and the connection were there. */
const readStages = (page: Page): Promise<Omit<Stages, 'presented'>> =>
  page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const scripts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) =>
      name.endsWith('.js'),
    );
    // The page's first connection only says what the browser can do; the last one receives.
    const offer = performance.getEntriesByName('bench:peer').at(-1)?.startTime ?? Number.NaN;
    const before = scripts.map(({ responseEnd }) => responseEnd).filter((at) => at <= offer);
    const connected = performance.getEntriesByName('bench:connected').at(0)?.startTime ?? Number.NaN;
    return { page: navigation?.responseEnd ?? Number.NaN, scripts: Math.max(...before), offer, connected };
  });

const openOnce = async (viewers: Browser, url: string): Promise<Opening> => {
  const context = await openViewerContext(viewers);
  try {
    await context.addInitScript(() => {
      window.tallyFirstFrame = new Promise((resolve) => {
        const sought = new MutationObserver(() => {
          const video = document.querySelector('video');
          if (!video) return;
          sought.disconnect();
          video.requestVideoFrameCallback((_now, { presentationTime, width }) =>
            resolve({ presentedMs: presentationTime, widthPx: width }),
          );
        });
        sought.observe(document, { childList: true, subtree: true });
      });
    });
    const page = await context.newPage();
    page.setDefaultTimeout(FIRST_FRAME_TIMEOUT_MS);
    await page.goto(url, { waitUntil: 'commit' });
    const first = await page.waitForFunction(() => window.tallyFirstFrame);
    const frame = await first.jsonValue();
    if (!frame) throw new Error('no frame was presented');
    return { widthPx: frame.widthPx, stages: { ...(await readStages(page)), presented: frame.presentedMs } };
  } finally {
    await context.close();
  }
};

/** What this machine takes to start a page's process and show one line: nothing of the product is in it. */
const openBare = async (viewers: Browser, url: string): Promise<number> => {
  const context = await openViewerContext(viewers);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return navigation?.domContentLoadedEventEnd ?? Number.NaN;
    });
  } finally {
    await context.close();
  }
};

const describeStages = (openings: readonly Opening[]): string => {
  const at = (stage: (typeof STAGES)[number]): string =>
    `${stage} ${median(openings.map(({ stages }) => stages[stage])).toFixed(0)}`;
  return `medians of the steps, ms from the navigation’s start: ${STAGES.map(at).join(', ')}`;
};

const measureRun = async ({ stage, viewers }: OnAir): Promise<Measured> => {
  const openings: Opening[] = [];
  const bare: number[] = [];
  const bareUrl = new URL('/livez', stage.show.watchUrl).href;
  // The first open pays for the browser's own start: fonts, codecs, helper processes.
  await openOnce(viewers, stage.show.watchUrl);
  for (let open = 0; open < OPENS; open += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    openings.push(await openOnce(viewers, stage.show.watchUrl));
    bare.push(await openBare(viewers, bareUrl));
  }
  const waits = openings.map(({ stages }) => stages.presented);
  const full = openings.filter(({ widthPx }) => widthPx === SIZE.widthPx);
  return {
    run: {
      p50: percentile(waits, 0.5),
      p95: percentile(waits, 0.95),
      bare: percentile(bare, 0.5),
      fullSize: (100 * full.length) / openings.length,
    },
    note: describeStages(openings),
  };
};

const measureJoin = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Measured[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${OPENS} opens`);
    done.push(await onAir(measureRun));
  }
  return {
    figures: figuresOf(
      done.map(({ run }) => run),
      KINDS,
    ),
    notes: done.map(({ note }) => note),
  };
};

export const benchJoin: Benchmark = {
  title: 'Opening the watch page',
  method:
    `${OPENS} opens a run, each in a fresh browser context (no cache, no cookies, a process of its own), 1.2 s apart, of a show ` +
    'that is on air; from the start of the navigation to the first frame that is presented (requestVideoFrameCallback). One open ' +
    'before them is not counted: it pays for the browser’s own start. The control opens `/livez` in the same way.',
  measure: measureJoin,
};
