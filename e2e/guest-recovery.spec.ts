import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { meetOnStage, tallyBand } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';

test('a guest who reloads on stage, or opens the link in another tab, is back in the same place', async ({
  show,
  hostPage,
  guestPage,
}) => {
  const mei = await guestPage('mei');
  const link = await meetOnStage({ show, hostPage, mei });
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
  const mei = await guestPage('mei');
  await meetOnStage({ show, hostPage, mei });
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');

  for (const pid of await server.workerPids()) process.kill(pid, 'SIGKILL');
  await expect.poll(() => server.workerPids(), { message: 'another worker' }).toHaveLength(1);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei by the next worker');
  await expectHeard(mei, ['host'], 'Mei hears the host by the next worker');
  await expectSideBySide(mei, ['host', 'mei']);
});
