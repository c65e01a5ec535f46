import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import {
  collectSamples,
  countersOf,
  startStampProbe,
  takeStampSamples,
  type StampSample,
} from '../probes/stamp-probe.ts';

/** So many different frames are a moving picture: about half a second. */
const MOVING_FRAMES = 15;

/** What stands over the picture, or over its absence. */
export const pictureState = (page: Page, text: string): Locator => page.getByRole('status').filter({ hasText: text });

const player = (page: Page): Locator => page.getByRole('region', { name: /^Live picture/ });

/** The page's own card over the picture. */
export const calloutCard = (page: Page): Locator => player(page).getByRole('button', { name: /^Explaining now/ });

/** The sheet with a product's facts. */
export const productSheet = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

/** A product on the watch page's shelf. */
export const shelfItem = (page: Page, name: string): Locator => page.getByRole('button', { name: `View ${name}` });

export const openWatchPage = async (context: BrowserContext, url: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(url);
  return page;
};

export const expectLive = async (page: Page): Promise<void> => {
  await expect(player(page).getByText('Live', { exact: true })).toBeVisible();
};

/** When the studio composed the frame, by its own pixels; wall clock of this machine. */
export const composedAtMs = ({ presentedAtMs, ageMs }: StampSample): number =>
  ageMs === null ? Number.NEGATIVE_INFINITY : presentedAtMs - ageMs;

/** Starts the probe if it does not run on this page yet, and forgets what it has read so far. */
export const watchFrames = async (page: Page): Promise<void> => {
  const isProbed = await page.evaluate(() => window.tallyStampProbe !== undefined);
  if (!isProbed) await startStampProbe(page);
  await takeStampSamples(page);
};

/** Waits until half a second's worth of different frames was presented that the studio composed after `sinceMs`. */
export const expectMovingPicture = async (page: Page, sinceMs = 0): Promise<readonly StampSample[]> => {
  await watchFrames(page);
  const isNew = (sample: StampSample): boolean => composedAtMs(sample) > sinceMs;
  const samples = await collectSamples(
    page,
    'the picture moves',
    (found) => new Set(countersOf(found.filter(isNew))).size >= MOVING_FRAMES,
  );
  return samples.filter(isNew);
};

/** What the frames of a stretch of time say about the program's flow. */
export type Flow = {
  readonly longestGapMs: number;
  readonly composedPerSecond: number;
  readonly presentedPerSecond: number;
};

export const flowOf = (samples: readonly StampSample[]): Flow => {
  const readable = samples.flatMap(({ presentedAtMs, counter }) =>
    counter === null ? [] : [{ presentedAtMs, counter }],
  );
  const [first] = readable;
  const last = readable.at(-1);
  if (!first || !last || first === last) return { longestGapMs: Infinity, composedPerSecond: 0, presentedPerSecond: 0 };
  const seconds = (last.presentedAtMs - first.presentedAtMs) / 1_000;
  const gaps = readable.slice(1).map((sample, index) => sample.presentedAtMs - (readable[index]?.presentedAtMs ?? 0));
  return {
    longestGapMs: Math.max(...gaps),
    composedPerSecond: (last.counter - first.counter) / seconds,
    presentedPerSecond: (new Set(readable.map(({ counter }) => counter)).size - 1) / seconds,
  };
};

/** Collects frames for `durationMs` of their own clock, from now on. */
export const collectFor = async (page: Page, durationMs: number): Promise<readonly StampSample[]> => {
  await watchFrames(page);
  const spanMs = (samples: readonly StampSample[]): number =>
    (samples.at(-1)?.presentedAtMs ?? 0) - (samples[0]?.presentedAtMs ?? 0);
  return collectSamples(page, `${durationMs} ms of frames`, (samples) => spanMs(samples) >= durationMs);
};
