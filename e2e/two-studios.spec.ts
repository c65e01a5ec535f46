import { expect } from '@playwright/test';
import { test } from './fixtures/test.ts';
import { endShowButton, goLive, openStudio } from './steps/studio.ts';
import { expectLive, expectMovingPicture } from './steps/watch.ts';

test('a second window of the studio asks first, then takes the show over while viewers watch', async ({
  show,
  hostPage,
  hostContext,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  const second = await hostContext.newPage();
  await second.goto(`${show.studioUrl}?stamp=1`);
  await expect(second.getByText('The studio is open in another window')).toBeVisible();
  await expectMovingPicture(viewerPage);

  const takenAtMs = Date.now();
  await second.getByRole('button', { name: 'Use it here' }).click();
  await expect(endShowButton(second)).toBeVisible();
  await expect(hostPage.getByText('The studio is open in another window')).toBeVisible();
  await expectMovingPicture(viewerPage, takenAtMs);
  await expectLive(viewerPage);
});
