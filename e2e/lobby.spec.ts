import { expect, type Page } from '@playwright/test';
import { createServer } from 'node:http';
import { freePort } from './fixtures/free-port.ts';
import { OWNER } from './fixtures/owner.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { expectCleanInBothThemes } from './steps/clean.ts';
import { createChannel, createShow, fillSignIn } from './steps/lobby.ts';
import { goLive, startStudio } from './steps/studio.ts';
import { expectMovingPicture } from './steps/watch.ts';
import { someFacts } from '../shared/show/show-fixture.ts';
import { EMBED_FOLDER, STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

// What the channel has beside one show is looked at here, and before it has anything.
test.use({ serverOf: 'test' });

const heading = { level: 1 } as const;
const HOUR_MS = 3_600_000;
const SHOP_PORT = await freePort();
const SHOP = `http://127.0.0.1:${SHOP_PORT}`;

test(
  'the first visit creates the channel, and its owner signs out and in again',
  PAGES_ONLY,
  async ({ server, hostPage }) => {
    await hostPage.goto(server.url);
    await hostPage.waitForURL(`${server.url}${STUDIO_HOME_PATH}`);
    await createChannel(hostPage, OWNER);
    await expect(hostPage.getByText(`@${OWNER.handle}`)).toBeVisible();

    await hostPage.getByRole('button', { name: 'Sign out' }).click();
    await expect(hostPage.getByRole('heading', { ...heading, name: 'Sign in' })).toBeVisible();
    await hostPage.reload();
    await fillSignIn(hostPage, OWNER);
    await expect(hostPage.getByRole('heading', { ...heading, name: 'Your shows' })).toBeVisible();
  },
);

test(
  'the first visit says what is missing, in the language that is chosen, and leaves the handle of a name in Chinese to its owner',
  PAGES_ONLY,
  async ({ server, hostPage }) => {
    await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await hostPage.getByLabel('Channel name').fill(OWNER.name);
    await hostPage.getByLabel('Password', { exact: true }).fill('short');
    await hostPage.getByRole('button', { name: 'Create channel' }).click();
    await expect(hostPage.getByText('The password needs at least 8 characters.')).toBeVisible();
    await hostPage.reload();
    await expect(hostPage.getByRole('heading', { ...heading, name: 'Create your channel' })).toBeVisible();

    await hostPage.getByText('简体中文', { exact: true }).click();
    await expect(hostPage.getByRole('button', { name: '创建频道' })).toBeVisible();
    await hostPage.reload();
    await expect(hostPage.getByRole('button', { name: '创建频道' })).toBeVisible();
    await expect(hostPage.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await hostPage.getByText('English', { exact: true }).click();

    await hostPage.getByLabel('Channel name').fill('王奶奶的蜂蜜');
    await expect(hostPage.getByLabel('Handle')).toHaveValue('');
    await createChannel(hostPage, { ...OWNER, name: '王奶奶的蜂蜜' });
    await expect(hostPage.getByText('王奶奶的蜂蜜')).toBeVisible();
  },
);

test(
  'a stranger cannot sign up beside the channel, and reads one sentence for a wrong password and an unknown handle',
  PAGES_ONLY,
  async ({ server, owner, viewerPage }) => {
    await owner.createShow('Not for strangers');
    await viewerPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await expect(viewerPage.getByRole('heading', { ...heading, name: 'Sign in' })).toBeVisible();
    await expect(viewerPage.getByRole('button', { name: 'Create channel' })).toHaveCount(0);
    const asked = await viewerPage.request.post(`${server.url}/api/sign-up`, {
      data: { ...OWNER, handle: 'mallory' },
      headers: { Origin: server.url },
    });
    expect(asked.status()).toBe(403);
    expect(await asked.json()).toMatchObject({ code: 'auth.sign-up-closed' });

    const refusal = viewerPage.getByText('The handle or the password is wrong.');
    await fillSignIn(viewerPage, { handle: OWNER.handle, password: 'chestnut' });
    await expect(refusal).toBeVisible();
    await viewerPage.reload();
    await fillSignIn(viewerPage, { handle: 'nobody', password: OWNER.password });
    await expect(refusal).toBeVisible();
  },
);

test('a page of another site cannot act for the owner', PAGES_ONLY, async ({ server, owner, hostContext }) => {
  await owner.createShow('Mine');
  const asked = await hostContext.request.post(`${server.url}/api/shows`, {
    data: { title: 'Forged', address: null },
    headers: { Origin: 'https://mallory.example' },
  });
  expect(asked.status()).toBe(403);
  const { shows } = (await (await hostContext.request.get(`${server.url}/api/shows`)).json()) as { shows: unknown[] };
  expect(shows).toHaveLength(1);
});

test(
  'a new show is in the list under the title and address that it was given, and none gets the address of another',
  PAGES_ONLY,
  async ({ server, owner, hostPage }) => {
    await owner.createShow('Evening', 'evening');
    await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await createShow(hostPage, 'Mountain honey, first harvest');
    await hostPage.waitForURL('**/studio/*');
    await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
    const row = hostPage.getByRole('listitem').filter({ hasText: 'Mountain honey, first harvest' });
    await expect(row).toContainText('Not started');
    await expect(row).toContainText('0 products');
    await expect(row.getByRole('link', { name: 'Watch page' })).toHaveAttribute(
      'href',
      `${server.url}/watch/mountain-honey-first-harvest`,
    );

    await hostPage.getByRole('button', { name: 'New show' }).click();
    const dialog = hostPage.getByRole('dialog', { name: 'New show' });
    await dialog.getByLabel('Title').fill('Another evening');
    await dialog.getByLabel('Address').fill('Evening');
    await dialog.getByRole('button', { name: 'Create show' }).click();
    await expect(dialog.getByLabel('Address')).toHaveAccessibleDescription(
      /Another show has this address\. Choose a different one\./,
    );
    await dialog.getByLabel('Address').fill('another-evening');
    await dialog.getByRole('button', { name: 'Create show' }).click();
    await hostPage.waitForURL('**/studio/*');
  },
);

test('a show that is announced is in the lobby, counts down, and is live by itself', async ({
  server,
  owner,
  hostPage,
  viewerPage,
}) => {
  await owner.createShow('Evening');
  await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
  await hostPage.getByRole('button', { name: 'New show' }).click();
  const dialog = hostPage.getByRole('dialog', { name: 'New show' });
  await dialog.getByLabel('Title').fill('Mountain honey');
  await dialog.getByLabel('Category').selectOption('Food and drink');
  await dialog.getByLabel('Starts').fill(await inAnHour(hostPage));
  await dialog.getByRole('button', { name: 'Create show' }).click();
  await hostPage.waitForURL('**/studio/*');

  await viewerPage.goto(server.url);
  const coming = viewerPage.getByRole('region', { name: 'Coming up' });
  await expect(coming.getByRole('listitem')).toHaveCount(1);
  await expectCleanInBothThemes(viewerPage, 'lobby');
  const food = viewerPage.getByRole('link', { name: 'Food and drink' });
  await food.focus();
  await viewerPage.keyboard.press('Enter');
  await viewerPage.waitForURL('**/?category=food');
  await expect(food).toHaveAttribute('aria-current', 'true');
  await coming.getByRole('link', { name: OWNER.name }).click();
  await expect(viewerPage.getByRole('heading', { ...heading, name: OWNER.name })).toBeVisible();
  await expectCleanInBothThemes(viewerPage, 'channel');
  const downloading = viewerPage.waitForEvent('download');
  await viewerPage.getByRole('link', { name: 'Add “Mountain honey” to your calendar' }).click();
  expect((await downloading).suggestedFilename()).toBe('mountain-honey.ics');
  await viewerPage.getByRole('link', { name: 'Mountain honey', exact: true }).click();
  const timer = viewerPage.getByRole('timer');
  // The field has whole minutes.
  await expect(timer).toHaveText(/\b5\d:\d\d$/);
  await expectCleanInBothThemes(viewerPage, 'counting down');

  await startStudio(hostPage, 'test-pattern');
  await goLive(hostPage);
  await expectMovingPicture(viewerPage);
  await expect(timer).toHaveCount(0);
  await expect(async () => {
    await viewerPage.goto(server.url);
    const live = viewerPage.getByRole('region', { name: 'Live now' }).getByRole('listitem');
    await expect(live).toContainText('Mountain honey', { timeout: 500 });
    await expect(live.locator('img')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectCleanInBothThemes(viewerPage, 'lobby with a live show');
});

test.describe('in a shop’s page', () => {
  test.use({ serverSettings: { env: { EMBED_ORIGINS: SHOP } } });

  test('people fill its cart and share the show', PAGES_ONLY, async ({ show, bareStudio, viewerPage }) => {
    await bareStudio.call('shelf.add', { facts: someFacts({ sku: 'LJ-50' }), visibility: 'listed' });
    const shop = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end(shopPage(show.watchUrl.replace('/watch/', EMBED_FOLDER)));
    });
    await new Promise<void>((resolve) => shop.listen(SHOP_PORT, '127.0.0.1', resolve));
    await viewerPage.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await viewerPage.goto(SHOP);
    const player = viewerPage.frameLocator('iframe');
    await player.getByRole('button', { name: 'View Longjing tea' }).first().click();
    const sheet = player.getByRole('dialog', { name: 'Longjing tea' });
    await sheet.getByRole('button', { name: /^Add to cart/ }).click();
    await expect(sheet.getByText('In your cart: 1')).toBeVisible();
    await sheet.getByRole('button', { name: 'One more' }).click();
    await expect(sheet.getByText('The shop has none left.')).toBeVisible();
    await viewerPage.keyboard.press('Escape');
    await player.getByRole('button', { name: 'Go to checkout' }).click();
    await expect(viewerPage).toHaveTitle('READY SYNC_CART_STATE ADD_TO_CART:LJ-50 UPDATE_ITEM_IN_CART:LJ-50 CHECKOUT');
    await player.getByRole('button', { name: 'Share' }).first().click();
    await expect(player.getByText('The link is copied.')).toBeVisible();
    expect(await viewerPage.evaluate(() => navigator.clipboard.readText())).toBe(show.watchUrl);
    shop.close();
  });
});

/** As a field for a time of this computer has it. */
const inAnHour = (page: Page): Promise<string> =>
  page.evaluate((ms) => {
    const date = new Date(Date.now() + ms);
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }, HOUR_MS);

/** A shop with a cart for one of each, which writes what it hears into its title. */
const shopPage = (embed: string): string => `<!doctype html><title></title>
  <iframe src="${embed}" allow="clipboard-write" style="width: 1100px; height: 700px"></iframe>
  <script>
    const frame = document.querySelector('iframe');
    const hear = ({ origin, source, data }) => {
      if (origin !== '${new URL(embed).origin}' || source !== frame.contentWindow) return;
      document.title = (document.title + ' ' + [data.eventName, data.data.sku].filter(Boolean).join(':')).trim();
      const isMore = data.eventName === 'UPDATE_ITEM_IN_CART';
      const reply = isMore ? { success: false, reason: 'out-of-stock' } : true;
      frame.contentWindow.postMessage({ target: 'tally-reply', id: data.id, reply }, origin);
    };
    // The first READY goes by unheard, as where a shop's script is slow.
    addEventListener('message', ({ source }) => {
      addEventListener('message', hear);
      source.postMessage({ target: 'tally-hello' }, '*');
    }, { once: true });
  </script>`;

test(
  'an unknown address says that there is no show, and the studio of a show is its owner’s alone',
  PAGES_ONLY,
  async ({ server, show, viewerPage }) => {
    for (const path of ['/watch/nowhere', '/nowhere', '/watch/%E7%8E']) {
      await viewerPage.goto(`${server.url}${path}`);
      await expect(viewerPage.getByRole('heading', { ...heading, name: 'There is no show here' })).toBeVisible();
    }
    await viewerPage.goto(show.studioUrl);
    await expect(viewerPage.getByRole('heading', { ...heading, name: 'Sign in' })).toBeVisible();
  },
);
