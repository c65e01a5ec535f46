import type { Page } from '@playwright/test';
import { hearPages, markPerson, MARKS } from '../../fixtures/marked-person.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, takeOffStage, tallyBand } from '../../steps/guests.ts';
import { takeScene } from '../../steps/studio.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { InvalidRun, untilValid, WARM_UP_MS } from '../picture/judge.ts';
import { onAir, openViewerContext, playOn, type OnAir } from '../picture/on-air.ts';
import { describeUsage, readBrowserUsage } from './browser-usage.ts';
import { flipDelays } from './flips.ts';
import { flipDevices, takeFlips } from './flipping-person.ts';
import { listenForTone, takeSights, takeSounds, watchGreen } from './sights.ts';

const WINDOW_MS = 20_000;
const ENTRIES = 8;
/** Fewer make no p95. */
const MIN_FLIPS = 20;
/** A person is on the picture when they fill so much of it: a slot of two is half, minus its frame and name tag. */
const ON_PICTURE = 0.02;
const OFF_PICTURE = 0.001;

const KINDS = {
  voiceP50: { title: 'A guest’s voice to another guest’s ear, p50', unit: 'ms' },
  voiceP95: { title: '… p95', unit: 'ms', atMost: 150 },
  faceP50: { title: 'A guest’s face to a viewer, through the host’s compositor, p50', unit: 'ms' },
  faceP95: { title: '… p95', unit: 'ms', atMost: 200 },
  visibleP50: { title: 'Bring on stage to the first frame with the guest at a viewer, p50', unit: 'ms' },
  visibleP95: { title: '… p95', unit: 'ms', atMost: 500 },
  backstageP95: {
    title: 'Link opened to backstage, name and permission included, the slower guest',
    unit: 'ms',
    atMost: 3_000,
  },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;

type Entered = { readonly page: Page; readonly tookMs: number };

/** Two guests come by links of their own: one whose camera and microphone flip, one who listens. */
const enter = async ({ studio, viewers }: OnAir, name: string, dress: 'flipping' | 'plain'): Promise<Entered> => {
  const link = await inviteGuest(studio, name);
  const context = await openViewerContext(viewers);
  await hearPages(context);
  if (dress === 'flipping') await flipDevices(context);
  else await markPerson(context, MARKS.li);
  const page = await context.newPage();
  const startedMs = performance.now();
  await enterStudio(page, link, name);
  return { page, tookMs: performance.now() - startedMs };
};

/** Brings the flipping guest on stage again and again; a viewer's page says which frame had them first. */
const measureEntries = async (studio: Page, viewer: Page, name: string): Promise<readonly number[]> => {
  await studio.evaluate(() =>
    addEventListener('click', ({ timeStamp }) => (window.tallyClickedAtMs = performance.timeOrigin + timeStamp), true),
  );
  const waits: number[] = [];
  for (let entry = 0; entry < ENTRIES; entry += 1) {
    await takeOffStage(studio, name);
    await untilSeen(viewer, (share) => share < OFF_PICTURE);
    await bringOnStage(studio, name);
    const seenAtMs = await untilSeen(viewer, (share) => share > ON_PICTURE);
    const clickedAtMs = await studio.evaluate(() => window.tallyClickedAtMs ?? Number.NaN);
    waits.push(seenAtMs - clickedAtMs);
  }
  return waits;
};

declare global {
  interface Window {
    /** Wall clock of the page's newest click. */
    tallyClickedAtMs?: number;
  }
}

const LOOK_EVERY_MS = 100;
const SEEN_TIMEOUT_MS = 10_000;

/** When the first frame was presented that is as `isSo` says, wall clock. */
const untilSeen = async (viewer: Page, isSo: (share: number) => boolean): Promise<number> => {
  for (let waitedMs = 0; waitedMs < SEEN_TIMEOUT_MS; waitedMs += LOOK_EVERY_MS) {
    const sight = (await takeSights(viewer)).find(({ share }) => isSo(share));
    if (sight) return sight.atMs;
    await viewer.waitForTimeout(LOOK_EVERY_MS);
  }
  throw new InvalidRun('the guest did not come into the picture, or did not leave it');
};

type Measured = { readonly run: Run; readonly note: string };

const measureRun = async (air: OnAir): Promise<Measured> => {
  const { studio, host, viewers, stage } = air;
  await showGuests(studio);
  await takeScene(studio, 'Guests');
  const speaker = await enter(air, 'Fei', 'flipping');
  const listener = await enter(air, 'Mei', 'plain');
  for (const [name, { page }] of [
    ['Fei', speaker],
    ['Mei', listener],
  ] as const) {
    await bringOnStage(studio, name);
    await tallyBand(page, 'On air').waitFor();
  }
  const viewer = await (await openViewerContext(viewers)).newPage();
  await playOn(viewer, stage.show.watchUrl);
  await viewer.waitForTimeout(WARM_UP_MS);
  await watchGreen(viewer);
  await listenForTone(listener.page);
  await takeFlips(speaker.page);
  const before = await readBrowserUsage(host);
  await viewer.waitForTimeout(WINDOW_MS);
  const usage = describeUsage(before, await readBrowserUsage(host), WINDOW_MS / 1_000);
  const made = await takeFlips(speaker.page);
  const voice = flipDelays(made, await takeSounds(listener.page));
  const face = flipDelays(made, await takeSights(viewer));
  for (const [what, found] of [
    ['voice', voice],
    ['face', face],
  ] as const) {
    if (found.length < MIN_FLIPS) throw new InvalidRun(`only ${found.length} flips of the ${what} arrived`);
  }
  const visible = await measureEntries(studio, viewer, 'Fei');
  return {
    run: {
      voiceP50: percentile(voice, 0.5),
      voiceP95: percentile(voice, 0.95),
      faceP50: percentile(face, 0.5),
      faceP95: percentile(face, 0.95),
      visibleP50: percentile(visible, 0.5),
      visibleP95: percentile(visible, 0.95),
      backstageP95: Math.max(speaker.tookMs, listener.tookMs),
    },
    note: `the host’s browser, in percent of a core: ${usage}`,
  };
};

const measurePeople = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Measured[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: a host, two guests and a viewer`);
    done.push(await untilValid(say, () => onAir(measureRun, (context) => markPerson(context, MARKS.host))));
  }
  return {
    figures: figuresOf(
      done.map(({ run }) => run),
      KINDS,
    ),
    notes: done.map(({ note }) => note),
  };
};

export const benchPeople: Benchmark = {
  title: 'Guests on stage',
  method:
    'A live show with two guests on stage beside the host, host in one browser, guests and a viewer in another. A guest’s camera ' +
    'and microphone flip twice a second between two brightnesses and between a tone and silence; a viewer’s page looks at every ' +
    'presented frame, and the other guest’s page listens to all that it plays, for 20 s. The first includes the guest’s canvas ' +
    `camera, both the bits of the pages that look and listen. Then the guest is taken off stage and brought back ${ENTRIES} times, ` +
    'from the click to the first frame that shows them.',
  measure: measurePeople,
};
