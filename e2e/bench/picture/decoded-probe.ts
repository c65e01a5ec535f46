/// <reference path="../../../client/platform/insertable-streams.d.ts" />
import type { Page } from '@playwright/test';
import { stampScript, type StampTools } from '../../probes/stamp-script.ts';
import type { DecodedFrame } from './flow.ts';

declare global {
  interface Window {
    tallyStamp?: StampTools;
    tallyDecoded?: { frames: DecodedFrame[]; sizes: string[] };
  }
}

export type Decoded = {
  readonly frames: readonly DecodedFrame[];
  /** Every size that occurred, as `1280×720`. */
  readonly sizes: readonly string[];
};

/**
 * Reads the stamp of every frame that the page's video *decodes*, whether or not the display has time for it: lost frames are
 * counted here, not where a busy screen skips some.
 */
export const startDecodedProbe = async (page: Page): Promise<void> => {
  await page.evaluate(await stampScript());
  await page.evaluate(() => {
    const stamp = window.tallyStamp;
    const stream = document.querySelector('video')?.srcObject;
    const [track] = stream instanceof MediaStream ? stream.getVideoTracks() : [];
    if (!stamp || !track) throw new Error('the page plays no video');
    const found: { frames: DecodedFrame[]; sizes: string[] } = { frames: [], sizes: [] };
    window.tallyDecoded = found;
    let strip = new Uint8Array(0);

    const read = async (frame: VideoFrame): Promise<void> => {
      const decodedAtMs = performance.timeOrigin + performance.now();
      const { codedWidth, codedHeight } = frame;
      const { widthPx, heightPx } = stamp.stampSize(codedWidth);
      const options = { rect: { x: 0, y: 0, width: widthPx, height: heightPx } };
      if (strip.byteLength < frame.allocationSize(options)) strip = new Uint8Array(frame.allocationSize(options));
      const [luma] = await frame.copyTo(strip, options);
      frame.close();
      if (!luma) throw new TypeError('a frame without luma');
      const { offset, stride } = luma;
      const reading = stamp.readStamp((x, y) => strip[offset + y * stride + x] ?? 0, codedWidth);
      const size = `${codedWidth}×${codedHeight}`;
      if (!found.sizes.includes(size)) found.sizes.push(size);
      const composedAtMs =
        reading.atMsLow === null ? null : decodedAtMs - stamp.stampAgeMs(decodedAtMs, reading.atMsLow);
      found.frames.push({ counter: reading.counter, composedAtMs, decodedAtMs });
    };
    // Room for a second of frames: a busy page must not lose what it is here to count.
    const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 30 });
    void processor.readable.pipeTo(new WritableStream({ write: read }));
  });
};

/** Takes what was read since the last call. */
export const takeDecoded = (page: Page): Promise<Decoded> =>
  page.evaluate(() => {
    const found = window.tallyDecoded;
    return { frames: found?.frames.splice(0) ?? [], sizes: found?.sizes.splice(0) ?? [] };
  });
