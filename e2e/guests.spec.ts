import { expect, type Page } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { MARKS } from './fixtures/marked-person.ts';
import { findMark } from './probes/color-probe.ts';
import { startComposedMarks } from './probes/composed-marks.ts';
import {
  bringOnStage,
  chooseFor,
  enterStudio,
  expectEncoding,
  inviteGuest,
  showGuests,
  takeOffStage,
  tallyBand,
} from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { collectMove, expectOneMove } from './steps/moves.ts';
import { goLive, openStudio, takeScene } from './steps/studio.ts';
import { expectLive } from './steps/watch.ts';

type Pages = { readonly hostPage: Page; readonly viewerPage: Page };

/** Mei's line is spared at the host's word: viewers see her name card and hear her; and then see her again. */
const soundOnlyAndBack = async ({ hostPage, viewerPage, mei }: Pages & { readonly mei: Page }): Promise<void> => {
  const state = hostPage.getByRole('listitem').filter({ hasText: 'Sound only' });
  const note = mei.getByText('The host takes only your sound');
  await chooseFor(hostPage, 'Mei', 'Quality: sound only');
  await expectSideBySide(viewerPage, ['host', null]);
  await expect(state.filter({ hasText: 'Mei' })).toBeVisible();
  await expect(note).toBeVisible();
  await expectHeard(viewerPage, ['host', 'mei'], 'viewers still hear Mei');
  await chooseFor(hostPage, 'Mei', 'Quality: automatic');
  await expectSideBySide(viewerPage, ['host', 'mei']);
  await expect(state).toHaveCount(0);
  await expect(note).toHaveCount(0);
};

/** Li Hua comes before Mei by the keyboard, and large by the menu; and then among the others again. */
const reorderAndSpotlight = async ({ hostPage, viewerPage }: Pages): Promise<void> => {
  await hostPage.getByRole('button', { name: 'Take off stage: Li Hua' }).press('Control+ArrowUp');
  await expectSideBySide(viewerPage, ['host', 'li', 'mei']);
  await chooseFor(hostPage, 'Li Hua', 'Spotlight');
  const share = async (name: 'host' | 'li' | 'mei'): Promise<number> => {
    const area = await findMark(viewerPage, MARKS[name]);
    return area ? (area.right - area.left) * (area.bottom - area.top) : 0;
  };
  const shares = async (): Promise<boolean> =>
    (await share('li')) > 0.5 && (await share('host')) < 0.2 && (await share('mei')) < 0.2;
  await expect.poll(shares, { message: 'Li Hua is large, the others are small' }).toBe(true);
  await chooseFor(hostPage, 'Li Hua', 'Spotlight');
  await expectSideBySide(viewerPage, ['host', 'li', 'mei']);
};

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
  await Promise.all([
    expectHeard(mei, ['host'], 'backstage, Mei hears the show'),
    expectHeard(viewerPage, ['host'], 'nobody hears who is backstage'),
  ]);
  await expectEncoding(hostPage, 'Mei', 'low');

  await takeScene(hostPage, 'Guests');
  await bringOnStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'On air')).toBeVisible();
  await expectSideBySide(viewerPage, ['host', 'mei']);
  await expectSideBySide(mei, ['host', 'mei']);
  await Promise.all([
    expectHeard(viewerPage, ['host', 'mei'], 'viewers hear both'),
    expectHeard(mei, ['host'], 'Mei hears the host, and never themselves'),
    expectHeard(hostPage, ['mei'], 'the host hears Mei'),
  ]);
  await expectEncoding(hostPage, 'Mei', 'high');
  await soundOnlyAndBack({ hostPage, viewerPage, mei });

  const li = await guestPage('li');
  await enterStudio(li, await inviteGuest(hostPage, 'Li Hua'), 'Li Hua');
  await startComposedMarks(hostPage, [MARKS.host, MARKS.mei]);
  await bringOnStage(hostPage, 'Li Hua');
  await expectSideBySide(viewerPage, ['host', 'mei', 'li']);
  expectOneMove(await collectMove(hostPage));
  await Promise.all([
    expectHeard(viewerPage, ['host', 'mei', 'li'], 'viewers hear all three'),
    expectHeard(mei, ['host', 'li'], 'Mei hears all but herself'),
    expectHeard(li, ['host', 'mei'], 'Li Hua hears all but himself'),
  ]);

  await expectEncoding(hostPage, 'Li Hua', 'high');
  await takeScene(hostPage, 'Product close-up with guests');
  // Mei was heard first: whoever speaks comes large in any place.
  await expectEncoding(hostPage, 'Li Hua', 'low');
  await expectEncoding(hostPage, 'Mei', 'high');
  await chooseFor(hostPage, 'Li Hua', 'Spotlight');
  await expectEncoding(hostPage, 'Li Hua', 'high');
  await chooseFor(hostPage, 'Li Hua', 'Spotlight');
  await takeScene(hostPage, 'Guests');
  await reorderAndSpotlight({ hostPage, viewerPage });

  await takeOffStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'Backstage')).toBeVisible();
  await expectSideBySide(viewerPage, ['host', 'li']);
  await expectHeard(viewerPage, ['host', 'li'], 'off stage, nobody hears Mei any more');
});
