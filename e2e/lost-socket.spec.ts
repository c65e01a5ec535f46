import { expect, type Page } from '@playwright/test';
import { AUTOPLAY_FLAG, launchChromium, pauseBrowser } from './fixtures/chromium.ts';
import { TcpProxy } from './fixtures/tcp-proxy.ts';
import { test } from './fixtures/test.ts';
import { addProduct, explain, goLive, HONEY, startStudio, TEA } from './steps/studio.ts';
import {
  calloutCard,
  collectFor,
  expectMovingPicture,
  flowOf,
  openWatchPage,
  shelfItem,
  type Flow,
} from './steps/watch.ts';

const CUT_MS = 10_000;
const CUP = { name: 'Tea cup', price: '15.00' };

test('who loses the socket for ten seconds keeps the show: a viewer is told what happened meanwhile, a host commands again; and a viewer that hangs so long holds up nobody', async ({
  owner,
  server,
  hostPage,
  viewerPage,
  openContext,
}) => {
  test.slow();
  await using hostLine = await TcpProxy.start(server.port);
  await using viewerLine = await TcpProxy.start(server.port);
  const show = await owner.createShow('First harvest');
  await hostPage.goto(`${show.studioUrl.replace(server.url, hostLine.url)}?stamp=1`);
  await startStudio(hostPage, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl.replace(server.url, viewerLine.url));
  await expectMovingPicture(viewerPage);

  await test.step('a viewer', async () => {
    viewerLine.cut();
    await addProduct(hostPage, TEA);
    await explain(hostPage, TEA.name);
    await expectPictureGoesOn(viewerPage);
    await expect(shelfItem(viewerPage, TEA.name)).toHaveCount(0);

    viewerLine.restore();
    await expect(shelfItem(viewerPage, TEA.name)).toBeVisible();
    await expect(calloutCard(viewerPage)).toContainText(TEA.name);
    await expectMovingPicture(viewerPage);
  });

  const slowBrowser = await launchChromium([AUTOPLAY_FLAG]);
  const slowPage = await openWatchPage(await openContext(slowBrowser), show.watchUrl);
  await expectMovingPicture(slowPage);
  await expectMovingPicture(viewerPage);
  // The whole browser stops, its network with it: it reads neither media nor the socket.
  const resume = await pauseBrowser(slowBrowser);

  await test.step('a host, and a viewer that hangs', async () => {
    hostLine.cut();
    const during = await expectPictureGoesOn(viewerPage);
    expect(during.composedPerSecond).toBeGreaterThan(15);
    const isBack = firstFrame(hostPage);
    hostLine.restore();
    await isBack;
    await explain(hostPage, HONEY.name);
    await expect(calloutCard(viewerPage)).toContainText(HONEY.name);
    await addProduct(hostPage, CUP);
    await expect(shelfItem(viewerPage, CUP.name)).toBeVisible();
  });

  await test.step('the viewer that hung catches up', async () => {
    const resumedAtMs = Date.now();
    resume();
    await expectMovingPicture(slowPage, resumedAtMs);
    await expect(shelfItem(slowPage, CUP.name)).toBeVisible();
    await slowBrowser.close();
  });
});

/** For as long as a line is cut. */
const expectPictureGoesOn = async (viewerPage: Page): Promise<Flow> => {
  const flow = flowOf(await collectFor(viewerPage, CUT_MS));
  expect(flow.longestGapMs).toBeLessThan(1_000);
  return flow;
};

/** When the server says something on a new socket of the page: its line is back. */
const firstFrame = (page: Page): Promise<unknown> =>
  new Promise((resolve) => page.on('websocket', (socket) => socket.once('framereceived', resolve)));
