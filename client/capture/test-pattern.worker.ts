import * as v from 'valibot';
import { wallClockMs } from '../platform/clock.ts';
import { nextTickAtMs } from '../platform/ticker.ts';
import { TestPatternStart, type NextFlash } from './test-pattern-messages.ts';
import { isFlash, makePlanes, paintTestPattern } from './test-pattern-picture.ts';

const COLOR_SPACE: VideoColorSpaceInit = {
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  matrix: 'smpte170m',
  fullRange: false,
};
const ROUNDING_MS = 0.01;

const run = async ({ writable, framesPerSecond, ...size }: TestPatternStart): Promise<never> => {
  const writer = writable.getWriter();
  const planes = makePlanes(size);
  const intervalMs = 1_000 / framesPerSecond;
  let dueAtMs = 0;
  let wasFlash = false;
  for (let counter = 0; ; counter += 1) {
    dueAtMs = nextTickAtMs(Math.max(wallClockMs(), dueAtMs), intervalMs);
    await sleepUntil(dueAtMs);
    // A frame that is due at a full second must not be dated a rounding error before it, or it would miss its flash.
    const atMs = Math.max(wallClockMs(), dueAtMs + ROUNDING_MS);
    if (isFlash(atMs) && !wasFlash) tellFlash(atMs);
    wasFlash = isFlash(atMs);
    paintTestPattern(planes, size, { atMs, counter });
    await writer.write(
      new VideoFrame(planes.bytes, {
        format: 'I420',
        codedWidth: size.widthPx,
        codedHeight: size.heightPx,
        timestamp: Math.round(performance.now() * 1_000),
        colorSpace: COLOR_SPACE,
      }),
    );
  }
};

const sleepUntil = (atMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - wallClockMs())));

const tellFlash = (flashAtMs: number): void => {
  const message: NextFlash = { nextFlashAtMs: (Math.floor(flashAtMs / 1_000) + 1) * 1_000 };
  self.postMessage(message);
};

// A failure becomes the worker's `error` event on the page.
self.addEventListener('message', ({ data }) => void run(v.parse(TestPatternStart, data)).catch(reportError), {
  once: true,
});
