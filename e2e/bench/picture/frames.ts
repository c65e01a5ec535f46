import type { Browser, Page } from '@playwright/test';
import { figuresOf, type Benchmark, type BenchSettings, type Figure, type Report } from '../figure.ts';
import { openStage, type Stage } from '../stage.ts';
import { startDecodedProbe, takeDecoded } from './decoded-probe.ts';
import { judgeFlow, type Flow } from './flow.ts';
import { openHiddenStudio } from './hidden-studio.ts';
import {
  assertCodec,
  FRAMES_PER_SECOND,
  InvalidRun,
  MAX_REJECTED_PERCENT,
  SIZE,
  untilValid,
  WARM_UP_MS,
} from './judge.ts';
import { launchViewers, onAir, playOn, openViewerContext } from './on-air.ts';
import { readInbound } from './peer-connections.ts';

const WINDOW_MS = 180_000;

const kindsOf = (studio: string) =>
  ({
    lostOrLatePercent: { title: `Lost or late frames, ${studio}`, unit: '%', atMost: 0.5 },
    longestFreezeMs: { title: `Longest freeze, ${studio}`, unit: 'ms', atMost: 200 },
    rejectedPercent: { title: `Unreadable stamps, ${studio}`, unit: '%', atMost: MAX_REJECTED_PERCENT },
  }) as const;

const watchFlow = async (page: Page): Promise<Flow> => {
  await page.waitForTimeout(WARM_UP_MS);
  await startDecodedProbe(page);
  await page.waitForTimeout(WINDOW_MS);
  const { frames, sizes } = await takeDecoded(page);
  assertCodec((await readInbound(page)).codec);
  const [size, ...others] = sizes;
  if (size !== `${SIZE.widthPx}×${SIZE.heightPx}` || others.length > 0) {
    throw new InvalidRun(`frames of ${sizes.join(' and ')} were received`);
  }
  const flow = judgeFlow(frames, FRAMES_PER_SECOND);
  if (flow.rejectedPercent > MAX_REJECTED_PERCENT) {
    throw new InvalidRun(`${flow.rejectedPercent.toFixed(1)} % of the stamps cannot be read`);
  }
  return flow;
};

const watchShow = async (viewers: Browser, { show }: Stage): Promise<Flow> => {
  const context = await openViewerContext(viewers);
  const page = await context.newPage();
  await playOn(page, show.watchUrl);
  return watchFlow(page);
};

const watchVisible = (): Promise<Flow> => onAir(({ stage, viewers }) => watchShow(viewers, stage));

const watchHidden = async (): Promise<Flow> => {
  const stage = await openStage();
  try {
    const studio = await openHiddenStudio(stage.show);
    const viewers = await launchViewers();
    try {
      const flow = await watchShow(viewers, stage);
      await studio.assertHidden();
      return flow;
    } finally {
      await viewers.close();
      await studio.close();
    }
  } finally {
    await stage.close();
  }
};

const describe = (studio: string, { due, missed, lost, late }: Flow): string =>
  `${studio}: of ${due} frames, ${missed} not composed in time, ${lost} lost, ${late} late`;

const measureFrames = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const figures: Figure[] = [];
  const notes: string[] = [];
  for (const [studio, watch] of [
    ['studio visible', watchVisible],
    ['studio hidden', watchHidden],
  ] as const) {
    const flows: Flow[] = [];
    for (let run = 1; run <= runs; run += 1) {
      say(`run ${run} of ${runs}: ${studio}, three minutes`);
      flows.push(await untilValid(say, watch));
    }
    figures.push(...figuresOf(flows, kindsOf(studio)));
    notes.push(...flows.map((flow) => describe(studio, flow)));
  }
  return { figures, notes };
};

export const benchFrames: Benchmark = {
  title: 'Frames over three minutes, 1280×720 at 30 fps',
  method:
    'A watch page reads the stamp of every frame that it decodes (MediaStreamTrackProcessor). A frame counts as lost or late when ' +
    'it was not composed in its turn, was composed but never decoded, or was decoded more than two frames (67 ms) after its turn. ' +
    'For “studio hidden” Chromium is started by hand and another tab covers the studio, whose `visibilityState` is `hidden` before ' +
    'and after.',
  measure: measureFrames,
};
