import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { expectClean } from './steps/clean.ts';
import { openStudio } from './steps/studio.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

// It has the channel's products.
test.use({ serverOf: 'test' });

const SHOP = path.join(import.meta.dirname, 'fixtures/shopify-export.csv');

test(
  'a shop’s file becomes products, which go out again and onto the shelf of a show',
  PAGES_ONLY,
  async ({ server, show, hostPage }) => {
    const dialog = hostPage.getByRole('dialog');
    await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await hostPage.getByRole('link', { name: 'Products' }).click();
    await expect(hostPage.getByText('No products yet.')).toBeVisible();
    await expectClean(hostPage, 'no products');
    await hostPage.getByRole('button', { name: 'Import a file' }).click();

    const broken = (await readFile(SHOP, 'utf8')).replace(',9,12,', ',nine,12,');
    await dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) });
    await expect(dialog.getByRole('listitem').first()).toContainText('Line 11, Variant Price');
    await expect(dialog.getByText('“nine” is not a price. The variant is left out.')).toBeVisible();
    await dialog.getByLabel('Currency of the prices').selectOption('EUR');
    await expect(dialog.getByRole('button', { name: 'Import 5 products' })).toBeEnabled();
    await expectClean(hostPage, 'what an import would do');
    await dialog.getByRole('button', { name: 'Choose another file' }).click();

    // A network that no server of ours enters: the outcome is the same with and without an Internet.
    const shop = (await readFile(SHOP, 'utf8')).replaceAll('https://pictures.example', 'https://10.0.0.7');
    await dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: 'shop.csv', mimeType: 'text/csv', buffer: Buffer.from(shop) });
    await dialog.getByRole('button', { name: 'Import 6 products' }).click();
    await expect(dialog.getByText('6 new, 0 changed, 0 unchanged.')).toBeVisible();
    await dialog.getByRole('button', { name: /^Fetch \d+ pictures$/ }).click();
    await expect(dialog.getByText(/^0 pictures fetched, \d could not be\.$/)).toBeVisible();
    await dialog.getByText(/^\d pictures could not be fetched$/).click();
    await expect(dialog.getByRole('listitem').first()).toContainText('leads to a private network');
    await expectClean(hostPage, 'pictures that could not be fetched');
    await dialog.getByRole('button', { name: 'Done' }).click();
    const row = hostPage.getByRole('listitem').filter({ hasText: 'Longjing, before the rain' });
    await expect(row).toContainText('€39.90 – €160.00');
    await expect(row).toContainText('52 in stock');
    await expect(hostPage.getByRole('listitem')).toHaveCount(6);
    await expectClean(hostPage, 'products');

    const [download] = await Promise.all([
      hostPage.waitForEvent('download'),
      hostPage.getByRole('link', { name: 'Export as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('granny-products.csv');
    expect(await readFile(await download.path(), 'utf8')).toContain('"Longjing, before the rain","longjing"');

    await hostPage
      .getByRole('button', { name: /^Remove / })
      .last()
      .click();
    await expect(dialog).toContainText('Shows that have it on their shelf keep it.');
    await expectClean(hostPage, 'a product that is about to be removed');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(hostPage.getByRole('listitem')).toHaveCount(5);
    await expect(hostPage.getByText('5 products', { exact: true })).toBeVisible();

    await test.step('one is added by hand, once, and edited by the keyboard', async () => {
      const name = dialog.getByLabel('Name');
      await hostPage.getByRole('button', { name: 'Add a product' }).press('Enter');
      await expect(name).toBeFocused();
      await name.press('Enter');
      await expect(dialog.getByText('Give the product a name.')).toBeVisible();
      await expect(name).toBeFocused();
      await expectClean(hostPage, 'a new product that lacks something');
      await name.fill('Osmanthus jam');
      await dialog.getByLabel('Price', { exact: true }).fill('4.50');
      await dialog.getByLabel('SKU').fill('lj-100');
      await name.press('Enter');
      await expect(dialog.getByText('Another product has this SKU.')).toBeVisible();
      await expect(dialog.getByLabel('SKU')).toBeFocused();
      await dialog.getByLabel('SKU').fill('OJ-1');
      await dialog.getByRole('button', { name: 'Save' }).dblclick();
      await expect(hostPage.getByText('“Osmanthus jam” is in the catalog.')).toBeVisible();
      await expect(hostPage.getByText('6 products', { exact: true })).toBeVisible();

      const jam = hostPage.getByRole('listitem').filter({ hasText: 'Osmanthus jam' });
      await expect(jam).toContainText('€4.50');
      const edit = jam.getByRole('button', { name: 'Edit Osmanthus jam' });
      await edit.press('Enter');
      await expect(name).toHaveValue('Osmanthus jam');
      await hostPage.keyboard.press('Escape');
      await expect(edit).toBeFocused();
      await edit.press('Enter');
      await dialog.getByLabel('Price', { exact: true }).fill('5.20');
      await dialog.getByLabel('Stock').fill('8');
      await dialog.getByLabel('Stock').press('Enter');
      await expect(jam).toContainText('€5.20');
      await expect(jam).toContainText('8 in stock');

      await row.getByRole('button', { name: /^Edit / }).click();
      await expectClean(hostPage, 'a product of several variants');
      const variant = dialog.getByRole('group', { name: '100 g' });
      await variant.getByLabel('Price', { exact: true }).fill('75');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expect(dialog).toBeHidden();
    });

    await openStudio(hostPage, show, 'test-pattern');
    await hostPage.getByRole('button', { name: 'Add a product' }).first().click();
    await dialog.getByLabel('Search products').fill('oj-1');
    await dialog.getByRole('button', { name: /^Osmanthus jam/ }).click();
    await expect(dialog.getByLabel('SKU')).toHaveValue('OJ-1');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(hostPage.getByRole('list', { name: 'Shelf' }).getByRole('listitem')).toContainText('€5.20 · 8 left');
    await hostPage.getByRole('button', { name: 'Add a product' }).first().click();
    await dialog.getByLabel('Search products').fill('lj-100');
    await dialog.getByRole('button', { name: /^Longjing, before the rain/ }).click();
    await expectClean(hostPage, 'variants');
    await dialog.getByRole('button', { name: /^100 g/ }).click();
    await expect(dialog.getByLabel('Name')).toHaveValue('Longjing, before the rain · 100 g');
    await dialog.getByLabel('Units for this show').fill('13');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('The catalog has 12. Allot as many or fewer.')).toBeVisible();
    await dialog.getByLabel('Units for this show').fill('5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const item = hostPage.getByRole('list', { name: 'Shelf' }).getByRole('listitem').filter({ hasText: 'Longjing' });
    await expect(item).toContainText('Longjing, before the rain · 100 g');
    await expect(item).toContainText('€75.00 · 5 left');
  },
);
