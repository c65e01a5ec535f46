import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { openWatchPage, productSheet, shelfItem } from './watch.ts';

/** Opens the watch page as somebody who may buy, and the sheet of a product. */
export const openToBuy = async (
  context: BrowserContext,
  url: string,
  product: string,
): Promise<{ readonly page: Page; readonly sheet: Locator }> => {
  const page = await openWatchPage(context, url);
  await shelfItem(page, product).first().click();
  const sheet = productSheet(page, product);
  await expect(sheet).toBeVisible();
  return { page, sheet };
};

/** Presses the sheet's button to pay, and gives the provider's page that opens. */
export const openCheckout = async (page: Page, sheet: Locator): Promise<Page> => {
  const opening = page.waitForEvent('popup');
  await sheet.getByRole('button', { name: /^(Pay|Open the payment page)/ }).click();
  const checkout = await opening;
  await expect(checkout.getByRole('heading', { name: 'Demo checkout' })).toBeVisible();
  return checkout;
};
