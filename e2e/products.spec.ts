import { expect } from '@playwright/test';
import sharp from 'sharp';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { sendRawFrames } from './steps/raw-socket.ts';
import { addProduct, explain, goLive, HONEY, openStudio, TEA } from './steps/studio.ts';
import { calloutCard, expectMovingPicture, flowOf, productSheet, shelfItem, watchFrames } from './steps/watch.ts';
import { takeStampSamples } from './probes/stamp-probe.ts';

const honeyPicture = async (): Promise<{ name: string; mimeType: string; buffer: Buffer }> => ({
  name: 'honey.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 900, height: 700, channels: 3, background: '#d98b12' } })
    .png()
    .toBuffer(),
});

test('a product’s picture is on the shelf, on the card and in the sheet; a name that is markup is text everywhere, and sockets that send nonsense do not touch a running show', async ({
  show,
  server,
  hostPage,
  viewerPage,
}) => {
  const name = '<img src=x onerror="document.body.dataset.pwned=1">“Honey”';
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, { ...HONEY, picture: await honeyPicture() });
  await addProduct(hostPage, { name, price: '1' });
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  await test.step('sockets that send nonsense', async () => {
    await watchFrames(viewerPage);
    const nonsense = Array.from({ length: 20 }, () => sendRawFrames(viewerPage, ['\u0000', 100_000]));
    await Promise.all(nonsense);
    const flow = flowOf(await takeStampSamples(viewerPage));
    expect(flow.longestGapMs).toBeLessThan(1_000);
    await expectMovingPicture(viewerPage);
  });

  await test.step('a picture, made square and small', async () => {
    await explain(hostPage, HONEY.name);
    await expect(calloutCard(viewerPage).locator('img')).toBeVisible();
    await calloutCard(viewerPage).click();
    const picture = productSheet(viewerPage, HONEY.name).getByRole('img', { name: HONEY.name });
    await expect(picture).toBeVisible();
    const size = await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    expect(size).toEqual([640, 640]);
    const address = await picture.getAttribute('src');
    const answer = await viewerPage.request.get(new URL(address ?? '', server.url).href);
    expect(answer.headers()['content-type']).toBe('image/webp');
    await viewerPage.keyboard.press('Escape');
  });

  await test.step('a name that is markup', async () => {
    await explain(hostPage, name);
    await expect(calloutCard(viewerPage)).toContainText(name);
    await shelfItem(viewerPage, name).click();
    await expect(productSheet(viewerPage, name)).toBeVisible();
    for (const page of [hostPage, viewerPage]) await expect(page.locator('body')).not.toHaveAttribute('data-pwned');
  });
});

test(
  'a file that is no picture and a link that is no web address are refused with a sentence',
  PAGES_ONLY,
  async ({ show, hostPage }) => {
    await openStudio(hostPage, show, 'test-pattern');
    await hostPage.getByRole('button', { name: 'Add a product' }).first().click();
    const dialog = hostPage.getByRole('dialog', { name: 'Add a product' });
    await dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'honey.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
    await expect(dialog.getByText(/This file is not a picture that we can (read|use)/)).toBeVisible();
    await hostPage.keyboard.press('Escape');
    // Without one it is saved.
    await addProduct(hostPage, HONEY);

    await hostPage.getByRole('button', { name: 'Add a product' }).first().click();
    await dialog.getByLabel('Name', { exact: true }).fill(TEA.name);
    await dialog.getByLabel('Price', { exact: true }).fill(TEA.price);
    await dialog.getByLabel('Link to the shop').fill('javascript:alert(1)');
    await dialog.locator('[type="submit"]').click();
    await expect(dialog.getByText('Enter a web address that begins with https:// or http://')).toBeVisible();
  },
);
