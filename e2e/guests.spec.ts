import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, takeOffStage, tallyBand } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { goLive, openStudio, takeScene } from './steps/studio.ts';
import { expectLive } from './steps/watch.ts';

test('a guest comes by a link, is brought on stage, and is seen and heard by viewers, but not by themselves', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectLive(viewerPage);
  await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();

  await showGuests(hostPage);
  const link = await inviteGuest(hostPage, 'Mei');
  const mei = await guestPage('mei');
  await enterStudio(mei, link, 'Mei');
  expect(mei.url(), 'the secret has left the address').not.toContain('#');
  await expectHeard(mei, ['host'], 'backstage, Mei hears the show');
  await expectHeard(viewerPage, ['host'], 'nobody hears who is backstage');

  await takeScene(hostPage, 'Guests');
  await bringOnStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'On air')).toBeVisible();
  await expectSideBySide(viewerPage, ['host', 'mei']);
  await expectSideBySide(mei, ['host', 'mei']);
  await expectHeard(viewerPage, ['host', 'mei'], 'viewers hear both');
  await expectHeard(mei, ['host'], 'Mei hears the host, and never themselves');
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');

  await takeOffStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'Backstage')).toBeVisible();
  await expectSideBySide(viewerPage, ['host']);
  await expectHeard(viewerPage, ['host'], 'off stage, nobody hears Mei any more');
});

test('two guests on stage are seen side by side, and each hears the other', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectLive(viewerPage);
  await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const mei = await guestPage('mei');
  const li = await guestPage('li');
  for (const [page, name] of [
    [mei, 'Mei'],
    [li, 'Li Hua'],
  ] as const) {
    await enterStudio(page, await inviteGuest(hostPage, name), name);
    await bringOnStage(hostPage, name);
    await expect(tallyBand(page, 'On air')).toBeVisible();
  }
  await expectSideBySide(viewerPage, ['host', 'mei', 'li']);
  await expectHeard(viewerPage, ['host', 'mei', 'li'], 'viewers hear all three');
  await expectHeard(mei, ['host', 'li'], 'Mei hears all but herself');
  await expectHeard(li, ['host', 'mei'], 'Li Hua hears all but himself');
});
