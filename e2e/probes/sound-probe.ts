import type { Page } from '@playwright/test';

const LISTEN_MS = 1_000;

/** The loudest sample of one second of the page's first video, in dBFS; −∞ for silence. The page must be allowed to play sound. */
export const measureLoudnessDb = (page: Page): Promise<number> =>
  page.evaluate(async (listenMs) => {
    const stream = document.querySelector('video')?.srcObject;
    if (!(stream instanceof MediaStream)) throw new Error('the video has no stream');
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2_048;
    context.createMediaStreamSource(stream).connect(analyser);
    await context.resume();
    const block = new Float32Array(analyser.fftSize);
    let peak = 0;
    const until = performance.now() + listenMs;
    while (performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      analyser.getFloatTimeDomainData(block);
      for (const sample of block) peak = Math.max(peak, Math.abs(sample));
    }
    await context.close();
    return 20 * Math.log10(peak);
  }, LISTEN_MS);
