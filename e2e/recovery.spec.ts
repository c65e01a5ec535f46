import { expect } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { addProduct, endShowButton, goLive, HONEY, openStudio, TEA } from './steps/studio.ts';
import { expectLive, expectMovingPicture, shelfItem } from './steps/watch.ts';

test('a killed media worker is replaced, and a server that was stopped or killed brings everyone back by itself, with everything that happened', async ({
  show,
  server,
  hostPage,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  await test.step('a killed media worker', async () => {
    const killed = await server.workerPids();
    expect(killed).toHaveLength(1);
    const killedAtMs = Date.now();
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await expectMovingPicture(viewerPage, killedAtMs);
    await expectLive(viewerPage);
    await expect(endShowButton(hostPage)).toBeVisible();
    const replaced = await server.workerPids();
    expect(replaced).toHaveLength(1);
    expect(replaced).not.toEqual(killed);
  });

  await test.step('a server that is stopped politely', async () => {
    const stoppedAtMs = Date.now();
    await server.stop();
    await server.open();
    await expectMovingPicture(viewerPage, stoppedAtMs);
    await expectLive(viewerPage);
  });

  await test.step('a server that is killed', async () => {
    const killedAtMs = Date.now();
    await server.kill();
    await server.open();
    await expectMovingPicture(viewerPage, killedAtMs);
    await expectLive(viewerPage);
    await expect(endShowButton(hostPage)).toBeVisible();
    await expect(shelfItem(viewerPage, HONEY.name)).toBeVisible();
    await addProduct(hostPage, TEA);
    await expect(shelfItem(viewerPage, TEA.name)).toBeVisible();
  });
});

test(
  'what the server acknowledged is there after it was killed in the next moment',
  PAGES_ONLY,
  async ({ show, server, hostPage, viewerPage }) => {
    await openStudio(hostPage, show, 'test-pattern');
    await addProduct(hostPage, HONEY);
    await server.kill();
    await server.open();
    await viewerPage.goto(show.watchUrl);
    await expect(shelfItem(viewerPage, HONEY.name)).toContainText('23 left');
  },
);
