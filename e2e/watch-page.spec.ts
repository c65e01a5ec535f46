import { expect } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { joinChat } from './steps/talk.ts';
import { pictureState } from './steps/watch.ts';

test(
  'before the show the page says that it starts soon, by one address, with an empty shelf, and counts its viewers; to a Chinese browser in Chinese',
  PAGES_ONLY,
  async ({ show, viewerBrowser, openContext, viewerPage }) => {
    await viewerPage.goto(show.watchUrl);
    await expect(viewerPage.getByRole('heading', { level: 1, name: show.title })).toBeVisible();
    await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();
    await expect(viewerPage.getByText('The host has not put any products on the shelf yet.')).toBeVisible();
    await expect(viewerPage).toHaveTitle(/First harvest/);
    await expect(viewerPage.getByText('1 watching')).toBeAttached();

    const other = await openContext(viewerBrowser, { locale: 'zh-CN' });
    const second = await other.newPage();
    await second.goto(show.watchUrl);
    await expect(viewerPage.getByText('2 watching')).toBeAttached();
    await expect(second.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await second.getByRole('button', { name: 'English' }).click();
    await expect(pictureState(second, 'The show starts soon')).toBeVisible();
    await second.close();
    await expect(viewerPage.getByText('1 watching')).toBeAttached();
  },
);

test('an address is found however it is spelled', PAGES_ONLY, async ({ owner, server, viewerPage }) => {
  const { watchUrl } = await owner.createShow('王奶奶的蜂蜜');
  const address = decodeURIComponent(watchUrl.split('/').at(-1) ?? '');
  expect(address).toContain('王奶奶的蜂蜜');
  for (const spelling of [address, encodeURIComponent(address)]) {
    await viewerPage.goto(`${server.url}/watch/${spelling}`);
    await expect(viewerPage.getByRole('heading', { level: 1, name: '王奶奶的蜂蜜' })).toBeVisible();
  }
});

test(
  'a title that is markup is shown as text, in the page and in its head',
  PAGES_ONLY,
  async ({ owner, viewerPage }) => {
    const title = '</title></script><img src=x onerror="document.body.dataset.pwned=1"><b>Honey</b>';
    const show = await owner.createShow(title);
    await viewerPage.goto(show.watchUrl);
    await expect(viewerPage.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();
    await expect(viewerPage.locator('body')).not.toHaveAttribute('data-pwned');
    await expect(viewerPage.locator('h1 b, h1 img')).toHaveCount(0);
  },
);

test('a phone that is turned keeps what is being written', PAGES_ONLY, async ({ show, viewerPage }) => {
  await viewerPage.setViewportSize({ width: 390, height: 844 });
  await viewerPage.goto(show.watchUrl);
  await joinChat(viewerPage, 'Ann');
  await viewerPage.getByRole('radio', { name: 'Questions' }).check({ force: true });
  const question = viewerPage.getByPlaceholder('Ask the hosts a question');
  await question.fill('Is it ra');
  for (const size of [
    { width: 844, height: 390 },
    { width: 390, height: 844 },
  ]) {
    await viewerPage.setViewportSize(size);
    await expect(question).toHaveValue('Is it ra');
    await expect(question).toBeFocused();
  }
});
