import { expect } from '@playwright/test';
import { DENIED_DEVICE_FLAGS } from './fixtures/chromium.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { tallyBand } from './steps/guests.ts';

test.use({ viewerFlags: DENIED_DEVICE_FLAGS });

test(
  'a guest whose devices are denied reads how to allow them, and comes in unseen',
  PAGES_ONLY,
  async ({ bareStudio, viewerPage }) => {
    const { url } = await bareStudio.invite();
    await viewerPage.goto(url);
    await expect(viewerPage.getByText(/is not allowed to use the camera/)).toBeVisible();
    await expect(viewerPage.getByText(/is not allowed to use the microphone/)).toBeVisible();
    for (const name of ['Turn the microphone on', 'Turn the camera on']) {
      await expect(viewerPage.getByRole('button', { name })).toBeVisible();
    }
    await viewerPage.getByRole('button', { name: 'Enter the studio' }).click();
    await expect(tallyBand(viewerPage, 'Backstage')).toBeVisible();
    await expect(viewerPage.getByText(/is not allowed to use camera and microphone/)).toBeVisible();
  },
);
