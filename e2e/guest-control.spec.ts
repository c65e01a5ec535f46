import { expect, type Page } from '@playwright/test';
import { AUTOPLAY_FLAG, SHARED_TAB_FLAGS, SHARED_TITLE } from './fixtures/chromium.ts';
import { test } from './fixtures/guests.ts';
import { MARKS, markTab } from './fixtures/marked-person.ts';
import { PAGES_ONLY } from './fixtures/test.ts';
import { findMark } from './probes/color-probe.ts';
import { chooseFor, enterStudio, inviteGuest, meetOnStage, showGuests } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { openStudio } from './steps/studio.ts';

test.use({ viewerFlags: [...SHARED_TAB_FLAGS, AUTOPLAY_FLAG] });

/** A person who was put out is out within this time, by the word. The rest is for a busy machine. */
const OUT_MS = 2_000 + 3_000;

const share = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Share a screen' }).click();
  await expect(page.getByText('The host decides when viewers see your screen')).toBeVisible();
};

/** Mei shares a tab with its sound, and the host decides about it. */
const shareOnAir = async (hostPage: Page, mei: Page): Promise<void> => {
  const tab = await mei.context().newPage();
  await markTab(tab, MARKS.tab);
  await retitle(tab);
  await share(mei);
  await expectSideBySide(mei, ['host', 'mei']);
  await hostPage.getByRole('button', { name: 'Show screen of Mei' }).click();
  await expect(mei.getByText('Your screen is on air.')).toBeVisible();
  await expect.poll(() => findMark(mei, MARKS.tab), { message: 'the tab is in the picture' }).not.toBeNull();
  await Promise.all([
    expectHeard(hostPage, ['mei', 'tab'], 'the host hears the tab'),
    expectHeard(mei, ['host'], 'nothing of it comes back to Mei'),
  ]);
  await hostPage.getByRole('button', { name: 'Hide screen of Mei' }).click();
  await expectSideBySide(mei, ['host', 'mei']);
  await mei.getByRole('button', { name: 'Stop sharing' }).first().click();
  await tab.close();
};

const retitle = (page: Page): Promise<void> => page.evaluate((title) => void (document.title = title), SHARED_TITLE);

test('the host puts a guest’s screen on air, mutes them, which they alone can undo, and removes them', async ({
  show,
  hostPage,
  guestPage,
}) => {
  const mei = await guestPage('mei');
  await meetOnStage({ show, hostPage, mei });
  await expectSideBySide(mei, ['host', 'mei']);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');
  await shareOnAir(hostPage, mei);

  await chooseFor(hostPage, 'Mei', 'Mute');
  await expect(mei.getByText('Your microphone was turned off for you')).toBeVisible();
  await expectHeard(hostPage, [], 'the host does not hear Mei any more');
  await hostPage.getByRole('button', { name: 'Actions for Mei' }).click();
  await expect(hostPage.getByRole('menuitem', { name: 'Muted: ask them to unmute' })).toBeDisabled();
  await hostPage.keyboard.press('Escape');
  await mei.getByRole('button', { name: 'Turn the microphone on' }).click();
  await expectHeard(hostPage, ['mei'], 'Mei is heard again');

  await chooseFor(hostPage, 'Mei', 'Remove…');
  await hostPage.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(mei.getByRole('heading', { name: 'You are no longer in the studio' })).toBeVisible({ timeout: OUT_MS });
  await expectHeard(hostPage, [], 'nothing of Mei comes any more');
  await mei.reload();
  await expect(mei.getByRole('heading', { name: 'You are no longer in this studio' })).toBeVisible();
});

test(
  'a link lets in as many as it is for; withdrawn, it puts them out',
  PAGES_ONLY,
  async ({ show, hostPage, guestPage }) => {
    await openStudio(hostPage, show, 'test-pattern');
    await showGuests(hostPage);
    const link = await inviteGuest(hostPage, 'Mei');
    const mei = await guestPage('mei');
    await enterStudio(mei, link, 'Mei');
    const li = await guestPage('li');
    await li.goto(link);
    await expect(li.getByRole('heading', { name: 'This link has been used' })).toBeVisible();

    await hostPage.getByRole('button', { name: 'Invite' }).first().click();
    await hostPage.getByRole('button', { name: 'Withdraw link for Mei' }).click();
    await hostPage
      .getByRole('dialog', { name: 'Withdraw the link for Mei?' })
      .getByRole('button', { name: 'Withdraw' })
      .click();
    await expect(mei.getByRole('heading', { name: 'You are no longer in the studio' })).toBeVisible({
      timeout: OUT_MS,
    });
    await li.reload();
    await expect(li.getByRole('heading', { name: 'The host has withdrawn this link' })).toBeVisible();
  },
);
