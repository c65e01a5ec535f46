import { expect, type Page } from '@playwright/test';
import { OWNER } from './fixtures/owner.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { fillSignIn } from './steps/lobby.ts';
import { endShowButton, goLive, openStudio } from './steps/studio.ts';
import { expectMovingPicture, pictureState } from './steps/watch.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

const expectSignedIn = (page: Page): Promise<void> =>
  expect(page.getByRole('heading', { level: 1, name: 'Your shows' })).toBeVisible();

test('signing out in another tab takes the studio off the line, and signing in brings the show back', async ({
  server,
  show,
  hostPage,
  hostContext,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  const lobby = await hostContext.newPage();
  await lobby.goto(`${server.url}${STUDIO_HOME_PATH}`);
  await lobby.getByRole('button', { name: 'Sign out' }).click();
  const dialog = hostPage.getByRole('dialog', { name: 'You are signed out' });
  await expect(dialog).toBeVisible();
  await expect(pictureState(viewerPage, 'The host is reconnecting')).toBeVisible();

  const signedOutAtMs = Date.now();
  await dialog.getByRole('link', { name: 'Sign in' }).click();
  await fillSignIn(hostPage, OWNER);
  await expectSignedIn(hostPage);
  await hostPage.goto(`${show.studioUrl}?stamp=1`);
  await expect(endShowButton(hostPage)).toBeVisible();
  await expectMovingPicture(viewerPage, signedOutAtMs);
});

test(
  'a studio whose owner has signed in again elsewhere opens at a press',
  PAGES_ONLY,
  async ({ server, show, hostPage, hostContext }) => {
    await openStudio(hostPage, show, 'test-pattern');
    const lobby = await hostContext.newPage();
    await lobby.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await lobby.getByRole('button', { name: 'Sign out' }).click();
    await fillSignIn(lobby, OWNER);
    await expectSignedIn(lobby);
    await hostPage.getByRole('dialog', { name: 'You are signed out' }).getByRole('link', { name: 'Sign in' }).click();
    await expect(hostPage.getByRole('button', { name: 'Go live', exact: true })).toBeVisible();
  },
);
