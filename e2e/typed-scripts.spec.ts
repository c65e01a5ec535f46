import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import * as v from 'valibot';
import { ShowId } from '../shared/ids.ts';
import { Currency } from '../shared/money.ts';
import { ENDPOINTS } from '../shared/protocol/http.ts';
import { aDocument, aTextLayer, sceneId } from '../shared/scene/sample-documents.ts';
import type { SceneDocument } from '../shared/scene/document.ts';
import { LoadPublisher } from './bench/load/load-publisher.ts';
import { BareStudio } from './fixtures/bare-studio.ts';
import { Owner, OWNER } from './fixtures/owner.ts';
import { SCRIPT_CORPUS, scriptsOf } from './fixtures/script-corpus.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { openCheckout, openToBuy } from './steps/buy.ts';
import { watchForScripts } from './steps/script-watch.ts';
import { tallyBand } from './steps/guests.ts';
import { explain } from './steps/studio.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

// Everything of the channel has a name like a script.
test.use({ serverOf: 'test' });

/** The way out of the script that carries a show in its watch page. */
const OUT_OF_SCRIPT = '</script><script>ran()</script>';
const NAMES = scriptsOf(40);
const SCENES = 6;
/** As many as a studio takes beside the host and one more; each can say five things at once. */
const GUEST_NAMES = NAMES.slice(0, 10);
const MESSAGES = SCRIPT_CORPUS.slice(0, 5 * GUEST_NAMES.length);

/** Everything that can be read there, each text in a line of its own; the data that a page comes with is no text. */
const textsOf = (where: Locator): Promise<string> =>
  where.evaluate((root) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.parentElement?.tagName !== 'SCRIPT') texts.push(node.textContent ?? '');
    return texts.join('\n');
  });

const expectTexts = async (where: Page | Locator, texts: readonly string[]): Promise<void> => {
  const root = 'goto' in where ? where.locator('body') : where;
  const missing = async (): Promise<readonly string[]> => {
    const there = await textsOf(root);
    return texts.filter((each) => !there.includes(each));
  };
  await expect.poll(missing).toEqual([]);
};

const text = (where: Page | Locator, words = ''): Locator => where.getByText(words, { exact: true });

const cookieOf = async (context: BrowserContext, url: string): Promise<string> =>
  (await context.cookies(url)).map(({ name, value }) => `${name}=${value}`).join('; ');

/** Scenes, layers and texts that are all named like scripts. */
const aDocumentOfScripts = (): SceneDocument => {
  const layers = SCRIPT_CORPUS.map((text, index) => {
    const layer = aTextLayer(`text${index}`);
    return { ...layer, name: text, content: { ...layer.content, text } };
  });
  const document = aDocument({ scenes: { s0: layers } });
  const [first] = Object.values(document.scenes);
  const scenes = NAMES.slice(0, SCENES).map((name, index) => {
    const id = sceneId(`s${index}`);
    return { id, name, layerIds: index === 0 ? (first?.layerIds ?? []) : [] };
  });
  return {
    ...document,
    sceneIds: scenes.map(({ id }) => id),
    scenes: Object.fromEntries(scenes.map((each) => [each.id, each])),
  };
};

