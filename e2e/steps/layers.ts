import type { Locator, Page } from '@playwright/test';

export const layers = (page: Page): Locator => page.getByRole('list', { name: 'Layers' });
export const layerNames = (page: Page): Promise<readonly string[]> => layers(page).locator('.title').allTextContents();

export const addText = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add layer', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Text', exact: true }).click();
};
