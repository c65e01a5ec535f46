import { expect } from '@playwright/test';
import { AUTOPLAY_FLAG, launchChromium, pauseBrowser } from './fixtures/chromium.ts';
import { test } from './fixtures/test.ts';
import { addProduct, goLive, HONEY, openStudio } from './steps/studio.ts';
import { collectFor, expectMovingPicture, flowOf, openWatchPage, shelfItem } from './steps/watch.ts';

const STALL_MS = 10_000;

test('a viewer that hangs holds up nobody, and catches up when it goes on', async ({
  show,
  openContext,
  hostPage,
  viewerPage,
}) => {
  const slowBrowser = await launchChromium([AUTOPLAY_FLAG]);
  const slowPage = await openWatchPage(await openContext(slowBrowser), show.watchUrl);
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(slowPage);
  await expectMovingPicture(viewerPage);

  // The whole browser stops, its network with it: it reads neither media nor the socket.
  const resume = await pauseBrowser(slowBrowser);
  const during = flowOf(await collectFor(viewerPage, STALL_MS));
  expect(during.longestGapMs).toBeLessThan(1_000);
  expect(during.composedPerSecond).toBeGreaterThan(15);
  await addProduct(hostPage, HONEY);
  await expect(shelfItem(viewerPage, HONEY.name)).toBeVisible();

  const resumedAtMs = Date.now();
  resume();
  await expectMovingPicture(slowPage, resumedAtMs);
  await expect(shelfItem(slowPage, HONEY.name)).toBeVisible();
  await slowBrowser.close();
});
