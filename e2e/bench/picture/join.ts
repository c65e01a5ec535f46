import type { Browser } from '@playwright/test';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { SIZE } from './judge.ts';
import { onAir, openViewerContext, type OnAir } from './on-air.ts';

const OPENS = 20;
/** Between two opens: a second key frame within a second of the last one waits for the rest of that second. */
const PAUSE_MS = 1_200;
const FIRST_FRAME_TIMEOUT_MS = 10_000;

const KINDS = {
  p50: { title: 'Navigation to first presented frame, p50', unit: 'ms', atMost: 350 },
  p95: { title: 'Navigation to first presented frame, p95', unit: 'ms', atMost: 600 },
  fullSize: { title: 'First frames of full size', unit: '%' },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;

type FirstFrame = { readonly presentedMs: number; readonly widthPx: number };
declare global {
  interface Window {
    /** The first frame that the page presents, with milliseconds since its navigation began. */
    tallyFirstFrame?: Promise<FirstFrame>;
  }
}

const openOnce = async (viewers: Browser, url: string): Promise<FirstFrame> => {
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
    return frame;
  } finally {
    await context.close();
  }
};

const measureRun = async ({ stage, viewers }: OnAir): Promise<Run> => {
  const frames: FirstFrame[] = [];
  // The first open pays for the browser's own start: fonts, codecs, helper processes.
  await openOnce(viewers, stage.show.watchUrl);
  for (let open = 0; open < OPENS; open += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    frames.push(await openOnce(viewers, stage.show.watchUrl));
  }
  const waits = frames.map(({ presentedMs }) => presentedMs);
  const full = frames.filter(({ widthPx }) => widthPx === SIZE.widthPx);
  return { p50: percentile(waits, 0.5), p95: percentile(waits, 0.95), fullSize: (100 * full.length) / frames.length };
};

const measureJoin = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${OPENS} opens`);
    done.push(await onAir(measureRun));
  }
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchJoin: Benchmark = {
  title: 'Opening the watch page',
  method:
    `${OPENS} opens a run, each in a fresh browser context (no cache, no cookies, a process of its own), 1.2 s apart, of a show ` +
    'that is on air; from the start of the navigation to the first frame that is presented (requestVideoFrameCallback). One open ' +
    'before them is not counted: it pays for the browser’s own start.',
  measure: measureJoin,
};
