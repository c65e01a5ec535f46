import type { Page } from '@playwright/test';
import { TOLERANCE } from './color-probe.ts';
import { stampScript } from './stamp-script.ts';
import type { Mark } from '../fixtures/marked-person.ts';

/** Where a mark lies in one presented frame, along the middle of the picture: fractions of its width. */
export type MarkSpan = { readonly left: number; readonly right: number };

/** One presented frame. */
export type MarkSample = {
  /** The studio composed it then, by its stamp; wall clock of this machine. Null where the stamp cannot be read. */
  readonly composedAtMs: number | null;
  /** In the order of the marks that were asked for; null where there is none of it. */
  readonly spans: readonly (MarkSpan | null)[];
};

declare global {
  interface Window {
    tallyMarkTrack?: MarkSample[];
  }
}

const COLUMNS = 256;

/** Starts reading where the marks lie in every frame that the page's video presents; call after the video exists. */
export const startMarkTrack = async (page: Page, marks: readonly Mark[]): Promise<void> => {
  await page.evaluate(await stampScript());
  await page.evaluate(
    ({ colors, tolerance, columns }) => {
      const reader = window.tallyStamp;
      const video = document.querySelector('video');
      if (!reader || !video) throw new Error('the page has no video');
      const samples: MarkSample[] = (window.tallyMarkTrack = []);
      const openContext = (): CanvasRenderingContext2D => {
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        if (!context) throw new Error('no canvas');
        return context;
      };
      const [strip, row] = [openContext(), openContext()];
      row.canvas.width = columns;
      row.canvas.height = 1;
      const composedAt = (widthPx: number, presentedAtMs: number): number | null => {
        const size = reader.stampSize(widthPx);
        if (size.heightPx === 0) return null;
        strip.canvas.width = size.widthPx;
        strip.canvas.height = size.heightPx;
        strip.drawImage(video, 0, 0, size.widthPx, size.heightPx, 0, 0, size.widthPx, size.heightPx);
        const { data } = strip.getImageData(0, 0, size.widthPx, size.heightPx);
        const { atMsLow } = reader.readStamp((x, y) => data[(y * size.widthPx + x) * 4 + 1] ?? 0, widthPx);
        return atMsLow === null ? null : presentedAtMs - reader.stampAgeMs(presentedAtMs, atMsLow);
      };
      const read = (_now: number, frame: VideoFrameCallbackMetadata): void => {
        video.requestVideoFrameCallback(read);
        const composedAtMs = composedAt(frame.width, performance.timeOrigin + frame.presentationTime);
        row.drawImage(video, 0, frame.height / 2, frame.width, 1, 0, 0, columns, 1);
        const { data } = row.getImageData(0, 0, columns, 1);
        const spans = colors.map((rgb) => {
          const xs = Array.from({ length: columns }, (_, x) => x).filter((x) =>
            rgb.every((value, channel) => Math.abs((data[x * 4 + channel] ?? 0) - value) <= tolerance),
          );
          return xs.length === 0 ? null : { left: Math.min(...xs) / columns, right: (Math.max(...xs) + 1) / columns };
        });
        samples.push({ composedAtMs, spans });
      };
      video.requestVideoFrameCallback(read);
    },
    { colors: marks.map(({ rgb }) => [...rgb]), tolerance: TOLERANCE, columns: COLUMNS },
  );
};

/** Takes what was read since the last call. */
export const takeMarkSamples = (page: Page): Promise<readonly MarkSample[]> =>
  page.evaluate(() => window.tallyMarkTrack?.splice(0) ?? []);
