import { expect } from '@playwright/test';
import { test } from './fixtures/test.ts';
import { addProduct, explain, goLive, HONEY, openStudio } from './steps/studio.ts';
import { calloutCard, expectMovingPicture, productSheet } from './steps/watch.ts';

const PHONE = { width: 390, height: 844 } as const;

test('a portrait program fills a phone, with sound, card and shelf in reach of a thumb', async ({
  show,
  hostPage,
  viewerBrowser,
  openContext,
}, testInfo) => {
  await openStudio(hostPage, show, 'test-pattern');
  await hostPage.getByRole('button', { name: 'Settings' }).click();
  await hostPage.getByLabel('Size').selectOption({ label: 'Portrait, 576 × 1024' });
  await hostPage.getByRole('button', { name: 'Done' }).click();
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);

  const context = await openContext(viewerBrowser, { viewport: PHONE, isMobile: true, hasTouch: true });
  const phone = await context.newPage();
  await phone.goto(show.watchUrl);
  const [frame] = await expectMovingPicture(phone);
  expect(frame).toMatchObject({ widthPx: 576, heightPx: 1024 });
  await phone.screenshot({ path: testInfo.outputPath('phone-live.png') });

  await explain(hostPage, HONEY.name);
  await expect(calloutCard(phone)).toBeVisible();
  await phone.screenshot({ path: testInfo.outputPath('phone-explaining.png') });
  await hostPage.screenshot({ path: testInfo.outputPath('studio-portrait.png') });

  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await calloutCard(phone).tap();
  await expect(productSheet(phone, HONEY.name)).toContainText('39.90');
  await phone.screenshot({ path: testInfo.outputPath('phone-product.png') });
  await phone.getByRole('button', { name: 'Close' }).tap();
  await phone.getByRole('button', { name: 'Tap for sound' }).tap();
  await expect(phone.getByRole('button', { name: 'Mute' })).toBeVisible();
});
