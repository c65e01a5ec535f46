import { expect, type Page } from '@playwright/test';

type Credentials = { readonly handle: string; readonly password: string };

/** Fills the first visit's form and waits until the channel is there. */
export const createChannel = async (
  page: Page,
  { name, handle, password }: Credentials & { readonly name: string },
) => {
  await page.getByLabel('Channel name').fill(name);
  await page.getByLabel('Handle').fill(handle);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create channel' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your shows' })).toBeVisible();
};

export const fillSignIn = async (page: Page, { handle, password }: Credentials) => {
  await page.getByLabel('Handle').fill(handle);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Makes a show in the dialog; the browser then stands in its studio. */
export const createShow = async (page: Page, title: string) => {
  await page.getByRole('button', { name: 'New show' }).click();
  const dialog = page.getByRole('dialog', { name: 'New show' });
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Create show' }).click();
};
