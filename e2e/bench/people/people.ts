import type { Page } from '@playwright/test';
import { hearPages } from '../../fixtures/marked-person.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, tallyBand } from '../../steps/guests.ts';
import { takeScene } from '../../steps/studio.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { InvalidRun, untilValid, WARM_UP_MS } from '../picture/judge.ts';
import { onAir, openViewerContext, playOn, type OnAir } from '../picture/on-air.ts';
import { readMachine } from '../process-usage.ts';
import { describeUsage, readBrowserUsage } from './browser-usage.ts';
import { describeEar, readEar } from './ear.ts';
import { ENTRIES, measureEntries } from './entries.ts';
import { flipDelays } from './flips.ts';
import { dressPerson, LOOKS, takeFlips } from './flipping-person.ts';
import { listenForTone, takeSights, takeSounds, watchGreen } from './sights.ts';

const WINDOW_MS = 30_000;
const LINKED = ['Ada', 'Bo', 'Cai', 'Dai', 'Eva', 'Fan'] as const;
/** Fewer make no p95. */
const MIN_FLIPS = 20;

const KINDS = {
  voiceP50: { title: 'A guest’s voice to another guest’s ear, p50', unit: 'ms' },
  voiceP95: { title: '… p95', unit: 'ms', atMost: 150 },
  faceP50: { title: 'A guest’s face to a viewer, through the host’s compositor, p50', unit: 'ms' },
  faceP95: { title: '… p95', unit: 'ms', atMost: 200 },
  visibleP50: { title: 'Bring on stage to the first frame with the guest at a viewer, p50', unit: 'ms' },
  visibleP95: { title: '… p95', unit: 'ms', atMost: 500 },
  backstageP50: { title: 'Link opened to backstage, name and permission included, p50', unit: 'ms' },
  backstageP95: { title: '… the slowest', unit: 'ms', atMost: 3_000 },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;

type Guest = { readonly page: Page; readonly tookMs: number; readonly leave: () => Promise<void> };

/** A guest comes by a link of their own: one whose camera and microphone flip, or one who only listens. */
const enter = async ({ studio, viewers }: OnAir, name: string, look: 'flipping' | 'listener'): Promise<Guest> => {
  const link = await inviteGuest(studio, name);
  const context = await openViewerContext(viewers);
  await hearPages(context);
  await dressPerson(context, LOOKS[look]);
  const page = await context.newPage();
  const startedMs = performance.now();
  await enterStudio(page, link, name);
  return { page, tookMs: performance.now() - startedMs, leave: () => context.close() };
};

/** One guest after another, each the only one who is there. The first pays for the browser's own start, and is not counted. */
const measureLinks = async (air: OnAir): Promise<readonly number[]> => {
  const waits: number[] = [];
  for (const name of LINKED) {
    const guest = await enter(air, name, 'listener');
    await guest.leave();
    waits.push(guest.tookMs);
  }
  return waits.slice(1);
};

const comeOnStage = async (air: OnAir, name: string, look: 'flipping' | 'listener'): Promise<Guest> => {
  const guest = await enter(air, name, look);
  await bringOnStage(air.studio, name);
  await tallyBand(guest.page, 'On air').waitFor();
  return guest;
};

const enough = (what: string, delays: readonly number[]): readonly number[] => {
  if (delays.length < MIN_FLIPS) throw new InvalidRun(`only ${delays.length} flips arrived: ${what}`);
  return delays;
};

type Voice = { readonly delays: readonly number[]; readonly note: string };

/**
 * From one guest to another, before anybody watches. How long the voice lay in the ear's jitter buffer, and how busy the machine
 * was, tell the way that it went from the processor time that nobody had.
 */
const measureVoice = async (speaker: Page, listener: Page): Promise<Voice> => {
  await listener.waitForTimeout(WARM_UP_MS);
  await listenForTone(listener);
  const [earBefore, machineBefore] = [await readEar(listener), await readMachine()];
  await takeFlips(speaker);
  await listener.waitForTimeout(WINDOW_MS);
  const [made, heard] = [await takeFlips(speaker), await takeSounds(listener)];
  const [ear, machine] = [await readEar(listener), await readMachine()];
  const busy = (100 * (machine.busy - machineBefore.busy)) / (machine.total - machineBefore.total);
  const note = `voice: ${describeEar(earBefore, ear)}, all cores together ${busy.toFixed(0)} % busy`;
  return { delays: enough(note, flipDelays(made, heard)), note };
};

const measureFace = async (speaker: Page, viewer: Page): Promise<readonly number[]> => {
  await viewer.waitForTimeout(WARM_UP_MS);
  await watchGreen(viewer);
  await takeFlips(speaker);
  await viewer.waitForTimeout(WINDOW_MS);
  return enough('face', flipDelays(await takeFlips(speaker), await takeSights(viewer)));
};

type Measured = { readonly run: Run; readonly note: string };

const measureRun = async (air: OnAir): Promise<Measured> => {
  const { studio, host, viewers, stage } = air;
  await showGuests(studio);
  await takeScene(studio, 'Guests');
  const links = await measureLinks(air);
  const speaker = await comeOnStage(air, 'Fei', 'flipping');
  const listener = await comeOnStage(air, 'Mei', 'listener');
  const voice = await measureVoice(speaker.page, listener.page);
  await listener.leave();
  const viewer = await (await openViewerContext(viewers)).newPage();
  await playOn(viewer, stage.show.watchUrl);
  const before = await readBrowserUsage(host);
  const face = await measureFace(speaker.page, viewer);
  const usage = describeUsage(before, await readBrowserUsage(host), (WARM_UP_MS + WINDOW_MS) / 1_000);
  const visible = await measureEntries(studio, viewer, 'Fei');
  return {
    run: {
      voiceP50: percentile(voice.delays, 0.5),
      voiceP95: percentile(voice.delays, 0.95),
      faceP50: percentile(face, 0.5),
      faceP95: percentile(face, 0.95),
      visibleP50: percentile(visible, 0.5),
      visibleP95: percentile(visible, 0.95),
      backstageP50: percentile(links, 0.5),
      backstageP95: Math.max(...links),
    },
    note: `${voice.note}; the host’s browser, in percent of a core: ${usage}`,
  };
};

const measurePeople = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Measured[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: a host, guests and a viewer`);
    done.push(await untilValid(say, () => onAir(measureRun, { dress: (context) => dressPerson(context, LOOKS.host) })));
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
    `A live show of a camera and a card, the host in one browser, the others in another. First ${LINKED.length} guests come by links ` +
    'and go, one at a time: from the navigation to “Backstage”; the first is not counted. Then two guests on stage beside the ' +
    'host, nobody watching: the microphone of one flips every second between a tone and silence, and the other’s page ' +
    'listens to all that it plays, for 30 s. Then that other one goes and a viewer comes: the camera of the guest flips every ' +
    'second between two brightnesses, and the viewer’s page looks at every presented frame, for 30 s; that includes the ' +
    `looking. Then the guest is taken off stage and brought back ${ENTRIES} times, from the click to ` +
    'the first frame that shows them.',
  measure: measurePeople,
};
