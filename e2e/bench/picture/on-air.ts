import type { Browser, BrowserContext, Page } from '@playwright/test';
import { AUTOPLAY_FLAG, MEASURED_DEVICE_FLAGS, launchChromium } from '../../fixtures/chromium.ts';
import type { ServerSettings } from '../../fixtures/tally-server.ts';
import { keepPeers } from '../../probes/peers.ts';
import { addProduct, explain, goLive, HONEY, openStudio } from '../../steps/studio.ts';
import { openStage, type Stage } from '../stage.ts';

const DESKTOP = { width: 1440, height: 900 } as const;
const VIEWER = { width: 1280, height: 800 } as const;
const LOCALE = 'en-US';

/** A live show of a camera and a product card, and a browser of its own for viewers. */
export type OnAir = {
  readonly stage: Stage;
  readonly studio: Page;
  readonly host: Browser;
  readonly viewers: Browser;
};

type Closing = () => Promise<unknown>;

type Settings = {
  readonly server?: ServerSettings;
  /** Prepares the host's window before it has a page. */
  readonly dress?: (context: BrowserContext) => Promise<unknown>;
};

/** Runs `use` with a show on air, and closes all of it afterwards. */
export const onAir = async <Result>(
  use: (air: OnAir) => Promise<Result>,
  { server = {}, dress = () => Promise.resolve() }: Settings = {},
): Promise<Result> => {
  const closings: Closing[] = [];
  try {
    const stage = await openStage(server);
    closings.push(stage.close);
    const host = await launchChromium(MEASURED_DEVICE_FLAGS);
    closings.push(() => host.close());
    const viewers = await launchViewers();
    closings.push(() => viewers.close());
    const context = await host.newContext({ viewport: DESKTOP, locale: LOCALE });
    await context.addCookies(stage.cookies);
    await keepPeers(context);
    await dress(context);
    const studio = await context.newPage();
    await openStudio(studio, stage.show, 'devices');
    await addProduct(studio, HONEY);
    await goLive(studio);
    await explain(studio, HONEY.name);
    return await use({ stage, studio, host, viewers });
  } finally {
    for (const close of closings.reverse()) await close();
  }
};

export const launchViewers = (): Promise<Browser> => launchChromium([...MEASURED_DEVICE_FLAGS, AUTOPLAY_FLAG]);

/** A viewer who was never here before. */
export const openViewerContext = async (viewers: Browser): Promise<BrowserContext> => {
  const context = await viewers.newContext({ viewport: VIEWER, locale: LOCALE });
  await keepPeers(context);
  return context;
};

/** Opens the watch page and waits until its picture plays. */
export const playOn = async (page: Page, url: string): Promise<void> => {
  await page.goto(url);
  await page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video !== null && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !video.paused;
  });
};
