import type { Browser, Page } from '@playwright/test';
import { setTimeout as delay } from 'node:timers/promises';
import { assert } from '../../shared/invariant.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { HONEY } from '../steps/studio.ts';
import { sellHere, withDesk } from './desk.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from './figure.ts';
import { InvalidRun, untilValid } from './picture/judge.ts';
import { onAir, openViewerContext, playOn, type OnAir } from './picture/on-air.ts';

const PAGES = 20;
const WARM_UP_S = 20;
/** As soon as it is open, pages count down to its end. */
const OPEN_S = 60;
const TERMS = { priceMinor: 100, limitPerBuyer: 1, warmUpMs: WARM_UP_S * 1_000, openMs: OPEN_S * 1_000 } as const;
/** The seconds that are counted from their beginning: the announcement cuts the first. */
const SECONDS = Array.from({ length: WARM_UP_S - 1 }, (_, index) => index + 1);
const TIMEOUT_MS = (WARM_UP_S + 10) * 1_000;

const KINDS = {
  spreadP50: { title: 'First to last page that shows a second, p50 of the seconds', unit: 'ms' },
  spreadMost: { title: '… the most', unit: 'ms', atMost: 50 },
  offMost: { title: 'Any page off the server’s clock, the most', unit: 'ms', atMost: 50 },
  openedSpread: { title: 'First to last page that opens the sale', unit: 'ms' },
} as const;
type Run = Readonly<Record<keyof typeof KINDS, number>>;

/** Epoch milliseconds at which a page first showed so many seconds. */
type Shown = Readonly<Record<number, number>>;

declare global {
  interface Window {
    tallyCountdown?: Promise<Record<number, number>>;
  }
}

/**
 * Notes each second as soon as it is in the document; it is painted with the next frame. What it notes is a promise, for when it has
 * seen `last`: asking a page again and again would have all of them paint sixty times a second.
 */
const watchCountdown = (page: Page): Promise<void> =>
  page.evaluate((last) => {
    const shown: Record<number, number> = {};
    window.tallyCountdown = new Promise((resolve) => {
      const look = (): void => {
        const seconds = document.querySelector('[role=timer][data-seconds]')?.getAttribute('data-seconds');
        if (seconds === null || seconds === undefined) return;
        shown[Number(seconds)] ??= performance.timeOrigin + performance.now();
        if (Number(seconds) === last) resolve(shown);
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  }, OPEN_S);

/** The same watch page without a picture: twenty people's videos are not decoded by one machine. */
const openUnseeing = async (viewers: Browser, url: string): Promise<Page> => {
  const context = await openViewerContext(viewers);
  await context.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(HONEY.name).first().waitFor();
  return page;
};

const measureRun = async ({ stage, viewers }: OnAir): Promise<Run> => {
  const watching = await (await openViewerContext(viewers)).newPage();
  await playOn(watching, stage.show.watchUrl);
  const pages = [watching];
  while (pages.length < PAGES) pages.push(await openUnseeing(viewers, stage.show.watchUrl));
  await Promise.all(pages.map(watchCountdown));
  const { id: itemId } = await sellHere(stage, PAGES);
  await withDesk(stage, (desk) => desk.call('flash.start', { itemId, ...TERMS }));
  const opensAtMs = await withDesk(stage, (_desk, { show }) => Promise.resolve(opensAtMsOf(show)));
  const seen = Promise.all(pages.map((page): Promise<Shown> => page.evaluate(() => window.tallyCountdown ?? {})));
  const shown = await Promise.race([seen, delay(TIMEOUT_MS, null)]);
  if (!shown) throw new InvalidRun('a page never showed that the sale is open');
  return runOf(shown, opensAtMs);
};

const opensAtMsOf = ({ flash }: ShowState): number => {
  assert(flash?.life.phase === 'warm-up', 'the sale is announced');
  return flash.life.opensAtMs;
};

const timesOf = (shown: readonly Shown[], seconds: number): readonly number[] =>
  shown.map((page) => {
    const atMs = page[seconds];
    if (atMs === undefined) throw new InvalidRun(`a page never showed ${seconds} s`);
    return atMs;
  });

const spreadOf = (timesMs: readonly number[]): number => Math.max(...timesMs) - Math.min(...timesMs);

const runOf = (shown: readonly Shown[], opensAtMs: number): Run => {
  const bySecond = SECONDS.map((seconds) => ({ seconds, timesMs: timesOf(shown, seconds) }));
  const spreads = bySecond.map(({ timesMs }) => spreadOf(timesMs));
  const offs = bySecond.flatMap(({ seconds, timesMs }) =>
    timesMs.map((atMs) => Math.abs(atMs - (opensAtMs - seconds * 1_000))),
  );
  return {
    spreadP50: percentile(spreads, 0.5),
    spreadMost: Math.max(...spreads),
    offMost: Math.max(...offs),
    openedSpread: spreadOf(timesOf(shown, OPEN_S)),
  };
};

const measure = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${PAGES} pages`);
    done.push(await untilValid(say, () => onAir(measureRun)));
  }
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchCountdown: Benchmark = {
  title: `Countdown of a flash sale on ${PAGES} pages`,
  method:
    `A live show of a camera; ${PAGES} watch pages in one browser, each a person of its own. One of them plays the picture, the ` +
    'others have no WebRTC: that one machine does not decode twenty videos. The host announces a sale that opens in ' +
    `${WARM_UP_S} s. Of each second that they count down, the time at which each page’s document first has it ` +
    '(MutationObserver); pages and server share the machine’s clock, but each page knows the server’s only by its own pings.',
  measure,
};
