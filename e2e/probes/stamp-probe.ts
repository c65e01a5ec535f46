import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

const STAMP_SOURCE = path.join(import.meta.dirname, '../../shared/scene/frame-stamp.ts');

/** One presented frame, as its pixels date it. `null` values are rows whose CRC failed. */
export type StampSample = {
  /** Wall clock of the page when the frame was handed to the display. */
  readonly presentedAtMs: number;
  readonly counter: number | null;
  readonly ageMs: number | null;
  readonly widthPx: number;
  readonly heightPx: number;
};

type Probe = { samples: StampSample[] };
declare global {
  interface Window {
    tallyStampProbe?: Probe;
  }
}

/** The product's own stamp reader as a script for a page: types stripped, exports turned into one object. */
const readerScript = async (): Promise<string> => {
  const source = stripTypeScriptTypes(await readFile(STAMP_SOURCE, 'utf8')).replaceAll(/^export /gm, '');
  return `window.tallyStampReader = (() => { ${source}; return { readStamp, stampSize, stampAgeMs }; })();`;
};

/** Starts reading the stamp of every frame that the page's first playing video presents; call after the video exists. */
export const startStampProbe = async (page: Page, selector = 'video'): Promise<void> => {
  await page.evaluate(await readerScript());
  await page.evaluate((wanted) => {
    const reader = (window as unknown as { tallyStampReader: typeof import('../../shared/scene/frame-stamp.ts') }).tallyStampReader;
    const probe: Probe = { samples: [] };
    window.tallyStampProbe = probe;
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const video = document.querySelector<HTMLVideoElement>(wanted);
    if (!context || !video) throw new Error(`no video at ${wanted}`);
    const read = (_now: number, frame: VideoFrameCallbackMetadata): void => {
      const strip = reader.stampSize(frame.width);
      if (canvas.width !== strip.widthPx) {
        canvas.width = strip.widthPx;
        canvas.height = strip.heightPx;
      }
      context.drawImage(video, 0, 0, strip.widthPx, strip.heightPx, 0, 0, strip.widthPx, strip.heightPx);
      const { data } = context.getImageData(0, 0, strip.widthPx, strip.heightPx);
      const reading = reader.readStamp((x, y) => data[(y * strip.widthPx + x) * 4 + 1] ?? 0, frame.width);
      const presentedAtMs = performance.timeOrigin + frame.presentationTime;
      probe.samples.push({
        presentedAtMs,
        counter: reading.counter,
        ageMs: reading.atMsLow === null ? null : reader.stampAgeMs(presentedAtMs, reading.atMsLow),
        widthPx: frame.width,
        heightPx: frame.height,
      });
      video.requestVideoFrameCallback(read);
    };
    video.requestVideoFrameCallback(read);
  }, selector);
};

/** Takes what was read since the last call. */
export const takeStampSamples = (page: Page): Promise<readonly StampSample[]> =>
  page.evaluate(() => window.tallyStampProbe?.samples.splice(0) ?? []);

/** Counters of the readable samples, in order. */
export const countersOf = (samples: readonly StampSample[]): readonly number[] =>
  samples.flatMap(({ counter }) => counter ?? []);
