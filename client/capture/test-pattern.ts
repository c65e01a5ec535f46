import * as v from 'valibot';
import type { SizePx } from '../../shared/geometry.ts';
import { makeOpenSource, readFacts, type OpenSource } from './open-source.ts';
import { NextFlash, type TestPatternStart } from './test-pattern-messages.ts';
import { FLASH_MS } from './test-pattern-picture.ts';
import { openTestTone } from './test-tone.ts';

export type TestPatternOptions = SizePx & { readonly framesPerSecond: number };

/**
 * Bars, motion, clock, frame stamp and a tone: lets anyone try the product without a camera. A worker paints, so that a
 * hidden tab and a busy page change nothing; its video is an ordinary track.
 */
export const openTestPattern = async (options: TestPatternOptions, signal: AbortSignal): Promise<OpenSource> => {
  signal.throwIfAborted();
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const worker = new Worker(new URL('./test-pattern.worker.ts', import.meta.url), {
    type: 'module',
    name: 'test-pattern',
  });
  const tone = openTestTone();
  const source = makeOpenSource({
    video: generator,
    audio: tone.track,
    facts: { ...readFacts(generator), label: '', widthPx: options.widthPx, heightPx: options.heightPx },
    faultOnEnd: () => ({ code: 'camera.unusable' }),
    onClose: () => {
      worker.terminate();
      void tone.close();
    },
  });
  worker.addEventListener('error', () => source.raise({ code: 'camera.unusable' }));
  worker.addEventListener('message', ({ data }) => tone.beepAt(v.parse(NextFlash, data).nextFlashAtMs, FLASH_MS));
  const start: TestPatternStart = { ...pick(options), writable: generator.writable };
  worker.postMessage(start, [generator.writable]);
  return source;
};

/** Only what the worker reads: a caller's options may carry more than a message can. */
const pick = ({ widthPx, heightPx, framesPerSecond }: TestPatternOptions) => ({ widthPx, heightPx, framesPerSecond });
