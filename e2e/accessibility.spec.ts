import { expect } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { PAGES_ONLY } from './fixtures/test.ts';
import { expectClean, expectCleanInBothThemes } from './steps/clean.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, tallyBand } from './steps/guests.ts';
import { addProduct, endShow, explain, goLive, HONEY, openStudio } from './steps/studio.ts';
import { calloutCard, expectMovingPicture, pictureState, productSheet } from './steps/watch.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

test.describe('of a channel by itself', () => {
  test.use({ serverOf: 'test' });

  test(
    'the lobby is accessible from the first visit to the list of shows',
    PAGES_ONLY,
    async ({ server, openContext, hostBrowser }) => {
      const page = await (await openContext(hostBrowser)).newPage();
      await page.goto(`${server.url}${STUDIO_HOME_PATH}`);
      await expect(page.getByRole('heading', { level: 1, name: 'Create your channel' })).toBeVisible();
      await expectCleanInBothThemes(page, 'first visit');
      await page.getByRole('button', { name: 'Create channel' }).click();
      await expect(page.getByText('The password needs at least 8 characters.')).toBeVisible();
      await expectClean(page, 'first visit with errors');
    },
  );

  test(
    'the signed-in lobby is accessible, and so is the page of an unknown address',
    PAGES_ONLY,
    async ({ show, server, hostPage, viewerPage }) => {
      await viewerPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
      await expect(viewerPage.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
      await expectClean(viewerPage, 'sign in');
      await viewerPage.goto(`${server.url}/watch/nowhere`);
      await expect(viewerPage.getByRole('heading', { level: 1 })).toBeVisible();
      await expectCleanInBothThemes(viewerPage, 'not found');
      await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
      await expect(hostPage.getByRole('heading', { level: 2, name: show.title })).toBeVisible();
      await expectCleanInBothThemes(hostPage, 'shows');
      await hostPage.getByRole('button', { name: 'New show' }).click();
      await expect(hostPage.getByRole('dialog', { name: 'New show' })).toBeVisible();
      await expectClean(hostPage, 'new show');
    },
  );
});

test('the studio is accessible before it is on air', PAGES_ONLY, async ({ show, hostPage }) => {
  await hostPage.goto(show.studioUrl);
  await expect(hostPage.getByRole('dialog', { name: 'How do you want to start?' })).toBeVisible();
  await expectClean(hostPage, 'welcome');
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await expectClean(hostPage, 'studio off air');
  await hostPage.getByRole('button', { name: 'Add a product' }).click();
  await expect(hostPage.getByRole('dialog', { name: 'Add a product' })).toBeVisible();
  await expectClean(hostPage, 'product');
  await hostPage.keyboard.press('Escape');
  await hostPage.getByRole('button', { name: 'Go live', exact: true }).click();
  await expect(hostPage.getByRole('dialog', { name: 'Check before you go live' })).toBeVisible();
  await expectClean(hostPage, 'check');
});

test('the watch page is accessible before, during and after a show, and so is the studio', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  await viewerPage.goto(show.watchUrl);
  await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();
  await expectCleanInBothThemes(viewerPage, 'before the show');
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await explain(hostPage, HONEY.name);
  await expectClean(hostPage, 'studio on air');
  await hostPage.getByRole('tab', { name: 'Health' }).click();
  await expectClean(hostPage, 'health');
  await expectMovingPicture(viewerPage);
  await expect(calloutCard(viewerPage)).toBeVisible();
  await expectCleanInBothThemes(viewerPage, 'live');
  await calloutCard(viewerPage).click();
  await expect(productSheet(viewerPage, HONEY.name)).toBeVisible();
  await expectCleanInBothThemes(viewerPage, 'product');
  await viewerPage.keyboard.press('Escape');
  await endShow(hostPage);
  await expectClean(hostPage, 'studio after the show');
  await expect(pictureState(viewerPage, 'The show has ended')).toBeVisible();
  await expectCleanInBothThemes(viewerPage, 'ended');
});

test(
  'the way of a guest is accessible, on their page and in the studio',
  PAGES_ONLY,
  async ({ show, hostPage, guestPage }) => {
    await openStudio(hostPage, show, 'test-pattern');
    await showGuests(hostPage);
    const link = await inviteGuest(hostPage, 'Mei');
    await hostPage.getByRole('button', { name: 'Invite' }).first().click();
    await expect(hostPage.getByRole('button', { name: 'Withdraw link for Mei' })).toBeVisible();
    await expectClean(hostPage, 'links');
    await hostPage.keyboard.press('Escape');

    const mei = await guestPage('mei');
    await mei.goto(link);
    await expect(mei.getByText('You sound good.')).toBeVisible();
    await expectClean(mei, 'green room');
    await enterStudio(mei, link, 'Mei');
    await expectClean(mei, 'backstage');
    await mei.getByRole('button', { name: 'Devices' }).click();
    await expect(mei.getByRole('dialog', { name: 'Camera, microphone and sound' })).toBeVisible();
    await expectClean(mei, 'devices');
    await mei.keyboard.press('Escape');
    await bringOnStage(hostPage, 'Mei');
    await expect(tallyBand(mei, 'On stage')).toBeVisible();
    await expectClean(hostPage, 'somebody on stage');
    await hostPage.getByRole('tab', { name: /^Chat/ }).click();
    await expectClean(hostPage, 'talk');

    const stranger = await guestPage('li');
    await stranger.goto(link);
    await expect(stranger.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
    await expectClean(stranger, 'a used link');
  },
);
