import type { Browser, Page } from '@playwright/test';
import { killBrowser, launchChromium } from '../../fixtures/chromium.ts';
import { enterControls, invitePerson } from '../../steps/guests.ts';
import { composedAtMs, watchFrames } from '../../steps/watch.ts';
import { takeStampSamples } from '../../probes/stamp-probe.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { InvalidRun } from '../picture/judge.ts';
import { launchViewers, openViewerContext, playOn } from '../picture/on-air.ts';
import { openStage, type Stage } from '../stage.ts';
import { goLive, openStudio } from '../../steps/studio.ts';

const KILLS = 20;
/** A page that has just come to stand by has buffers to fill and a line to warm up. */
const SETTLE_MS = 2_000;
/** A browser that starts beside two studios and a viewer takes half a minute on two cores. */
const STANDBY_TIMEOUT_MS = 90_000;
/** A browser that is being killed may still finish a frame; nobody has taken over so soon. */
const DYING_MS = 100;
const LOOK_EVERY_MS = 200;
const TAKEOVER_TIMEOUT_MS = 15_000;
const DESKTOP = { width: 1440, height: 900 } as const;

const KINDS = {
  p50: { title: 'A killed browser to the first frame of the one that stood by, at a viewer, p50', unit: 'ms' },
  p95: { title: '… p95', unit: 'ms', atMost: 2_000 },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;

/** The host's or the co-host's browser. It is killed and started again with the same cookies, and stands by then. */
type Studio = { readonly browser: Browser; readonly page: Page };
type Cookies = Stage['cookies'];

/** Without spare renderers: on two cores their start, once for each kill, would be most of the run. */
const openStudioBrowser = async (browsers: Set<Browser>, cookies: Cookies): Promise<Studio> => {
  const browser = await launchChromium();
  browsers.add(browser);
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-US' });
  await context.addCookies(cookies);
  return { browser, page: await context.newPage() };
};

const standBy = (page: Page): Promise<void> =>
  page.getByText('Standing by').first().waitFor({ timeout: STANDBY_TIMEOUT_MS });

/** When a viewer first sees a frame that was composed after `sinceMs`. */
const seesAtMs = async (viewer: Page, sinceMs: number): Promise<number> => {
  for (let waitedMs = 0; waitedMs < TAKEOVER_TIMEOUT_MS; waitedMs += LOOK_EVERY_MS) {
    const next = (await takeStampSamples(viewer)).find((sample) => composedAtMs(sample) > sinceMs);
    if (next) return next.presentedAtMs;
    await viewer.waitForTimeout(LOOK_EVERY_MS);
  }
  throw new InvalidRun('nobody took the program over');
};

type Show = {
  readonly maker: Studio;
  readonly heir: Studio;
  readonly viewer: Page;
  /** Those that are to be closed in the end. */
  readonly browsers: Set<Browser>;
};

const killAgainAndAgain = async (
  { viewer, browsers, ...first }: Show,
  say: BenchSettings['say'],
): Promise<readonly number[]> => {
  const waits: number[] = [];
  let { maker, heir } = first;
  await watchFrames(viewer);
  while (waits.length < KILLS) {
    await standBy(heir.page);
    const cookies = await maker.page.context().cookies();
    const url = maker.page.url();
    await viewer.waitForTimeout(SETTLE_MS);
    const killedAtMs = await killBrowser(maker.browser);
    browsers.delete(maker.browser);
    const tookMs = (await seesAtMs(viewer, killedAtMs + DYING_MS)) - killedAtMs;
    waits.push(tookMs);
    say(`  kill ${waits.length} of ${KILLS}: ${tookMs.toFixed(0)} ms`);
    const next = await openStudioBrowser(browsers, cookies);
    await next.page.goto(url);
    [maker, heir] = [heir, next];
  }
  return waits;
};

const measureRun = async (say: BenchSettings['say']): Promise<Run> => {
  const stage = await openStage();
  const browsers = new Set<Browser>();
  try {
    const maker = await openStudioBrowser(browsers, stage.cookies);
    const heir = await openStudioBrowser(browsers, []);
    const viewers = await launchViewers();
    browsers.add(viewers);
    await openStudio(maker.page, stage.show, 'devices');
    await goLive(maker.page);
    await enterControls(heir.page, await invitePerson(maker.page, 'Ann', 'Co-host'), { name: 'Ann', as: 'co-host' });
    await heir.page.goto(`${heir.page.url()}?stamp=1`);
    const viewer = await (await openViewerContext(viewers)).newPage();
    await playOn(viewer, stage.show.watchUrl);
    const waits = await killAgainAndAgain({ maker, heir, viewer, browsers }, say);
    return { p50: percentile(waits, 0.5), p95: percentile(waits, 0.95) };
  } finally {
    for (const browser of browsers) await browser.close();
    await stage.close();
  }
};

const measureTakeover = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${KILLS} kills`);
    done.push(await measureRun(say));
  }
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchTakeover: Benchmark = {
  title: 'Standby takeover',
  method:
    'A live show with a co-host at the controls, each in a browser of their own, and a viewer. Whoever makes the program is killed ' +
    `(SIGKILL of the browser), ${KILLS} times in turn; the other page takes over, and the killed one comes back and stands by. ` +
    'Measured from the kill to the first presented frame that was composed 100 ms after it or later, by the frame stamp. The browsers go ' +
    'without the spare renderers that people’s have: on two cores their start would be most of the run.',
  measure: measureTakeover,
};
