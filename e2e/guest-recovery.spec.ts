import { expect, type Page } from '@playwright/test';
import { AUTOPLAY_FLAG, FAKE_DEVICE_FLAGS, pauseBrowser, TWO_CAMERAS_FLAG } from './fixtures/chromium.ts';
import { test } from './fixtures/guests.ts';
import { cameraStates, MARKS, unplugCamera } from './fixtures/marked-person.ts';
import { TcpProxy } from './fixtures/tcp-proxy.ts';
import { startComposedMarks, takeComposedMarks } from './probes/composed-marks.ts';
import { meetOnStage, tallyBand } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';

// Of two flags for the devices, Chromium takes the last one.
test.use({ viewerFlags: [...FAKE_DEVICE_FLAGS, TWO_CAMERAS_FLAG, AUTOPLAY_FLAG] });

/** Mei is there once, and in the place that she had. */
const expectBack = async (hostPage: Page, mei: Page, after: string): Promise<void> => {
  await expect(tallyBand(mei, 'On stage')).toBeVisible();
  await expectSideBySide(mei, ['host', 'mei']);
  await expectHeard(hostPage, ['mei'], `the host hears Mei after ${after}`);
  await expect(hostPage.getByText('2 on stage · 0 backstage')).toBeVisible();
  await expect(hostPage.getByRole('button', { name: 'Actions for Mei' })).toHaveCount(1);
};

const chooseOtherDevices = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Devices' }).click();
  const dialog = page.getByRole('dialog', { name: 'Camera, microphone and sound' });
  for (const device of ['Camera', 'Microphone']) {
    const field = dialog.getByLabel(device, { exact: true });
    await field.selectOption({ index: (await field.getByRole('option').count()) - 1 });
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
};

test('a guest changes devices on stage, loses the camera, reloads and opens another tab, and keeps the place', async ({
  show,
  hostPage,
  guestPage,
}) => {
  const mei = await guestPage('mei');
  const link = await meetOnStage({ show, hostPage, mei });
  await expectSideBySide(mei, ['host', 'mei']);
  await startComposedMarks(hostPage, [MARKS.mei]);
  const former = await cameraStates(mei);
  await chooseOtherDevices(mei);
  const changed = [...former.map(() => 'ended'), 'live'];
  await expect.poll(() => cameraStates(mei), { message: 'the other camera alone is open' }).toEqual(changed);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei by the other microphone');
  const frames = await takeComposedMarks(hostPage);
  expect(frames.length).toBeGreaterThan(10);
  expect(frames.filter(({ spans: [span] }) => span === null)).toEqual([]);

  await unplugCamera(mei);
  await expect(
    mei.getByText('The camera was unplugged. It returns by itself when you plug it in again.'),
  ).toBeVisible();
  await expectSideBySide(mei, ['host', null]);
  await mei.getByRole('button', { name: 'Try again' }).click();
  await expectSideBySide(mei, ['host', 'mei']);

  // Of a whole screen nobody can tell whether the show is heard in it.
  await mei.getByRole('button', { name: 'Share a screen' }).click();
  await expect(mei.getByText('Its sound is left out')).toBeVisible();

  await mei.reload();
  await expectBack(hostPage, mei, 'the reload');

  const tab = await mei.context().newPage();
  await tab.goto(link);
  await expect(tab.getByLabel('Your name'), 'the link knows who comes').toHaveValue('Mei');
  await tab.getByRole('button', { name: 'Enter the studio' }).click();
  await expect(mei.getByRole('heading', { name: 'The studio is open in another tab' })).toBeVisible();
  await expectBack(hostPage, tab, 'the change of tabs');
});

test('people and their media come back by themselves after a crash of the media worker, a lost line and sleep', async ({
  server,
  show,
  hostPage,
  guestPage,
  viewerBrowser,
}) => {
  await using proxy = await TcpProxy.start(server.port);
  const mei = await guestPage('mei');
  await meetOnStage({ show, hostPage, mei, meisOrigin: proxy.url });
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');

  for (const pid of await server.workerPids()) process.kill(pid, 'SIGKILL');
  await expect.poll(() => server.workerPids(), { message: 'another worker' }).toHaveLength(1);
  await expectHeard(mei, ['host'], 'Mei hears the host by the next worker');
  await expectBack(hostPage, mei, 'the crash');

  const away = hostPage.getByRole('listitem').filter({ hasText: 'Mei' }).getByText('Away');
  proxy.cut();
  await expect(away).toBeVisible();
  // Media go on by a way of their own, so Mei's page shows what viewers would see: a card in her place, which stays as it was.
  await expectSideBySide(mei, ['host', null]);
  await expectSideBySide(mei, ['host']);
  proxy.restore();
  // As when a phone goes from Wi-Fi to the mobile net: the way of the media is another one too.
  await mei.evaluate(() => window.dispatchEvent(new Event('online')));
  await expectBack(hostPage, mei, 'a change of networks');

  const wake = await pauseBrowser(viewerBrowser);
  await expect(away).toBeVisible();
  wake();
  await expectBack(hostPage, mei, 'sleep');
});
