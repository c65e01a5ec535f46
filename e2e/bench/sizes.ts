import type { Browser } from '@playwright/test';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { MEASURED_DEVICE_FLAGS, launchChromium } from '../fixtures/chromium.ts';
import { percentile, type Benchmark, type BenchSettings, type Report } from './figure.ts';
import { openStage, type Stage } from './stage.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const OPENS = 10;
const BYTES_PER_KB = 1_000;

const Sizes = v.tuple([v.object({ size: v.number(), sizeLimit: v.number() })]);

/** What `npm test` checks: every script that the watch page loads before its first picture. */
const watchPageSize = async (): Promise<{ readonly kb: number; readonly limitKb: number }> => {
  const program = path.join(ROOT, 'node_modules/.bin/size-limit');
  const { stdout } = await promisify(execFile)(program, ['--json'], { cwd: ROOT });
  const [{ size, sizeLimit }] = v.parse(Sizes, JSON.parse(stdout));
  return { kb: size / BYTES_PER_KB, limitKb: sizeLimit / BYTES_PER_KB };
};

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the first control that a person can use. */
    tallyUsableAtMs?: Promise<number>;
  }
}

const openStudioOnce = async (browser: Browser, { cookies, show }: Stage): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies(cookies);
    await context.addInitScript(() => {
      window.tallyUsableAtMs = new Promise((resolve) => {
        const sought = new MutationObserver(() => {
          const buttons = [...document.querySelectorAll('button:not(:disabled)')];
          if (!buttons.some((button) => button.checkVisibility())) return;
          sought.disconnect();
          requestAnimationFrame(() => resolve(performance.now()));
        });
        sought.observe(document, { childList: true, subtree: true, attributes: true });
      });
    });
    const page = await context.newPage();
    await page.goto(show.studioUrl, { waitUntil: 'commit' });
    const usable = await page.waitForFunction(() => window.tallyUsableAtMs);
    return v.parse(v.number(), await usable.jsonValue());
  } finally {
    await context.close();
  }
};

const measureStudio = async (): Promise<readonly number[]> => {
  const stage = await openStage();
  const browser = await launchChromium(MEASURED_DEVICE_FLAGS);
  try {
    await openStudioOnce(browser, stage);
    const waits: number[] = [];
    for (let open = 0; open < OPENS; open += 1) waits.push(await openStudioOnce(browser, stage));
    return waits;
  } finally {
    await browser.close();
    await stage.close();
  }
};

const measureSizes = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const { kb, limitKb } = await watchPageSize();
  const opens: (readonly number[])[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${OPENS} opens of the studio`);
    opens.push(await measureStudio());
  }
  const figure = (name: string, fraction: number) => ({
    name,
    unit: 'ms' as const,
    runs: opens.map((waits) => percentile(waits, fraction)),
    goal: { atMost: 1_000 },
  });
  return {
    figures: [
      { name: 'Watch page, JavaScript gzipped', unit: 'kB', runs: [kb], goal: { atMost: limitKb } },
      figure('Studio, navigation to first usable control, p50', 0.5),
      figure('Studio, navigation to first usable control, p95', 0.95),
    ],
    notes: [],
  };
};

export const benchSizes: Benchmark = {
  title: 'Pages',
  method:
    `The watch page’s scripts as \`npm test\` limits them. The studio is opened ${OPENS} times a run in fresh contexts on ` +
    'loopback, and is usable when its first enabled button is painted; one open before them is not counted.',
  measure: measureSizes,
};
