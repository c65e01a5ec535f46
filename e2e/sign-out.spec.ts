import { expect } from '@playwright/test';
import { OWNER } from './fixtures/owner.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { fillSignIn } from './steps/lobby.ts';
import { openStudio } from './steps/studio.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

test(
  'a studio whose owner has signed in again elsewhere opens at a press',
  PAGES_ONLY,
  async ({ server, show, hostPage, hostContext }) => {
    await openStudio(hostPage, show, 'test-pattern');
    const lobby = await hostContext.newPage();
    await lobby.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await lobby.getByRole('button', { name: 'Sign out' }).click();
    await fillSignIn(lobby, OWNER);
    await expect(lobby.getByRole('heading', { level: 1, name: 'Your shows' })).toBeVisible();
    await hostPage.getByRole('dialog', { name: 'You are signed out' }).getByRole('link', { name: 'Sign in' }).click();
    await expect(hostPage.getByRole('button', { name: 'Go live', exact: true })).toBeVisible();
  },
);
