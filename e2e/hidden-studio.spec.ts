import { expect, type Page } from '@playwright/test';
import { FAKE_DEVICE_FLAGS } from './fixtures/chromium.ts';
import { HandStartedChromium, type RawTab } from './fixtures/hand-started-chromium.ts';
import { test } from './fixtures/test.ts';
import { addProduct, changeProduct, goLive, HONEY, openStudio, stopExplaining } from './steps/studio.ts';
import { goLiveByHand } from './steps/studio-by-hand.ts';
import { collectFor, composedAtMs, expectMovingPicture, flowOf } from './steps/watch.ts';
import { collectSamples, startStampProbe, takeStampSamples } from './probes/stamp-probe.ts';

const BLOCKED_MS = 2_000;
/** Program frames a second, of which a hidden studio may lose one in twenty. */
const HIDDEN_FRAMES_PER_SECOND = 0.95 * 30;

test('a studio behind another tab keeps every frame on air', async ({ show, server, viewerPage }) => {
  const browser = await HandStartedChromium.start(FAKE_DEVICE_FLAGS);
  try {
    const studio = await browser.openTab(server.url);
    await goLiveByHand(studio, show);
    await viewerPage.goto(show.watchUrl);
    await expectMovingPicture(viewerPage);

    const other = await browser.openTab('about:blank');
    await expect.poll(() => studio.evaluate('document.visibilityState')).toBe('hidden');
    // Chromium's throttle for hidden pages proves that the tab is treated as one.
    await expectThrottled(studio);
    await expect
      .poll(async () => flowOf(await collectFor(viewerPage, 10_000)).composedPerSecond, {
        message: 'program frames a second',
        timeout: 60_000,
      })
      .toBeGreaterThanOrEqual(HIDDEN_FRAMES_PER_SECOND);
    expect(await studio.evaluate('document.visibilityState')).toBe('hidden');
    other.close();
    studio.close();
  } finally {
    await browser.close();
  }
});

/** Animation frames of a hidden tab never come. */
const expectThrottled = async (tab: RawTab): Promise<void> => {
  await tab.evaluate('window.drawn = 0; requestAnimationFrame(() => { window.drawn += 1; })');
  const timerFired = 'new Promise((resolve) => setTimeout(() => resolve(window.drawn), 50))';
  expect(await tab.evaluate(timerFired)).toBe(0);
};

test('a studio whose page hangs for two seconds while a card comes in stays on air', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await startStampProbe(viewerPage, 'whole-picture');
  await expectMovingPicture(viewerPage);

  // A machine that is busy with other work loses frames of its own: one stretch that it did not disturb is the proof.
  let price = 10;
  await expect(async () => {
    // A card that was there before is not drawn again.
    price += 1;
    await changeProduct(hostPage, HONEY.name, { price: `${price}.00` });
    await takeStampSamples(viewerPage);
    const hungUntilMs = await explainAndHang(hostPage, HONEY.name);
    const samples = await collectSamples(viewerPage, 'frames from after the hang', (found) =>
      found.some((sample) => composedAtMs(sample) > hungUntilMs),
    );
    await stopExplaining(hostPage, HONEY.name);
    const flow = flowOf(samples);
    expect(flow.longestGapMs).toBeLessThan(BLOCKED_MS / 2);
    expect(flow.composedPerSecond).toBeGreaterThan(15);
  }).toPass({ timeout: 60_000 });
});

/** Lets the host explain a product, and blocks the page in the very task that tells the compositor of the card; gives when that ended. */
const explainAndHang = (page: Page, name: string): Promise<number> =>
  page.evaluate(
    ({ explainLabel, stopLabel, blockedMs }) => {
      const button = (label: string) => document.querySelector<HTMLElement>(`button[aria-label="${label}"]`);
      return new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!button(stopLabel)) return;
          observer.disconnect();
          const until = performance.now() + blockedMs;
          while (performance.now() < until);
          resolve(Date.now());
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        button(explainLabel)?.click();
      });
    },
    { explainLabel: `Explain ${name}`, stopLabel: `Stop explaining ${name}`, blockedMs: BLOCKED_MS },
  );
