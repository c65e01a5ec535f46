import { expect, type Locator, type Page } from '@playwright/test';
import type { TestShow } from '../fixtures/owner.ts';

export type Product = {
  readonly name: string;
  readonly price: string;
  readonly stock?: string;
  readonly link?: string;
  readonly picture?: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
};

export const HONEY: Product = {
  name: 'Wildflower honey 500 g',
  price: '39.90',
  stock: '23',
  link: 'https://shop.example/honey',
};
export const TEA: Product = { name: 'Mountain tea', price: '12.00', link: 'https://shop.example/tea' };

/** Opens a show's studio for the first time, with the frame stamp in the program, and starts it as the host would. */
export const openStudio = async (page: Page, show: TestShow, start: 'test-pattern' | 'devices'): Promise<void> => {
  await page.goto(`${show.studioUrl}?stamp=1`);
  await startStudio(page, start);
};

export const startStudio = async (page: Page, start: 'test-pattern' | 'devices'): Promise<void> => {
  const words = start === 'devices' ? 'Use my camera and microphone' : 'Try with the test pattern';
  await page.getByRole('button', { name: words }).click();
  await expect(page.getByRole('button', { name: 'Go live', exact: true })).toBeVisible();
};

export const endShowButton = (page: Page): Locator =>
  page.getByRole('banner').getByRole('button', { name: 'End show' });

/** Goes live through the check, and waits until the studio says so. */
export const goLive = async (page: Page): Promise<void> => {
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Go live/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go live' }).click();
  await expect(endShowButton(page)).toBeVisible();
};

export const endShow = async (page: Page): Promise<void> => {
  await endShowButton(page).click();
  await page.getByRole('dialog', { name: 'End the show?' }).getByRole('button', { name: 'End show' }).click();
  await expect(endShowButton(page)).toHaveCount(0);
};

export const addProduct = async (page: Page, product: Product): Promise<void> => {
  await page.getByRole('button', { name: 'Add a product' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a product' });
  await fillProduct(dialog, product);
  await dialog.locator('[type="submit"]').click();
  await expect(dialog).toBeHidden();
  await expect(explainButton(page, product.name)).toBeVisible();
};

export const changeProduct = async (page: Page, name: string, change: Partial<Product>): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit product' });
  await fillProduct(dialog, change);
  await dialog.locator('[type="submit"]').click();
  await expect(dialog).toBeHidden();
};

export const markSoldOut = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Mark as sold out' }).click();
};

export const fillProduct = async (dialog: Locator, product: Partial<Product>): Promise<void> => {
  const fields = { Name: product.name, Price: product.price, Stock: product.stock, 'Link to the shop': product.link };
  for (const [label, value] of Object.entries(fields)) {
    if (value !== undefined) await dialog.getByLabel(label, { exact: true }).fill(value);
  }
  if (product.picture !== undefined) {
    await dialog.locator('input[type="file"]').setInputFiles(product.picture);
    await expect(dialog.getByRole('img', { name: /^Picture of/ })).toBeVisible();
  }
};

export const explainButton = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Explain ${name}`, exact: true });

export const stopButton = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Stop explaining ${name}`, exact: true });

export const explain = async (page: Page, name: string): Promise<void> => {
  await explainButton(page, name).click();
  await expect(stopButton(page, name)).toBeVisible();
};

export const stopExplaining = async (page: Page, name: string): Promise<void> => {
  await stopButton(page, name).click();
  await expect(explainButton(page, name)).toBeVisible();
};

const sceneButton = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${name} \\d`) });

/** A scene's row; its words tell its state. */
export const sceneRow = (page: Page, name: string): Locator =>
  page
    .getByRole('list', { name: 'Scenes' })
    .getByRole('listitem')
    .filter({ has: sceneButton(page, name) });

/** Puts a scene into the program by its row. */
export const takeScene = async (page: Page, name: string): Promise<void> => {
  await sceneButton(page, name).click();
  await expect(sceneRow(page, name)).toContainText(/on air|preview/);
};