test(
  'what people type is text on every page, and nothing of it runs',
  PAGES_ONLY,
  async ({ server, hostContext, viewerContext }) => {
    const ran = await Promise.all([hostContext, viewerContext].map(watchForScripts));
    const post = (path: string, data: unknown) =>
      hostContext.request.post(`${server.url}${path}`, { data, headers: { Origin: server.url } });
    await post(ENDPOINTS.signUp.path, { ...OWNER, name: OUT_OF_SCRIPT });
    const owner = new Owner(hostContext.request, server.url);
    await Promise.all(SCRIPT_CORPUS.map((title) => owner.createShow(title)));
    const show = await owner.createShow(OUT_OF_SCRIPT, 'the-show');

    // On air once, so that one can buy.
    const showId = v.parse(ShowId, new URL(show.studioUrl).pathname.split('/')[2]);
    const cookie = await cookieOf(hostContext, server.url);
    (await LoadPublisher.goLive({ url: server.url, cookie, showId })).close();
    const link = await test.step('everything is stored', async () => {
      const studio = await BareStudio.open(server.url, show, hostContext);
      const facts = {
        priceMinor: 100,
        formerPriceMinor: null,
        currency: v.parse(Currency, 'USD'),
        stock: 9,
        pictureId: null,
        sku: null,
        limitPerBuyer: null,
      };
      await Promise.all(
        SCRIPT_CORPUS.map((name, index) => {
          const link = index % 2 === 1 ? null : `https://evil.example/?${name}`;
          return studio.call('shelf.add', { facts: { ...facts, name, link }, visibility: 'listed' });
        }),
      );
      await studio.call('production.open', { document: aDocumentOfScripts(), sceneId: sceneId('s0') });
      const guests = await Promise.all(
        GUEST_NAMES.map(async (name) => studio.bring(await studio.invite({ name }), name)),
      );
      await Promise.all(
        MESSAGES.flatMap((words, index) => guests[index % guests.length]?.call('talk.post', { text: words }) ?? []),
      );
      const link = await studio.invite({ name: NAMES[0] ?? '' });
      studio.close();
      return link;
    });

    const host = await hostContext.newPage();
    await test.step('lobby', async () => {
      await host.goto(`${server.url}${STUDIO_HOME_PATH}`);
      for (const text of SCRIPT_CORPUS) await expect(host.getByText(text, { exact: true }).first()).toBeVisible();
    });
    await test.step('studio', async () => {
      await host.goto(show.studioUrl);
      // Named in the list of scenes and over the program; its layers, and the shelf.
      await expect(text(host, NAMES[0]).first()).toBeVisible();
      await expectTexts(host, SCRIPT_CORPUS);
      await host.getByRole('tab', { name: /^Guests/ }).click();
      await expectTexts(host.getByRole('tabpanel', { name: /^Guests/ }), GUEST_NAMES);
      await host.getByRole('tab', { name: /^Chat/ }).click();
      await host.getByRole('radio', { name: /^Backstage/ }).check({ force: true });
      await expectTexts(host.getByRole('tabpanel', { name: /^Chat/ }), MESSAGES);
      await host.getByRole('banner').getByRole('button', { name: 'Invite' }).click();
      await expect(text(host.getByRole('dialog'), NAMES[0]).first()).toBeVisible();
      await host.keyboard.press('Escape');
      // The browser’s own card in the picture.
      await host.getByRole('tab', { name: /^Shelf/ }).click();
      await explain(host, OUT_OF_SCRIPT);
      await host.close();
    });
    await test.step('guest', async () => {
      const page = await viewerContext.newPage();
      await page.goto(link.url);
      await expect(page.getByLabel('Your name')).toHaveValue(NAMES[0] ?? '');
      await expect(page.getByRole('heading', { name: `You are invited by ${OUT_OF_SCRIPT}` })).toBeVisible();
      await expect(text(page, `Show: ${OUT_OF_SCRIPT}`)).toBeVisible();
      await page.getByRole('button', { name: 'Enter the studio' }).click();
      await expect(tallyBand(page, 'Backstage')).toBeVisible();
      await page.close();
    });
    await test.step('watch and pay', async () => {
      const { page, sheet } = await openToBuy(viewerContext, show.watchUrl, OUT_OF_SCRIPT);
      expect(await page.title()).toContain(OUT_OF_SCRIPT);
      await sheet.getByRole('button', { name: /^Reserve/ }).click();
      const checkout = await openCheckout(page, sheet);
      await expect(text(checkout, `${OUT_OF_SCRIPT} × 1`).first()).toBeVisible();
      await checkout.getByRole('button', { name: 'Pay', exact: true }).click();
      await expect(sheet.getByText('Paid. It is yours.')).toBeVisible();
      await checkout.close();
      await page.keyboard.press('Escape');
      await expectTexts(page, SCRIPT_CORPUS);
    });
    expect(ran.flat()).toEqual([]);
  },
);

test('what would run is noticed', PAGES_ONLY, async ({ server, viewerBrowser }) => {
  // Not of this test's own windows, which fail by themselves of what the policy stops.
  const context = await viewerBrowser.newContext();
  const ran = await watchForScripts(context);
  const page = await context.newPage();
  await page.goto(`${server.url}${STUDIO_HOME_PATH}`);
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>'));
  await expect
    .poll(() => ran)
    .toEqual([
      expect.stringContaining('/studio: typed text became <img src="x" onerror="ran()">'),
      expect.stringContaining('/studio: the policy stopped script-src-attr'),
    ]);
  await page.evaluate(() => (window as unknown as { ran(): void }).ran());
  await expect.poll(() => ran).toContain('/studio: a script ran');
  await context.close();
});
