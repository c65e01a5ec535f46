import { expect, type Page } from '@playwright/test';
import { TcpProxy } from './fixtures/tcp-proxy.ts';
import { test } from './fixtures/test.ts';
import { addProduct, explain, goLive, HONEY, startStudio, TEA } from './steps/studio.ts';
import { calloutCard, collectFor, expectMovingPicture, flowOf, shelfItem } from './steps/watch.ts';

const CUT_MS = 10_000;

test('who loses the socket for ten seconds keeps the show: a viewer is told what happened meanwhile, a host commands again', async ({
  owner,
  server,
  hostPage,
  viewerPage,
}) => {
  await using hostLine = await TcpProxy.start(server.port);
  await using viewerLine = await TcpProxy.start(server.port);
  const show = await owner.createShow('First harvest');
  await hostPage.goto(`${show.studioUrl.replace(server.url, hostLine.url)}?stamp=1`);
  await startStudio(hostPage, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl.replace(server.url, viewerLine.url));
  await expectMovingPicture(viewerPage);

  viewerLine.cut();
  await addProduct(hostPage, TEA);
  await explain(hostPage, TEA.name);
  await expectPictureGoesOn(viewerPage);
  await expect(shelfItem(viewerPage, TEA.name)).toHaveCount(0);

  viewerLine.restore();
  await expect(shelfItem(viewerPage, TEA.name)).toBeVisible();
  await expect(calloutCard(viewerPage)).toContainText(TEA.name);
  await expectMovingPicture(viewerPage);

  hostLine.cut();
  await expectPictureGoesOn(viewerPage);
  const isBack = firstFrame(hostPage);
  hostLine.restore();
  await isBack;
  await explain(hostPage, HONEY.name);
  await expect(calloutCard(viewerPage)).toContainText(HONEY.name);
});

const expectPictureGoesOn = async (viewerPage: Page): Promise<void> => {
  const flow = flowOf(await collectFor(viewerPage, CUT_MS));
  expect(flow.longestGapMs).toBeLessThan(1_000);
};

/** When the server says something on a new socket of the page: its line is back. */
const firstFrame = (page: Page): Promise<unknown> =>
  new Promise((resolve) => page.on('websocket', (socket) => socket.once('framereceived', resolve)));
