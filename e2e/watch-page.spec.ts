import { expect } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { pictureState } from './steps/watch.ts';

test(
  'before the show the page says that it starts soon, by one address, with an empty shelf',
  PAGES_ONLY,
  async ({ show, viewerPage }) => {
    await viewerPage.goto(show.watchUrl);
    await expect(viewerPage.getByRole('heading', { level: 1, name: show.title })).toBeVisible();
    await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();
    await expect(viewerPage.getByText('The host has not put any products on the shelf yet.')).toBeVisible();
    await expect(viewerPage).toHaveTitle(/First harvest/);
  },
);

test('an address is found however it is spelled', PAGES_ONLY, async ({ owner, server, viewerPage }) => {
  await owner.createShow('王奶奶的蜂蜜');
  for (const spelling of ['王奶奶的蜂蜜', encodeURIComponent('王奶奶的蜂蜜')]) {
    await viewerPage.goto(`${server.url}/watch/${spelling}`);
    await expect(viewerPage.getByRole('heading', { level: 1, name: '王奶奶的蜂蜜' })).toBeVisible();
  }
});

test(
  'a title that is markup is shown as text, in the page and in its head',
  PAGES_ONLY,
  async ({ owner, viewerPage }) => {
    const title = '</title></script><img src=x onerror="document.body.dataset.pwned=1"><b>Honey</b>';
    const show = await owner.createShow(title, 'markup');
    await viewerPage.goto(show.watchUrl);
    await expect(viewerPage.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();
    await expect(viewerPage.locator('body')).not.toHaveAttribute('data-pwned');
    await expect(viewerPage.locator('h1 b, h1 img')).toHaveCount(0);
  },
);

test('the page counts its viewers', PAGES_ONLY, async ({ show, viewerBrowser, openContext, viewerPage }) => {
  await viewerPage.goto(show.watchUrl);
  await expect(viewerPage.getByText('1 watching')).toBeAttached();
  const others = await openContext(viewerBrowser);
  const second = await others.newPage();
  await second.goto(show.watchUrl);
  await expect(viewerPage.getByText('2 watching')).toBeAttached();
  await second.close();
  await expect(viewerPage.getByText('1 watching')).toBeAttached();
});

test(
  'the page speaks Chinese to a Chinese browser, and English when asked',
  PAGES_ONLY,
  async ({ show, viewerBrowser, openContext }) => {
    const context = await openContext(viewerBrowser, { locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(show.watchUrl);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await page.getByRole('button', { name: 'English' }).click();
    await expect(pictureState(page, 'The show starts soon')).toBeVisible();
  },
);
