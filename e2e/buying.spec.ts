import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { test } from './fixtures/test.ts';
import { expectClean } from './steps/clean.ts';
import { openCheckout, openToBuy } from './steps/buy.ts';
import { downloadBy, verifyRecord } from './steps/files.ts';
import { addProduct, goLive, openStudio } from './steps/studio.ts';
import { collectFor, expectMovingPicture, flowOf, productSheet, shelfItem } from './steps/watch.ts';

const JAR = { name: 'Last jar of honey', price: '39.90', stock: '1' };
const SHOP_JAR = { name: 'Jar of a shop', price: '39.90', stock: '1', link: 'https://shop.example/jar?variant=7' };

test('one piece is left and two want it: one has it and pays while the picture goes on, the other waits and is told', async ({
  server,
  show,
  hostPage,
  viewerContext,
  openContext,
  viewerBrowser,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, JAR);
  await goLive(hostPage);
  const ann = await openToBuy(viewerContext, show.watchUrl, JAR.name);
  const bo = await openToBuy(await openContext(viewerBrowser), show.watchUrl, JAR.name);
  await expectMovingPicture(ann.page);

  await ann.sheet.getByRole('button', { name: 'Reserve · $39.90' }).click();
  await expect(ann.sheet.getByText('Reserved for you')).toBeVisible();
  await expect(ann.sheet.getByText(/^(10:00|9:5\d)$/)).toBeVisible();
  await expect(ann.sheet.getByRole('button', { name: /^Keep it/ })).toBeVisible();
  await expect(bo.sheet.getByText('All reserved; one may come back')).toBeVisible();
  await bo.sheet.getByRole('button', { name: 'Get in line' }).click();
  await expect(bo.sheet.getByText('You are in line')).toBeVisible();
  await expect(ann.sheet.getByText('Others are waiting for this product')).toBeVisible();
  await expect(ann.sheet.getByRole('button', { name: /^Keep it/ })).toHaveCount(0);

  // A second press, a second tab of the same browser: it is the same person, who has it already.
  const again = await openToBuy(viewerContext, show.watchUrl, JAR.name);
  await expect(again.sheet.getByText('Reserved for you')).toBeVisible();
  await again.page.close();

  // Let go, it goes to who waits, in the same second.
  await ann.sheet.getByRole('button', { name: 'Let go' }).click();
  await expect(bo.sheet.getByText('Reserved for you')).toBeVisible({ timeout: 1_000 });
  await expect(ann.sheet.getByRole('button', { name: 'Get in line' })).toBeVisible();

  const checkout = await openCheckout(bo.page, bo.sheet);
  await expect(checkout.getByText('Last jar of honey × 1')).toBeVisible();
  await checkout.getByRole('button', { name: 'Pay', exact: true }).click();
  await expect(checkout.getByText(/^Paid\./)).toBeVisible();
  await expect(bo.sheet.getByText('Paid. It is yours.')).toBeVisible();
  await expect(ann.sheet.getByText('Sold out')).toBeVisible();
  await expect(hostPage.getByRole('button', { name: /Last jar of honey.*Sold out, 1 sold/ })).toBeVisible();
  await hostPage.getByRole('button', { name: '1 order · $39.90' }).click();
  const orders = hostPage.getByRole('dialog', { name: 'Orders' });
  await expect(
    orders.getByRole('row', { name: /^Last jar of honey × 1 .* Paid by demo checkout \$39\.90/ }),
  ).toBeVisible();
  await expect(orders.getByRole('row', { name: /Let go/ })).toBeVisible();
  await expectClean(hostPage, 'orders');
  await hostPage.keyboard.press('Escape');

  await hostPage.getByRole('button', { name: 'Numbers', exact: true }).click();
  const numbers = hostPage.getByRole('dialog', { name: 'Numbers' });
  const jar = numbers.getByRole('table', { name: 'Products' }).getByRole('row', { name: /^Last jar of honey/ });
  // Each page that was open long enough has seen it and pressed it, and one order came of it.
  await expect(jar).toHaveText(
    /^Last jar of honey\s*([23])\s*\1\s*100%\s*1\s*(50|33)%\s*\$79\.80\s*\$39\.90\s*\$39\.90$/,
    {
      timeout: 15_000,
    },
  );
  await expect(numbers.getByRole('img', { name: /^Who watched from .*: [23] at most/ })).toBeVisible();
  await expect(numbers.getByRole('img', { name: /^Paid over the same time: \$39\.90 in all/ })).toBeVisible();
  await numbers.getByText('The same as a table').click();
  await expect(numbers.getByRole('table', { name: 'The show over time' }).getByText('$39.90')).toBeVisible();
  await expectClean(hostPage, 'numbers');
  const record = await downloadBy(hostPage, numbers.getByRole('link', { name: 'Download the show’s record' }));
  expect(await verifyRecord(server.url, record)).toMatch(/^Whole and unchanged: \d+ events of “First harvest”/);
  const table = await downloadBy(hostPage, numbers.getByRole('link', { name: 'Download the sales as a table' }));
  expect(await readFile(table, 'utf8')).toContain('"Last jar of honey","","USD","1","1","0","0","39.90"');
  await hostPage.keyboard.press('Escape');

  const flow = flowOf(await collectFor(ann.page, 2_000));
  expect(flow.longestGapMs).toBeLessThan(1_000);
});

