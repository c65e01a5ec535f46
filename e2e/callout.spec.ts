import { expect, type Page } from '@playwright/test';
import { test } from './fixtures/test.ts';
import { CARD, differs } from './probes/card-in-picture.ts';
import { collectSamples, startStampProbe, type StampSample } from './probes/stamp-probe.ts';
import {
  addProduct,
  changeProduct,
  explain,
  goLive,
  HONEY,
  markSoldOut,
  openStudio,
  stopExplaining,
  takeScene,
  TEA,
} from './steps/studio.ts';
import { calloutCard, expectMovingPicture, productSheet } from './steps/watch.ts';

/**
 * Frames that the viewer's page presents between the picture's card and its own. Not by the counter of the studio: of those, a
 * busy viewer skips several from one presented frame to the next.
 */
const FRAMES_APART = 2;
/** The card's entrance and exit are over by then. */
const SETTLED_FRAMES = 30;

/** Which of the presented frames is the first that shows it. */
const firstWith = (samples: readonly StampSample[], isThere: (sample: StampSample) => boolean): number => {
  const found = samples.findIndex(isThere);
  if (found === -1) throw new Error('no frame shows it');
  return found;
};

/** A still scene: what changes in it is the card. */
const goLiveWithStillScene = async (page: Page): Promise<void> => {
  await addProduct(page, HONEY);
  await addProduct(page, TEA);
  await takeScene(page, 'Starting soon');
  await goLive(page);
};

test('the page’s own card comes with the very frame that shows it, changes with its product, and goes when the host stops; the one inside the picture can be pressed', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  test.slow();
  await openStudio(hostPage, show, 'test-pattern');
  await goLiveWithStillScene(hostPage);
  await viewerPage.goto(show.watchUrl);
  await startStampProbe(viewerPage, 'whole-picture');
  const before = (await expectMovingPicture(viewerPage)).at(-1);
  if (before === undefined) throw new Error('no frame before the card');
  expect(before.card).toBe('absent');

  await explain(hostPage, HONEY.name);
  const shown = (sample: StampSample): boolean => sample.card === 'shown';
  const samples = await collectSamples(viewerPage, 'the card in the page and in the picture', (found) => {
    const first = found.findIndex((sample) => shown(sample) && differs(sample, before));
    return first >= 0 && found.length >= first + SETTLED_FRAMES;
  });
  const inPicture = firstWith(samples, (sample) => differs(sample, before));
  const inPage = firstWith(samples, shown);
  expect(Math.abs(inPage - inPicture), `picture ${inPicture}, page ${inPage}`).toBeLessThanOrEqual(FRAMES_APART);

  await expect(calloutCard(viewerPage)).toContainText('39.90');
  await expect(calloutCard(viewerPage)).toContainText('23 left');

  const asItWas = (await collectSettled(viewerPage)).at(-1);
  await changeProduct(hostPage, HONEY.name, { price: '1299' });
  await expect(calloutCard(viewerPage)).toContainText('1,299.00');
  const dearer = await collectChanged(viewerPage, asItWas);

  await markSoldOut(hostPage, HONEY.name);
  await expect(calloutCard(viewerPage)).toContainText('Sold out');
  await collectChanged(viewerPage, dearer);

  await stopExplaining(hostPage, HONEY.name);
  await expect(calloutCard(viewerPage)).toHaveCount(0);
  await collectSamples(viewerPage, 'the card has left the picture', (found) =>
    found.some((sample) => sample.card === 'absent' && !differs(sample, before)),
  );
  await pressInPicture(hostPage, viewerPage);
});

const collectSettled = (page: Page): Promise<readonly StampSample[]> =>
  collectSamples(page, 'the card has entered', (found) => found.length >= 2 * SETTLED_FRAMES);

const collectChanged = async (page: Page, before: StampSample | undefined): Promise<StampSample> => {
  if (before === undefined) throw new Error('no frame before the change');
  const samples = await collectSamples(page, 'the picture’s card has changed', (found) =>
    found.some((sample) => differs(sample, before)),
  );
  const last = samples.at(-1);
  if (last === undefined) throw new Error('no frame after the change');
  return last;
};

/** A press on the card inside the picture opens the right product at any player size. */
const pressInPicture = async (hostPage: Page, viewerPage: Page): Promise<void> => {
  const sizes = [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ];
  const hit: string[] = [];
  for (const { name } of [HONEY, TEA]) {
    await explain(hostPage, name);
    await expect(calloutCard(viewerPage)).toContainText(name);
    for (const size of sizes) {
      await viewerPage.setViewportSize(size);
      const card = await cardInPicture(viewerPage);
      await viewerPage.mouse.click(card.x, card.y);
      hit.push(card.element);
      await expect(productSheet(viewerPage, name)).toBeVisible();
      await viewerPage.keyboard.press('Escape');
      await expect(productSheet(viewerPage, name)).toBeHidden();

      await viewerPage.mouse.click(card.beside.x, card.beside.y);
      await viewerPage.mouse.move(0, 0);
      await expect(viewerPage.getByRole('dialog')).toHaveCount(0);
    }
  }
  expect(hit, 'what was pressed').toContain('VIDEO');
};

type Pressed = {
  readonly x: number;
  readonly y: number;
  readonly element: string;
  readonly beside: { readonly x: number; readonly y: number };
};

/** A point of the card as the picture lies on the screen now, one that the page's own card leaves free where there is one. */
const cardInPicture = (page: Page): Promise<Pressed> =>
  page.locator('video').evaluate((video: HTMLVideoElement, card) => {
    const box = video.getBoundingClientRect();
    const pick = getComputedStyle(video).objectFit === 'cover' ? Math.max : Math.min;
    const scale = pick(box.width / video.videoWidth, box.height / video.videoHeight);
    const width = video.videoWidth * scale;
    const height = video.videoHeight * scale;
    const at = (x: number, y: number) => ({
      x: box.left + (box.width - width) / 2 + x * width,
      y: box.top + (box.height - height) / 2 + y * height,
    });
    const points = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((y) =>
      [0.1, 0.3, 0.5, 0.7, 0.9].map((x) => at(card.x + x * card.width, card.y + y * card.height)),
    );
    const free = points.find(({ x, y }) => document.elementFromPoint(x, y) === video);
    const point = free ?? at(card.x + card.width / 2, card.y + card.height / 2);
    return {
      ...point,
      element: document.elementFromPoint(point.x, point.y)?.tagName ?? 'nothing',
      beside: at(0.75, 0.4),
    };
  }, CARD);
