/// <reference types="vite/client" />
/// <reference path="../../client/platform/insertable-streams.d.ts" />
import path from 'node:path';
import { createServer, type ViteDevServer } from 'vite';
import type { CompositorRun } from '../../client/compositor/bench/compositor-run.ts';
import { MEASURED_DEVICE_FLAGS, launchChromium } from '../fixtures/chromium.ts';
import { freePort } from '../fixtures/free-port.ts';
import { figuresOf, type Benchmark, type BenchSettings, type Report } from './figure.ts';

const WINDOW_MS = 6_000;

const KINDS = {
  paintedP50: { title: 'Two videos and two cards at 1280×720, p50', unit: 'ms', atMost: 4 },
  paintedP95: { title: '… p95', unit: 'ms' },
  canvasP50: { title: 'The same by a 2D canvas, p50', unit: 'ms' },
  ratio: { title: '… compositor ÷ canvas', unit: '×', atMost: 0.35 },
  loneP50: { title: 'A lone source, p50', unit: 'ms', atMost: 0.3 },
  fadeP50: { title: 'A crossfade, p50', unit: 'ms' },
  guestsP50: { title: 'A host and four guests at 640×360 in a grid, p50', unit: 'ms' },
  guestsP95: { title: '… p95', unit: 'ms', atMost: 8 },
  guestsFps: { title: '… frames a second', unit: 'frames/s' },
  blockedFps: { title: 'Program while the page is blocked for 3 s', unit: 'frames/s' },
  missedFrames: { title: 'Frames missed by late composing', unit: 'frames' },
} as const;

/** Serves the benchmark's page as the client is served in development; isolated pages have clocks of 5 µs. */
const openPageServer = async (): Promise<{ readonly server: ViteDevServer; readonly url: string }> => {
  const port = await freePort();
  const server = await createServer({
    root: path.join(import.meta.dirname, '../../client'),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    optimizeDeps: { noDiscovery: true },
    server: {
      port,
      strictPort: true,
      hmr: false,
      watch: null,
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
  });
  await server.listen();
  return { server, url: `http://localhost:${port}/compositor/bench/` };
};

const measureRun = async (url: string): Promise<CompositorRun> => {
  const browser = await launchChromium(MEASURED_DEVICE_FLAGS);
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => window.runCompositorBench !== undefined);
    return await page.evaluate((windowMs) => {
      if (!window.runCompositorBench) throw new Error('the page is not ready');
      return window.runCompositorBench(windowMs);
    }, WINDOW_MS);
  } finally {
    await browser.close();
  }
};

const measureCompositor = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const { server, url } = await openPageServer();
  try {
    const done: (CompositorRun & { readonly ratio: number })[] = [];
    for (let run = 1; run <= runs; run += 1) {
      say(`run ${run} of ${runs}`);
      const measured = await measureRun(url);
      done.push({ ...measured, ratio: measured.paintedP50 / measured.canvasP50 });
    }
    return { figures: figuresOf(done, KINDS), notes: [] };
  } finally {
    await server.close();
  }
};

export const benchCompositor: Benchmark = {
  title: 'Compositor: milliseconds a frame at 1280×720, 30 frames a second',
  method:
    'The product’s compositor worker on two fake cameras, from the moment a frame is due to the finished VideoFrame on its way; ' +
    'medians of each second, averaged over the window. The canvas draws the same from the same cameras in a worker, with its ' +
    'pixels read back as an encoder would. Chromium has no GPU.',
  measure: measureCompositor,
};
