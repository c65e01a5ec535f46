import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** Fails with what a screen reader's or low-vision user would stumble over. */
export const expectClean = async (page: Page, what: string): Promise<void> => {
  // Colors that are on their way from one theme or state to the next are neither, nor is a sheet that is still coming in.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  );
  const isThere = await page.evaluate(() => window.axe !== undefined);
  if (!isThere) await page.evaluate(axe.source);
  const results = await page.evaluate(() => window.axe?.run(document, { resultTypes: ['violations'] }));
  const found = results?.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
  }));
  expect(found, what).toEqual([]);
};

const THEMES = ['light', 'dark'] as const;

/** Pages of the audience follow the system's theme. */
export const expectCleanInBothThemes = async (page: Page, what: string): Promise<void> => {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await expectClean(page, `${what}, ${colorScheme}`);
  }
};
