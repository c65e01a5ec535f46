import { MEASURED_DEVICE_FLAGS } from '../../fixtures/chromium.ts';
import { HandStartedChromium } from '../../fixtures/hand-started-chromium.ts';
import { goLiveByHand } from '../../steps/studio-by-hand.ts';
import type { TestShow } from '../../fixtures/owner.ts';

export type HiddenStudio = {
  /** Throws when the studio can be seen after all: the run would prove nothing. */
  readonly assertHidden: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Goes live in a browser that Playwright does not keep visible, and covers the studio with another tab. */
export const openHiddenStudio = async (show: TestShow): Promise<HiddenStudio> => {
  const browser = await HandStartedChromium.start(MEASURED_DEVICE_FLAGS);
  try {
    const studio = await browser.openTab(new URL(show.studioUrl).origin);
    await goLiveByHand(studio, show);
    await browser.openTab('about:blank');
    const assertHidden = async (): Promise<void> => {
      const visibility = await studio.evaluate('document.visibilityState');
      if (visibility !== 'hidden') throw new Error(`the studio is ${String(visibility)}, not hidden`);
    };
    await assertHidden();
    return { assertHidden, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
};
