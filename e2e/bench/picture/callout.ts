import type { Page } from '@playwright/test';
import { seededRandom } from '../../../shared/random.ts';
import { startStampProbe, takeStampSamples } from '../../probes/stamp-probe.ts';
import { explainButton, HONEY, stopButton, stopExplaining } from '../../steps/studio.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { findCallout, type Sighting } from './card-frames.ts';
import { FRAMES_PER_SECOND, InvalidRun, SIZE, untilValid, WARM_UP_MS } from './judge.ts';
import { onAir, openViewerContext, playOn, type OnAir } from './on-air.ts';

const CALLOUTS = 20;
const SEED = 20_261_127;
/** The card has left, and a second of the picture without it has passed. */
const BETWEEN_MS = 1_600;
/** The press falls anywhere within a frame. */
const JITTER_MS = 100;
/** The card has come by then, or never comes. */
const WATCHED_MS = 2_000;

const KINDS = {
  apartP95: { title: 'The page’s own card off the frame that first shows the picture’s, p95', unit: 'ms', atMost: 100 },
  presentedP50: { title: 'Press to the first presented frame with the card, p50', unit: 'ms' },
  presentedP95: { title: '… p95', unit: 'ms' },
  decidedP50: { title: 'Press to the studio’s page knowing that it is decided and stored, p50', unit: 'ms' },
  composedP50: { title: 'Press to that frame’s composition, by its stamp, p50', unit: 'ms' },
  composedP95: { title: '… p95', unit: 'ms' },
} as const;
type Run = Readonly<Record<keyof typeof KINDS, number>>;

type Press = { readonly pressedAtMs: number; readonly decidedAtMs: number };
type Callout = Press & { readonly seen: Sighting };

declare global {
  interface Window {
    /** The newest press of Explain, by the browser's own time of the click, and when the page showed it as decided. */
    tallyPress?: { pressedAtMs: number; decidedAtMs: number };
  }
}

const watchPresses = (studio: Page): Promise<void> =>
  studio.evaluate(() => {
    const isStop = (button: Element): boolean => /^Stop explaining/.test(button.getAttribute('aria-label') ?? '');
    document.addEventListener(
      'click',
      ({ timeStamp }) => {
        const press = { pressedAtMs: performance.timeOrigin + timeStamp, decidedAtMs: Number.NaN };
        window.tallyPress = press;
        const seen = new MutationObserver(() => {
          if (![...document.querySelectorAll('button')].some(isStop)) return;
          seen.disconnect();
          press.decidedAtMs = performance.timeOrigin + performance.now();
        });
        seen.observe(document.body, { subtree: true, childList: true, attributes: true });
      },
      { capture: true },
    );
  });

/** By the mouse alone: what else a test's click does would fall into the time that is measured. */
const press = async (studio: Page): Promise<Press> => {
  const box = await explainButton(studio, HONEY.name).boundingBox();
  if (!box) throw new Error('Explain is not to be seen');
  await studio.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await stopButton(studio, HONEY.name).waitFor();
  const known = await studio.evaluate(() => window.tallyPress);
  if (!known) throw new Error('nothing was pressed');
  return known;
};

const measureCallout = async (studio: Page, viewer: Page, pauseMs: number): Promise<Callout> => {
  await takeStampSamples(viewer);
  await viewer.waitForTimeout(BETWEEN_MS + pauseMs);
  const pressed = await press(studio);
  await viewer.waitForTimeout(WATCHED_MS);
  const samples = await takeStampSamples(viewer);
  const odd = samples.find(({ widthPx, heightPx }) => widthPx !== SIZE.widthPx || heightPx !== SIZE.heightPx);
  if (odd) throw new InvalidRun(`a frame of ${odd.widthPx}×${odd.heightPx} was received`);
  await stopExplaining(studio, HONEY.name);
  return { ...pressed, seen: findCallout(samples, pressed.pressedAtMs) };
};

/** Those that could be seen, or were not shown at all. A picture that stood still before the press says nothing: it is repeated. */
const measureAll = async (studio: Page, viewer: Page): Promise<readonly Callout[]> => {
  const random = seededRandom(SEED);
  const callouts: Callout[] = [];
  for (let tries = 0; callouts.length < CALLOUTS; tries += 1) {
    if (tries === 2 * CALLOUTS) throw new InvalidRun('the picture stands still again and again');
    const callout = await measureCallout(studio, viewer, random() * JITTER_MS);
    if (callout.seen.kind !== 'unknown') callouts.push(callout);
  }
  return callouts;
};

const runOf = (callouts: readonly Callout[]): Run => {
  const seen = callouts.flatMap(({ pressedAtMs, seen }) => (seen.kind === 'seen' ? [{ pressedAtMs, ...seen }] : []));
  const unseen = callouts.slice(seen.length).map(() => WATCHED_MS);
  const presented = [...seen.map(({ pressedAtMs, presentedAtMs }) => presentedAtMs - pressedAtMs), ...unseen];
  const composed = seen.flatMap(({ pressedAtMs, composedAtMs }) =>
    composedAtMs === null ? [] : composedAtMs - pressedAtMs,
  );
  const cardsApart = seen.map(({ ownCardAtMs, presentedAtMs }) =>
    ownCardAtMs === null ? WATCHED_MS : Math.abs(ownCardAtMs - presentedAtMs),
  );
  const apart = [...cardsApart, ...unseen];
  const decided = callouts.map(({ pressedAtMs, decidedAtMs }) => decidedAtMs - pressedAtMs);
  return {
    apartP95: percentile(apart, 0.95),
    presentedP50: percentile(presented, 0.5),
    presentedP95: percentile(presented, 0.95),
    decidedP50: percentile(decided, 0.5),
    composedP50: percentile(composed, 0.5),
    composedP95: percentile(composed, 0.95),
  };
};

const measureRun = async ({ stage, studio, viewers }: OnAir): Promise<Run> => {
  const context = await openViewerContext(viewers);
  const viewer = await context.newPage();
  await playOn(viewer, stage.show.watchUrl);
  await stopExplaining(studio, HONEY.name);
  await viewer.waitForTimeout(WARM_UP_MS);
  await startStampProbe(viewer, 'whole-picture');
  await watchPresses(studio);
  return runOf(await measureAll(studio, viewer));
};

const measureCallouts = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${CALLOUTS} callouts`);
    done.push(await untilValid(say, () => onAir(measureRun)));
  }
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchCallout: Benchmark = {
  title: `Callout to frame, 1280×720 at ${FRAMES_PER_SECOND} fps`,
  method:
    `A live show of a camera; the host presses Explain ${CALLOUTS} times a run, some three seconds apart and at any point of a frame, ` +
    'and stops each time. The goal is of the error between the picture’s card and the page’s own, which viewers press (commerce.md): ' +
    'they are compared by the frames that they came with. The rest is how long it all takes: from the click, by the browser’s own time of that input, to the first frame that a watch page in another ' +
    'browser presents (requestVideoFrameCallback) in which a tenth of the card’s place looks as it never did in the second before ' +
    '(24 of 255 gray levels beyond): the way to the server and its disk, back, into the compositor, and the whole glass-to-glass ' +
    'delay. The card fades in, and is seen from about a third of its opacity on. “By its stamp” ends where that frame was ' +
    'composed, which is what the product does between a press and a picture. Reading the whole picture is part of the ' +
    'viewer’s load.',
  measure: measureCallouts,
};
