import type { Page } from '@playwright/test';
import { bringOnStage, takeOffStage } from '../../steps/guests.ts';
import { InvalidRun } from '../picture/judge.ts';
import { takeSights } from './sights.ts';

/** How often the guest is brought on stage. */
export const ENTRIES = 8;
/** A person is on the picture when they fill so much of it: a slot of two is half, minus its frame and name tag. */
const ON_PICTURE = 0.02;
const OFF_PICTURE = 0.001;

/** Brings the flipping guest on stage again and again; a viewer's page says which frame had them first. */
export const measureEntries = async (studio: Page, viewer: Page, name: string): Promise<readonly number[]> => {
  await studio.evaluate(() =>
    addEventListener('click', ({ timeStamp }) => (window.tallyClickedAtMs = performance.timeOrigin + timeStamp), true),
  );
  const waits: number[] = [];
  for (let entry = 0; entry < ENTRIES; entry += 1) {
    await takeOffStage(studio, name);
    await untilSeen(viewer, (share) => share < OFF_PICTURE);
    await bringOnStage(studio, name);
    const seenAtMs = await untilSeen(viewer, (share) => share > ON_PICTURE);
    const clickedAtMs = await studio.evaluate(() => window.tallyClickedAtMs ?? Number.NaN);
    waits.push(seenAtMs - clickedAtMs);
  }
  return waits;
};

declare global {
  interface Window {
    /** Wall clock of the page's newest click. */
    tallyClickedAtMs?: number;
  }
}

const LOOK_EVERY_MS = 100;
const SEEN_TIMEOUT_MS = 10_000;

/** When the first frame was presented that is as `isSo` says, wall clock. */
const untilSeen = async (viewer: Page, isSo: (share: number) => boolean): Promise<number> => {
  for (let waitedMs = 0; waitedMs < SEEN_TIMEOUT_MS; waitedMs += LOOK_EVERY_MS) {
    const sight = (await takeSights(viewer)).find(({ share }) => isSo(share));
    if (sight) return sight.atMs;
    await viewer.waitForTimeout(LOOK_EVERY_MS);
  }
  throw new InvalidRun('the guest did not come into the picture, or did not leave it');
};
