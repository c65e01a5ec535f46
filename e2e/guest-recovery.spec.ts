import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, tallyBand } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { openStudio, takeScene } from './steps/studio.ts';

test('a guest who reloads on stage, or opens the link in another tab, is back in the same place', async ({
  show,
  hostPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const link = await inviteGuest(hostPage, 'Mei');
  const mei = await guestPage('mei');
  await enterStudio(mei, link, 'Mei');
  await bringOnStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'On stage')).toBeVisible();
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');

  await mei.reload();
  await expect(tallyBand(mei, 'On stage')).toBeVisible();
  await expectSideBySide(mei, ['host', 'mei']);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei after the reload');

  const tab = await mei.context().newPage();
  await tab.goto(link);
  await expect(tab.getByLabel('Your name'), 'the link knows who comes').toHaveValue('Mei');
  await tab.getByRole('button', { name: 'Enter the studio' }).click();
  await expect(tallyBand(tab, 'On stage')).toBeVisible();
  await expect(mei.getByRole('heading', { name: 'The studio is open in another tab' })).toBeVisible();
  await expectSideBySide(tab, ['host', 'mei']);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei from the other tab');
  await expect(hostPage.getByText('2 on stage · 0 backstage')).toBeVisible();
});

test('people and their media come back by themselves after a crash of the media worker', async ({
  server,
  show,
  hostPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const mei = await guestPage('mei');
  await enterStudio(mei, await inviteGuest(hostPage, 'Mei'), 'Mei');
  await bringOnStage(hostPage, 'Mei');
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');

  for (const pid of await server.workerPids()) process.kill(pid, 'SIGKILL');
  await expect.poll(() => server.workerPids(), { message: 'another worker' }).toHaveLength(1);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei by the next worker');
  await expectHeard(mei, ['host'], 'Mei hears the host by the next worker');
  await expectSideBySide(mei, ['host', 'mei']);
});
