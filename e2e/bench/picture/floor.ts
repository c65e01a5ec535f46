import type { Page } from '@playwright/test';
import { MEASURED_DEVICE_FLAGS, launchChromium } from '../../fixtures/chromium.ts';
import { keepPeers } from '../../probes/peers.ts';
import { startStampProbe, takeStampSamples } from '../../probes/stamp-probe.ts';
import { stampScript } from '../../probes/stamp-script.ts';
import { floorWorker, openLoopback } from './floor-page.ts';
import { assertCodec, FRAMES_PER_SECOND, judgeLatencies, SIZE, WARM_UP_MS, type Latencies } from './judge.ts';
import { readInbound, readOutbound, splitOf } from './peer-connections.ts';

/** Cameras are for secure pages only, and this name counts as one; the request is answered here and never leaves. */
const PAGE_URL = 'http://localhost:9/floor';

export type FloorRun = Latencies & { readonly split: string };

/** The same camera, encoder and player in one page, without compositor, SFU and signaling: what no product can go below. */
export const measureFloor = async (windowMs: number): Promise<FloorRun> => {
  const browser = await launchChromium(MEASURED_DEVICE_FLAGS);
  try {
    const context = await browser.newContext();
    await keepPeers(context);
    const page = await context.newPage();
    await page.route(PAGE_URL, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(PAGE_URL);
    const workerSource = `${await stampScript()}\n(${floorWorker.toString()})();`;
    await page.evaluate(openLoopback, { workerSource, ...SIZE, framesPerSecond: FRAMES_PER_SECOND });
    return await observe(page, windowMs);
  } finally {
    await browser.close();
  }
};

const observe = async (page: Page, windowMs: number): Promise<FloorRun> => {
  await page.waitForTimeout(WARM_UP_MS);
  await startStampProbe(page);
  const before = { sent: await readOutbound(page), received: await readInbound(page) };
  await page.waitForTimeout(windowMs);
  const samples = await takeStampSamples(page);
  const after = { sent: await readOutbound(page), received: await readInbound(page) };
  assertCodec(after.received.codec);
  const split = splitOf({ before: before.sent, after: after.sent }, { before: before.received, after: after.received });
  return { ...judgeLatencies(samples), split };
};
