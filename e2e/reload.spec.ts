import { expect, type Page, type TestInfo } from '@playwright/test';
import { killBrowser } from './fixtures/chromium.ts';
import { OWNER, type TestShow } from './fixtures/owner.ts';
import type { TallyServer } from './fixtures/tally-server.ts';
import { test } from './fixtures/test.ts';
import { fillSignIn } from './steps/lobby.ts';
import { endShowButton, goLive, openStudio, sceneRow, takeScene } from './steps/studio.ts';
import { composedAtMs, expectLive, expectMovingPicture, pictureState } from './steps/watch.ts';
import { STUDIO_HOME_PATH } from '../shared/protocol/page-paths.ts';

const print = (testInfo: TestInfo, what: string, ms: number): void => {
  testInfo.annotations.push({ type: what, description: `${Math.round(ms)} ms` });
  process.stdout.write(`    ${what}: ${Math.round(ms)} ms\n`);
};

/** The promise is 5 s; this only tells "by itself and soon" from "not", on a machine that may be busy. */
const SOON_MS = 15_000;

test('a studio on air warns before it is closed, is back by itself after a reload, on the same scene, and moves to a second window, also when its host was signed out', async ({
  server,
  show,
  hostPage,
  viewerPage,
}, testInfo) => {
  await openStudio(hostPage, show, 'test-pattern');
  await takeScene(hostPage, 'Product close-up');
  await goLive(hostPage);
  await takeScene(hostPage, 'Be right back');
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  const asked = hostPage.waitForEvent('dialog');
  const closing = hostPage.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  await expect(endShowButton(hostPage)).toBeVisible();

  // The studio warns again; this time the host means it.
  hostPage.on('dialog', (again) => void again.accept());
  const reloadedAtMs = Date.now();
  await hostPage.reload();
  const reopenedAtMs = Date.now();
  const samples = await expectMovingPicture(viewerPage, reopenedAtMs);
  const backAtMs = Math.min(...samples.map(({ presentedAtMs }) => presentedAtMs));
  print(testInfo, 'back on air after a reload', backAtMs - reloadedAtMs);
  expect(backAtMs - reloadedAtMs).toBeLessThan(SOON_MS);

  await expect(endShowButton(hostPage)).toBeVisible();
  await expect(sceneRow(hostPage, 'Be right back')).toContainText('on air');
  await expectLive(viewerPage);
  expect(samples.every((sample) => composedAtMs(sample) > reopenedAtMs)).toBe(true);

  const second = await takeOverInSecondWindow({ show, hostPage, viewerPage });
  await signOutAndIn({ server, show, hostPage: second, viewerPage });
});

type Pages = { readonly show: TestShow; readonly hostPage: Page; readonly viewerPage: Page };

/** A second window of the studio asks first, then takes the show over while viewers watch. */
const takeOverInSecondWindow = async ({ show, hostPage, viewerPage }: Pages): Promise<Page> => {
  const second = await hostPage.context().newPage();
  await second.goto(`${show.studioUrl}?stamp=1`);
  await expect(second.getByText('The studio is open in another window')).toBeVisible();
  await expectMovingPicture(viewerPage);

  const takenAtMs = Date.now();
  await second.getByRole('button', { name: 'Use it here' }).click();
  await expect(endShowButton(second)).toBeVisible();
  await expect(hostPage.getByText('The studio is open in another window')).toBeVisible();
  await expectMovingPicture(viewerPage, takenAtMs);
  await expectLive(viewerPage);
  await hostPage.close();
  return second;
};

type AtServer = Pages & { readonly server: TallyServer };

/** Signing out in another tab takes the studio off the line, and signing in brings the show back. */
const signOutAndIn = async ({ server, show, hostPage, viewerPage }: AtServer): Promise<void> => {
  const lobby = await hostPage.context().newPage();
  await lobby.goto(`${server.url}${STUDIO_HOME_PATH}`);
  await lobby.getByRole('button', { name: 'Sign out' }).click();
  const dialog = hostPage.getByRole('dialog', { name: 'You are signed out' });
  await expect(dialog).toBeVisible();
  await expect(pictureState(viewerPage, 'The host is reconnecting')).toBeVisible();

  const signedOutAtMs = Date.now();
  await dialog.getByRole('link', { name: 'Sign in' }).click();
  await fillSignIn(hostPage, OWNER);
  await expect(hostPage.getByRole('heading', { level: 1, name: 'Your shows' })).toBeVisible();
  await hostPage.goto(`${show.studioUrl}?stamp=1`);
  await expect(endShowButton(hostPage)).toBeVisible();
  await expectMovingPicture(viewerPage, signedOutAtMs);
};

test('when the host’s browser dies viewers are told, and the show goes on when it is back', async ({
  show,
  owner: _,
  hostContext,
  launchKept,
  viewerPage,
}) => {
  const cookies = await hostContext.cookies();
  const first = await launchKept();
  await first.addCookies(cookies);
  const studio = await first.newPage();
  await openStudio(studio, show, 'test-pattern');
  await takeScene(studio, 'Starting soon');
  await goLive(studio);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);

  const browser = first.browser();
  if (browser === null) throw new Error('the context has no browser');
  await killBrowser(browser);
  await expect(pictureState(viewerPage, 'The host is reconnecting')).toBeVisible();

  const second = await launchKept();
  await second.addCookies(cookies);
  const reopenedAtMs = Date.now();
  const again = await second.newPage();
  await again.goto(`${show.studioUrl}?stamp=1`);
  await expectMovingPicture(viewerPage, reopenedAtMs);
  await expect(pictureState(viewerPage, 'The host is reconnecting')).toHaveCount(0);
  await expect(sceneRow(again, 'Starting soon')).toContainText('on air');
  await second.close();
});
