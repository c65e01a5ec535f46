import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { MARKS } from './fixtures/marked-person.ts';
import { startComposedMarks } from './probes/composed-marks.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, takeOffStage, tallyBand } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { collectMove, expectOneMove } from './steps/moves.ts';
import { goLive, openStudio, takeScene } from './steps/studio.ts';
import { expectLive } from './steps/watch.ts';

test('guests come by links, are brought on stage, and are seen and heard by all but themselves', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  // Four pages with pictures and sound on the way of a whole show.
  test.slow();
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

  const li = await guestPage('li');
  await enterStudio(li, await inviteGuest(hostPage, 'Li Hua'), 'Li Hua');
  await startComposedMarks(hostPage, [MARKS.host, MARKS.mei]);
  await bringOnStage(hostPage, 'Li Hua');
  await expectSideBySide(viewerPage, ['host', 'mei', 'li']);
  expectOneMove(await collectMove(hostPage));
  await expectHeard(viewerPage, ['host', 'mei', 'li'], 'viewers hear all three');
  await expectHeard(mei, ['host', 'li'], 'Mei hears all but herself');
  await expectHeard(li, ['host', 'mei'], 'Li Hua hears all but himself');

  await takeOffStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'Backstage')).toBeVisible();
  await expectSideBySide(viewerPage, ['host', 'li']);
  await expectHeard(viewerPage, ['host', 'li'], 'off stage, nobody hears Mei any more');
});
