import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { openCheckout } from './steps/buy.ts';
import { expectClean } from './steps/clean.ts';
import { enterStudio, invitePerson } from './steps/guests.ts';
import { addProduct, fillProduct, goLive, openStudio } from './steps/studio.ts';
import { calloutCard, expectMovingPicture, openWatchPage, productSheet, shelfItem } from './steps/watch.ts';

const HONEY = { name: 'Heather honey', price: '12.50', stock: '5' };

/** What Ann's shop exports; nobody can sell the soap at that price. */
const TABLE = {
  name: 'ann.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'Handle,Title,Variant Price,Image Src\ncandle,Beeswax candle,8,https://shop.example/c.jpg\nsoap,Soap,soon,\nmead,Mead,15,\n',
  ),
};

test('a seller comes by a link, brings products of their own, explains one once the host says yes, and sees what they sold of it', async ({
  show,
  hostPage,
  viewerContext,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, { name: 'Green tea', price: '8.00', stock: '9' });
  await goLive(hostPage);
  const ann = await guestPage('mei');
  await enterStudio(ann, await invitePerson(hostPage, 'Ann', 'Seller'), 'Ann');

  await ann.getByRole('button', { name: 'Add a product' }).click();
  const dialog = ann.getByRole('dialog', { name: 'Add a product' });
  await fillProduct(dialog, HONEY);
  await dialog.locator('[type="submit"]').click();
  await expect(dialog).toBeHidden();
  await expectClean(ann, 'the till');

  await ann.getByRole('button', { name: 'Import a file' }).click();
  const bringing = ann.getByRole('dialog', { name: 'Bring products from a file' });
  await bringing.locator('input[type="file"]').setInputFiles(TABLE);
  await expect(bringing.getByText('“soon” is not a price.')).toBeVisible();
  await expect(bringing.getByText('1 picture is on another site and does not come along')).toBeVisible();
  await expect(bringing.getByRole('checkbox', { name: 'Beeswax candle' })).toBeChecked();
  await expectClean(ann, 'what a file would bring to the till');
  await bringing.getByRole('button', { name: 'Put 2 products on the shelf' }).click();
  await expect(ann.getByText('2 products came to the shelf, with your name.')).toBeVisible();
  await ann.keyboard.press('Escape');
  const own = ann.getByRole('list', { name: 'Your products' });
  await expect(own.getByRole('button', { name: /^Edit (Heather honey|Beeswax candle|Mead),/ })).toHaveCount(3);

  await ann.getByRole('button', { name: /^Edit Heather honey/ }).press('e');
  await expect(ann.getByText('You asked to explain Heather honey.')).toBeVisible();
  const asks = hostPage.getByRole('list', { name: 'What sellers ask' });
  await expect(asks).toContainText('Ann asks to explain Heather honey.');
  await expectClean(hostPage, 'what a seller asks');
  await asks.getByRole('button', { name: 'Let Ann explain Heather honey', exact: true }).click();
  await expect(ann.getByRole('button', { name: 'Stop explaining Heather honey' })).toBeVisible();

  const viewer = await openWatchPage(viewerContext, show.watchUrl);
  await expect(calloutCard(viewer)).toContainText('Sold by Ann');
  await expect(shelfItem(viewer, 'Mead')).toContainText('Ann');
  // Until the first frame the card is the log's own, and moves to the picture's with it.
  await expectMovingPicture(viewer);
  await calloutCard(viewer).click();
  const sheet = productSheet(viewer, HONEY.name);
  await expect(sheet.getByText('Sold by Ann')).toBeVisible();
  await sheet.getByRole('button', { name: 'Reserve · $12.50' }).click();
  const checkout = await openCheckout(viewer, sheet);
  await expect(checkout.getByText('Sold by Ann in the show of')).toBeVisible();
  await checkout.getByRole('button', { name: 'Pay', exact: true }).click();

  await ann.getByRole('button', { name: '1 order · $12.50' }).click();
  const orders = ann.getByRole('dialog', { name: 'Orders' });
  await expect(orders.getByRole('row', { name: /^Heather honey × 1 .*Paid.* \$12\.50/ })).toBeVisible();
  await hostPage.getByRole('button', { name: '1 order · $12.50' }).click();
  const all = hostPage.getByRole('dialog', { name: 'Orders' });
  await expect(all.getByRole('row', { name: /^Heather honey × 1 .* Ann .*Paid.* \$12\.50/ })).toBeVisible();
  await hostPage.keyboard.press('Escape');

  await hostPage.getByRole('button', { name: 'Numbers', exact: true }).click();
  const numbers = hostPage.getByRole('dialog', { name: 'Numbers' });
  const row = numbers.getByRole('table', { name: 'By seller' }).getByRole('row', { name: /^Ann 1 .*\$12\.50/ });
  await row.getByRole('button', { name: 'Only the products of Ann' }).click();
  const products = numbers.getByRole('table', { name: 'Products of Ann' });
  await expect(products.getByRole('row')).toHaveCount(4);
  await expect(products.getByRole('row', { name: /^Heather honey Sold by Ann/ })).toBeVisible();
  await expectClean(hostPage, 'numbers by seller');
  expect(await numbers.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
});
