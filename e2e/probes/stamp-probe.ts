import { expect, type Page } from '@playwright/test';
import { stampScript, type StampTools } from './stamp-script.ts';

/** The picture is also read as this many cells: enough to see a card come, go and change its words, few enough to cost little. */
export const LUMA_GRID = { columns: 64, rows: 36 } as const;

/** One presented frame, as its pixels date it. `null` values are rows whose CRC failed. */
export type StampSample = {
  /** Wall clock of the page when the frame was handed to the display. */
  readonly presentedAtMs: number;
  readonly counter: number | null;
  readonly ageMs: number | null;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Gray (0…255) of the picture's cells, row by row; empty unless the whole picture was asked for. */
  readonly luma: readonly number[];
  /** Whether the page shows its own product card in the very rendering step that presents the frame. */
  readonly card: 'shown' | 'absent';
};

type Probe = { samples: StampSample[] };
declare global {
  interface Window {
    tallyStampProbe?: Probe;
    tallyStamp?: StampTools;
  }
}

/**
 * Starts reading every frame that the page's video presents; call after the video exists. It stays with the video
 * when another stream is put into it.
 */
export const startStampProbe = async (page: Page, look: 'stamp' | 'whole-picture' = 'stamp'): Promise<void> => {
  await page.evaluate(await stampScript());
  await page.evaluate(
    ({ wanted, grid }) => {
      const reader = window.tallyStamp;
      const video = document.querySelector('video');
      if (!reader || !video) throw new Error('the page has no video');
      const probe: Probe = { samples: [] };
      window.tallyStampProbe = probe;
      const openContext = (): CanvasRenderingContext2D => {
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        if (!context) throw new Error('no canvas');
        return context;
      };
      const strip = openContext();
      const whole = openContext();
      whole.canvas.width = grid.columns;
      whole.canvas.height = grid.rows;

      const readStrip = (widthPx: number) => {
        const size = reader.stampSize(widthPx);
        if (strip.canvas.width !== size.widthPx) {
          strip.canvas.width = size.widthPx;
          strip.canvas.height = size.heightPx;
        }
        strip.drawImage(video, 0, 0, size.widthPx, size.heightPx, 0, 0, size.widthPx, size.heightPx);
        const { data } = strip.getImageData(0, 0, size.widthPx, size.heightPx);
        return reader.readStamp((x, y) => data[(y * size.widthPx + x) * 4 + 1] ?? 0, widthPx);
      };
      const readLuma = (): number[] => {
        if (wanted === 'stamp') return [];
        whole.drawImage(video, 0, 0, grid.columns, grid.rows);
        const { data } = whole.getImageData(0, 0, grid.columns, grid.rows);
        return Array.from({ length: grid.columns * grid.rows }, (_, cell) => data[cell * 4 + 1] ?? 0);
      };
      const read = (_now: number, frame: VideoFrameCallbackMetadata): void => {
        video.requestVideoFrameCallback(read);
        // Before media comes, Chromium presents a placeholder of two pixels.
        if (reader.stampSize(frame.width).heightPx > 0) sample(frame);
      };
      const sample = (frame: VideoFrameCallbackMetadata): void => {
        const reading = readStrip(frame.width);
        const presentedAtMs = performance.timeOrigin + frame.presentationTime;
        const found = {
          presentedAtMs,
          counter: reading.counter,
          ageMs: reading.atMsLow === null ? null : reader.stampAgeMs(presentedAtMs, reading.atMsLow),
          widthPx: frame.width,
          heightPx: frame.height,
          luma: readLuma(),
        };
        // Animation callbacks come after all video callbacks of the same rendering step: what the page has by then is what
        // the display gets together with this frame.
        requestAnimationFrame(() => {
          const card = document.querySelector('[role="status"] [data-item]') ? 'shown' : 'absent';
          probe.samples.push({ ...found, card });
        });
      };
      video.requestVideoFrameCallback(read);
    },
    { wanted: look, grid: LUMA_GRID },
  );
};

/** Takes what was read since the last call. */
export const takeStampSamples = (page: Page): Promise<readonly StampSample[]> =>
  page.evaluate(() => window.tallyStampProbe?.samples.splice(0) ?? []);

/** Counters of the readable samples, in order. */
export const countersOf = (samples: readonly StampSample[]): readonly number[] =>
  samples.flatMap(({ counter }) => counter ?? []);

/** Collects frames until `enough` says so; fails when the picture does not get there in time. */
export const collectSamples = async (
  page: Page,
  reason: string,
  enough: (samples: readonly StampSample[]) => boolean,
): Promise<readonly StampSample[]> => {
  const collected: StampSample[] = [];
  await expect
    .poll(
      async () => {
        collected.push(...(await takeStampSamples(page)));
        return enough(collected);
      },
      { message: reason, intervals: [250] },
    )
    .toBe(true);
  return collected;
};
