import type { Browser } from '@playwright/test';

/** Processor seconds by kind of process since the browser's start. */
export type BrowserUsage = ReadonlyMap<string, number>;

/** @see https://chromedevtools.github.io/devtools-protocol/tot/SystemInfo/#type-ProcessInfo */
export const readBrowserUsage = async (browser: Browser): Promise<BrowserUsage> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const seconds = new Map<string, number>();
  for (const { type, cpuTime } of processInfo) seconds.set(type, (seconds.get(type) ?? 0) + cpuTime);
  return seconds;
};

/** Percent of one core between two readings, the busiest kind first. */
export const describeUsage = (before: BrowserUsage, after: BrowserUsage, windowS: number): string =>
  [...after]
    .map(([type, seconds]) => [type, (100 * (seconds - (before.get(type) ?? 0))) / windowS] as const)
    .filter(([, percent]) => percent >= 1)
    .toSorted(([, a], [, b]) => b - a)
    .map(([type, percent]) => `${type} ${percent.toFixed(0)} %`)
    .join(', ');
