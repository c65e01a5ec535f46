import { expect, type Page } from '@playwright/test';
import { TcpProxy } from './fixtures/tcp-proxy.ts';
import { test } from './fixtures/test.ts';
import { addProduct, explain, goLive, HONEY, openStudio, startStudio, TEA } from './steps/studio.ts';
import { calloutCard, collectFor, expectMovingPicture, flowOf, shelfItem } from './steps/watch.ts';

const CUT_MS = 10_000;

test('a viewer whose socket is lost for ten seconds keeps the picture, and is told what happened meanwhile', async ({
  show,
  server,
  hostPage,
  viewerPage,
}) => {
  await using proxy = await TcpProxy.start(server.port);
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl.replace(server.url, proxy.url));
  await expectMovingPicture(viewerPage);

  proxy.cut();
  await addProduct(hostPage, TEA);
  await explain(hostPage, TEA.name);
  const flow = flowOf(await collectFor(viewerPage, CUT_MS));
  expect(flow.longestGapMs).toBeLessThan(1_000);
  await expect(shelfItem(viewerPage, TEA.name)).toHaveCount(0);

  proxy.restore();
  await expect(shelfItem(viewerPage, TEA.name)).toBeVisible();
  await expect(calloutCard(viewerPage)).toContainText(TEA.name);
  await expectMovingPicture(viewerPage);
});

test('a host whose socket is lost for ten seconds stays on air, and commands again afterwards', async ({
  owner,
  server,
  hostPage,
  viewerPage,
}) => {
  await using proxy = await TcpProxy.start(server.port);
  const show = await owner.createShow('First harvest');
  await hostPage.goto(`${show.studioUrl.replace(server.url, proxy.url)}?stamp=1`);
  await startStudio(hostPage, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  proxy.cut();
  const flow = flowOf(await collectFor(viewerPage, CUT_MS));
  expect(flow.longestGapMs).toBeLessThan(1_000);

  const isBack = firstFrame(hostPage);
  proxy.restore();
  await isBack;
  await explain(hostPage, HONEY.name);
  await expect(calloutCard(viewerPage)).toContainText(HONEY.name);
});

/** When the server says something on a new socket of the page: its line is back. */
const firstFrame = (page: Page): Promise<unknown> =>
  new Promise((resolve) => page.on('websocket', (socket) => socket.once('framereceived', resolve)));