test('what a shop sells is handed over to it and marked as sold; what is reserved is there after a reload, and a provider that says it twice is heard once', async ({
  show,
  hostPage,
  viewerContext,
}) => {
  test.slow();
  await viewerContext.route('https://shop.example/**', (route) => route.fulfill({ body: 'A shop' }));
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, SHOP_JAR);
  await addProduct(hostPage, { ...JAR, stock: '5' });
  await goLive(hostPage);
  const { page, sheet } = await openToBuy(viewerContext, show.watchUrl, SHOP_JAR.name);
  const orders = hostPage.getByRole('dialog', { name: 'Orders' });

  await test.step('at a shop', async () => {
    await sheet.getByRole('button', { name: 'Reserve · $39.90' }).click();
    await expect(sheet.getByText('Reserved for you in this show')).toBeVisible();
    const opening = page.waitForEvent('popup');
    await sheet.getByRole('button', { name: 'Buy at shop.example · $39.90' }).click();
    const shop = await opening;
    await shop.waitForURL('https://shop.example/jar?variant=7');
    expect(await shop.evaluate(() => window.opener === null)).toBe(true);
    await page.bringToFront();
    await expect(sheet.getByRole('button', { name: 'Open shop.example again' })).toBeVisible();
    await expectClean(page, 'handed over');
    expect(flowOf(await collectFor(page, 1_000)).longestGapMs).toBeLessThan(1_000);

    await hostPage.getByRole('button', { name: '0 orders · 1 reserved' }).click();
    await orders.getByRole('button', { name: /^Mark as sold/ }).click();
    await hostPage
      .getByRole('dialog', { name: 'Was this sold?' })
      .getByRole('button', { name: 'Mark as sold', exact: true })
      .click();
    await expect(orders.getByRole('row', { name: /Paid in a shop/ })).toBeVisible();
    await expect(sheet.getByText('Paid. It is yours.')).toBeVisible();
    await hostPage.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  await test.step('at a provider', async () => {
    await shelfItem(page, JAR.name).first().click();
    const jar = productSheet(page, JAR.name);
    await expect(jar).toBeVisible();
    await expectClean(page, 'a wish');
    await jar.getByLabel('Quantity').fill('2');
    await jar.getByRole('button', { name: 'Reserve · $79.80' }).click();
    await expect(jar.getByText('2 reserved for you')).toBeVisible();
    await expectClean(page, 'a hold');
    await page.reload();
    const reservations = page.getByRole('heading', { name: 'Your reservations' });
    await expect(reservations).toBeVisible();
    await expectClean(page, 'reservations');
    const window = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(reservations, 'nobody scrolls to see how long it lasts').toBeInViewport();
    if (window) await page.setViewportSize(window);
    await shelfItem(page, JAR.name).first().click();
    const checkout = await openCheckout(page, jar);
    await checkout.getByText('Try what goes wrong').click();
    await expectClean(checkout, 'checkout');
    await checkout.getByRole('button', { name: 'Pay, and tell the shop twice' }).click();
    await expect(jar.getByText('Paid. It is yours.')).toBeVisible();
    await expect(jar.getByText('3 left')).toBeVisible();
    await page.bringToFront();
    await expectClean(page, 'an order');

    await hostPage.getByRole('button', { name: /^2 orders · \$119\.70/ }).click();
    await orders.getByRole('button', { name: /^Give back: Last jar of honey/ }).click();
    const asked = hostPage.getByRole('dialog', { name: 'Give $79.80 back?' });
    await expectClean(hostPage, 'a refund');
    await asked.getByRole('button', { name: 'Give back', exact: true }).click();
    await expect(orders.getByRole('row', { name: /Given back by demo checkout/ })).toBeVisible();
    await expect(jar.getByText('You got your money back.')).toBeVisible();
    await expect(jar.getByText('5 left')).toBeVisible();
  });
});
