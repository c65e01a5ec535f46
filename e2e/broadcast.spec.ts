import { expect, type Page } from '@playwright/test';
import { OWNER } from './fixtures/owner.ts';
import { test } from './fixtures/test.ts';
import { measureLoudnessDb } from './probes/sound-probe.ts';
import { createChannel, createShow } from './steps/lobby.ts';
import { endShow, goLive, openStudio, startStudio } from './steps/studio.ts';
import { expectLive, expectMovingPicture, pictureState } from './steps/watch.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

/** The test tone and Chromium's fake microphone are far above this, noise of a silent line far below. */
const AUDIBLE_DB = -45;

const expectSound = async (page: Page): Promise<void> => {
  await expect.poll(() => measureLoudnessDb(page), { message: 'loudness in dBFS' }).toBeGreaterThan(AUDIBLE_DB);
};

test.describe('on a server without a channel', () => {
  test.use({ serverOf: 'test' });

  test('a new host goes live with the test pattern, is seen and heard in another browser, reads how far behind and how many, ends the show and goes live again', async ({
    server,
    hostPage,
    viewerPage,
  }) => {
    await hostPage.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await createChannel(hostPage, OWNER);
    await createShow(hostPage, 'First harvest');
    await startStudio(hostPage, 'test-pattern');

    await viewerPage.goto(`${server.url}/watch/first-harvest`);
    await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();

    await goLive(hostPage);
    await expectLive(viewerPage);
    const [frame] = await expectMovingPicture(viewerPage);
    expect(frame).toMatchObject({ widthPx: 1280, heightPx: 720 });
    await expectSound(viewerPage);
    await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();
    await expect(viewerPage.getByRole('button', { name: 'Mute' })).toBeVisible();
    expect(await viewerPage.locator('video').evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);
    const numbers = hostPage.getByRole('list', { name: 'The show in numbers' });
    await expect(numbers.getByRole('listitem').filter({ hasText: 'watching' })).toContainText('1');
    await expect(numbers.getByRole('listitem').filter({ hasText: 'to viewers' })).toContainText(/\d\.\d\d s/);
    await expect(viewerPage.getByText(/milliseconds behind the host/)).toBeAttached();

    await endShow(hostPage);
    await expect(pictureState(viewerPage, 'The show has ended')).toBeVisible();
    await viewerPage.reload();
    await expect(pictureState(viewerPage, 'The show has ended')).toBeVisible();
    const lobby = await hostPage.context().newPage();
    await lobby.goto(`${server.url}${STUDIO_HOME_PATH}`);
    await expect(lobby.getByRole('listitem').filter({ hasText: 'First harvest' })).toContainText('Ended');
    await lobby.close();

    await goLive(hostPage);
    await expectMovingPicture(viewerPage);
  });
});

test('the camera and the microphone go on air, and a page opened later sees and hears them', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  const [frame] = await expectMovingPicture(viewerPage);
  expect(frame).toMatchObject({ widthPx: 1280, heightPx: 720 });
  await expectSound(viewerPage);
});
