import { expect } from '@playwright/test';
import { DENIED_DEVICE_FLAGS } from './fixtures/chromium.ts';
import { test } from './fixtures/test.ts';
import { goLive, openStudio } from './steps/studio.ts';
import { expectMovingPicture } from './steps/watch.ts';

test.use({ hostFlags: DENIED_DEVICE_FLAGS });

test('a host whose camera and microphone are denied reads why, and goes live with the test pattern instead', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await expect(hostPage.getByText(/The browser is not allowed to use the camera/).first()).toBeVisible();
  await hostPage.getByRole('button', { name: 'Use test pattern' }).first().click();
  await expect(hostPage.getByText(/The browser is not allowed to use the camera/)).toHaveCount(0);

  // Nor does another microphone stop anything.
  await hostPage.getByRole('tab', { name: 'Sources' }).click();
  await hostPage.getByRole('button', { name: 'Add source' }).click();
  await hostPage.getByRole('menuitem', { name: 'Microphone…' }).click();
  await hostPage.getByRole('dialog', { name: 'Add a microphone' }).getByRole('button', { name: 'Add' }).click();
  await expect(hostPage.getByText(/The browser is not allowed to use the microphone/).first()).toBeVisible();
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);
});
