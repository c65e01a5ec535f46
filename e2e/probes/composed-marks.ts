import type { Page } from '@playwright/test';
import type { Mark } from '../fixtures/marked-person.ts';
import { TOLERANCE } from './color-probe.ts';
import { stampScript } from './stamp-script.ts';

/** Where a mark lies along the middle of the picture, in pixels of the program. */
export type MarkSpan = { readonly leftPx: number; readonly rightPx: number };

/** One frame of the program. */
export type ComposedFrame = {
  /** By its stamp; wall clock of this machine. */
  readonly atMs: number;
  /** By its stamp: a gap tells of frames that this page had no time to read. */
  readonly counter: number;
  /** In the order of the marks that were asked for; null where there is none of it. */
  readonly spans: readonly (MarkSpan | null)[];
};

declare global {
  interface Window {
    tallyComposed?: { readonly frames: ComposedFrame[]; readonly track: MediaStreamTrack };
  }
}

/**
 * Starts reading where the marks lie in every frame that the studio composes: before the network, and whether or not the
 * display has time for it.
 */
export const startComposedMarks = async (studio: Page, marks: readonly Mark[]): Promise<void> => {
  await studio.evaluate(await stampScript());
  await studio
    .locator('video')
    .first()
    .evaluate(
      (video: HTMLVideoElement, { colors, tolerance }) => {
        const stamp = window.tallyStamp;
        const stream = video.srcObject;
        const [track] = stream instanceof MediaStream ? stream.getVideoTracks() : [];
        if (!stamp || !track) throw new Error('the page shows no program');
        const frames: ComposedFrame[] = [];
        const own = track.clone();
        window.tallyComposed = { frames, track: own };
        const pixels = async (frame: VideoFrame, rect: DOMRectInit): Promise<Uint8Array> => {
          const options = { rect, format: 'RGBA', colorSpace: 'srgb' } as const;
          const bytes = new Uint8Array(frame.allocationSize(options));
          await frame.copyTo(bytes, options);
          return bytes;
        };
        const read = async (frame: VideoFrame): Promise<void> => {
          const nowMs = Date.now();
          const { codedWidth, codedHeight } = frame;
          const size = stamp.stampSize(codedWidth);
          const strip = await pixels(frame, { x: 0, y: 0, width: size.widthPx, height: size.heightPx });
          // Two rows, because colors are shared by two.
          const row = await pixels(frame, { x: 0, y: (codedHeight >> 2) * 2, width: codedWidth, height: 2 });
          frame.close();
          const { atMsLow, counter } = stamp.readStamp(
            (x, y) => strip[(y * size.widthPx + x) * 4 + 1] ?? 0,
            codedWidth,
          );
          if (atMsLow === null || counter === null) throw new Error('a frame of the program has no stamp');
          const spans = colors.map((rgb) => {
            const isMarked = (x: number): boolean =>
              rgb.every((value, channel) => Math.abs((row[x * 4 + channel] ?? 0) - value) <= tolerance);
            const xs = Array.from({ length: codedWidth }, (_, x) => x).filter(isMarked);
            const [first] = xs;
            const last = xs.at(-1);
            return first === undefined || last === undefined ? null : { leftPx: first, rightPx: last + 1 };
          });
          frames.push({ atMs: nowMs - stamp.stampAgeMs(nowMs, atMsLow), counter, spans });
        };
        // Room for a second of frames: a busy page must not lose what it is here to see.
        const processor = new MediaStreamTrackProcessor({ track: own, maxBufferSize: 30 });
        void processor.readable.pipeTo(new WritableStream({ write: read }));
      },
      { colors: marks.map(({ rgb }) => [...rgb]), tolerance: TOLERANCE },
    );
};

/** What has been read so far. */
export const readComposedMarks = (studio: Page): Promise<readonly ComposedFrame[]> =>
  studio.evaluate(() => window.tallyComposed?.frames ?? []);

/** Ends the reading, and gives what was read. */
export const takeComposedMarks = (studio: Page): Promise<readonly ComposedFrame[]> =>
  studio.evaluate(() => {
    window.tallyComposed?.track.stop();
    return window.tallyComposed?.frames ?? [];
  });
