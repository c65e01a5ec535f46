import { expect, type Page, type TestInfo } from '@playwright/test';
import { killBrowser } from './fixtures/chromium.ts';
import { test } from './fixtures/guests.ts';
import { OWNER } from './fixtures/owner.ts';
import { keepPeers } from './probes/peers.ts';
import { collectSamples, type StampSample } from './probes/stamp-probe.ts';
import { bringOnStage, chooseFor, enterStudio, invitePerson, showGuests } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { addProduct, explain, goLive, HONEY, openStudio, stopButton, takeScene } from './steps/studio.ts';
import { calloutCard, composedAtMs, expectMovingPicture, flowOf, watchFrames } from './steps/watch.ts';

/** The promise is 2 s; this only tells "by itself and soon" from "not", on a machine that may be busy. */
const SOON_MS = 15_000;

const print = (testInfo: TestInfo, what: string, ms: number): void => {
  testInfo.annotations.push({ type: what, description: `${Math.round(ms)} ms` });
  process.stdout.write(`    ${what}: ${Math.round(ms)} ms\n`);
};

/** When viewers see the first frame that was composed after `sinceMs`; both by this machine's clock. */
const movesAtMs = async (viewerPage: Page, sinceMs: number): Promise<number> => {
  const samples = await expectMovingPicture(viewerPage, sinceMs);
  return Math.min(...samples.map(({ presentedAtMs }) => presentedAtMs));
};

/** Lets the show change hands; how long viewers see no new frame meanwhile. */
const gapMsOf = async (viewerPage: Page, handOver: () => Promise<void>): Promise<number> => {
  await watchFrames(viewerPage);
  await handOver();
  const handedAtMs = Date.now();
  const isNew = (sample: StampSample): boolean => composedAtMs(sample) > handedAtMs;
  const isMoving = (samples: readonly StampSample[]): boolean => samples.filter(isNew).length >= 30;
  return flowOf(await collectSamples(viewerPage, 'the other program moves', isMoving)).longestGapMs;
};

/** How many connections a viewer's page has made so far. */
const connectionsOf = (page: Page): Promise<number> => page.evaluate(() => window.tallyPeers?.length ?? 0);

/** A co-host comes to the controls, where the program is stamped as well, and stands by. */
const bringCoHost = async (hostPage: Page, ann: Page): Promise<void> => {
  await showGuests(hostPage);
  await enterStudio(ann, await invitePerson(hostPage, 'Ann', 'Co-host'), 'Ann');
  const controls = await ann.getByRole('link', { name: 'Open the controls' }).getAttribute('href');
  await ann.goto(new URL(`${controls ?? ''}?stamp=1`, ann.url()).href);
  await expectStandby(hostPage, 'Ann');
};

/** The show could be handed to this person now. */
const expectStandby = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await expect(page.getByRole('menuitem', { name: 'Hand over the show' })).toBeEnabled();
  await page.keyboard.press('Escape');
};

const takeBack = async (page: Page): Promise<void> => {
  await page.getByRole('banner').getByRole('button', { name: 'Take the show back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('Program by Ann')).toHaveCount(0);
};

test('a show that is handed over looks and sounds the same, and nobody hears themselves', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}, testInfo) => {
  // Two studios and a viewer.
  test.slow();
  await openStudio(hostPage, show, 'devices');
  await takeScene(hostPage, 'Guests');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();
  const ann = await guestPage('mei');
  await bringCoHost(hostPage, ann);
  await bringOnStage(hostPage, 'Ann');
  await expectSideBySide(viewerPage, ['host', 'mei']);
  await Promise.all([
    expectHeard(viewerPage, ['host', 'mei'], 'viewers hear both'),
    expectHeard(ann, ['host'], 'Ann hears the host'),
  ]);

  await chooseFor(hostPage, 'Ann', 'Hand over the show');
  const gapMs = await gapMsOf(viewerPage, async () => {
    await hostPage.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await expect(hostPage.getByText('Program by Ann')).toBeVisible();
  });
  print(testInfo, 'without a new frame while it is handed over', gapMs);
  await expectSideBySide(viewerPage, ['host', 'mei']);
  await Promise.all([
    expectHeard(viewerPage, ['host', 'mei'], 'viewers hear both, by the other program'),
    expectHeard(ann, ['host'], 'Ann hears the host, and never herself'),
    expectHeard(hostPage, ['mei'], 'the host hears Ann, and never themselves'),
  ]);
});

test('when the host’s browser dies a co-host’s page goes on at once, and gives the show back', async ({
  show,
  owner: _,
  hostContext,
  launchKept,
  viewerPage,
  guestPage,
}, testInfo) => {
  test.slow();
  const cookies = await hostContext.cookies();
  const first = await launchKept();
  await first.addCookies(cookies);
  const studio = await first.newPage();
  await openStudio(studio, show, 'devices');
  await addProduct(studio, HONEY);
  await goLive(studio);
  await explain(studio, HONEY.name);
  await keepPeers(viewerPage.context());
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);
  const connections = await connectionsOf(viewerPage);
  await expect(calloutCard(viewerPage)).toBeVisible();
  const ann = await guestPage('mei');
  await bringCoHost(studio, ann);

  const browser = first.browser();
  if (browser === null) throw new Error('the context has no browser');
  await killBrowser(browser);
  const killedAtMs = Date.now();
  const takeoverMs = (await movesAtMs(viewerPage, killedAtMs)) - killedAtMs;
  print(testInfo, 'taken over', takeoverMs);
  expect(takeoverMs).toBeLessThan(SOON_MS);
  expect(await connectionsOf(viewerPage), 'viewers do not rejoin').toBe(connections);
  await expect(calloutCard(viewerPage)).toContainText(HONEY.name);
  await ann.getByRole('tab', { name: 'Shelf' }).click();
  await expect(stopButton(ann, HONEY.name)).toBeVisible();

  const second = await launchKept();
  await second.addCookies(cookies);
  const again = await second.newPage();
  await again.goto(`${show.studioUrl}?stamp=1`);
  await expect(again.getByText('Program by Ann')).toBeVisible();
  await showGuests(again);
  const gapMs = await gapMsOf(viewerPage, () => takeBack(again));
  print(testInfo, 'without a new frame while it is taken back', gapMs);
  await expect(ann.getByText(`Program by ${OWNER.name}`)).toBeVisible();
  await expect(calloutCard(viewerPage)).toContainText(HONEY.name);
  await second.close();
});
