import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { chooseFor, enterStudio, inviteGuest, meetOnStage, showGuests } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { openStudio } from './steps/studio.ts';

/** A person who was put out is out within this time, by the word. The rest is for a busy machine. */
const OUT_MS = 2_000 + 3_000;

test('the host mutes a guest, who alone can turn the microphone on again; and removes them', async ({
  show,
  hostPage,
  guestPage,
}) => {
  const mei = await guestPage('mei');
  await meetOnStage({ show, hostPage, mei });
  await expectSideBySide(mei, ['host', 'mei']);
  await expectHeard(hostPage, ['mei'], 'the host hears Mei');

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

test('a link lets in as many as it is for; withdrawn, it puts them out', async ({ show, hostPage, guestPage }) => {
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
  await expect(mei.getByRole('heading', { name: 'You are no longer in the studio' })).toBeVisible({ timeout: OUT_MS });
  await li.reload();
  await expect(li.getByRole('heading', { name: 'The host has withdrawn this link' })).toBeVisible();
});

test('a shared screen comes on air when the host says so', async ({ show, hostPage, guestPage }) => {
  const mei = await guestPage('mei');
  await meetOnStage({ show, hostPage, mei });
  await expectSideBySide(mei, ['host', 'mei']);
  await mei.getByRole('button', { name: 'Share a screen' }).click();
  await expect(mei.getByText('The host decides when viewers see your screen')).toBeVisible();
  await expectSideBySide(mei, ['host', 'mei']);
  await hostPage.getByRole('button', { name: 'Show screen of Mei' }).click();
  await expect(mei.getByText('Your screen is on air.')).toBeVisible();
  await hostPage.getByRole('button', { name: 'Hide screen of Mei' }).click();
  await expectSideBySide(mei, ['host', 'mei']);
});
