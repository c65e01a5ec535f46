import { expect, type Locator, type Page } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { addText, layers } from './steps/layers.ts';
import { addProduct, endShowButton, HONEY, openStudio, sceneRow, takeScene } from './steps/studio.ts';
import { calloutCard, expectMovingPicture, pictureState, productSheet } from './steps/watch.ts';

/** Far more controls than the studio has. */
const MOST_TABS = 150;

/** Walks with Tab until `target` has the focus: what Tab cannot reach, the keyboard cannot press. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
};

test('a show goes on air, is explained, watched, switched, edited back and forth and ended with the keyboard alone', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, HONEY);

  await tabTo(hostPage, hostPage.getByRole('button', { name: 'Go live', exact: true }));
  await hostPage.keyboard.press('Enter');
  const check = hostPage.getByRole('dialog', { name: 'Check before you go live' });
  await tabTo(hostPage, check.getByRole('button', { name: 'Go live' }));
  await hostPage.keyboard.press('Enter');
  await expect(endShowButton(hostPage)).toBeVisible();
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);
  await watchByKeyboard(viewerPage);

  await tabTo(hostPage, hostPage.getByRole('button', { name: `Explain ${HONEY.name}` }));
  await hostPage.keyboard.press('Enter');
  await expect(calloutCard(viewerPage)).toBeVisible();

  await hostPage.keyboard.press('6');
  await expect(sceneRow(hostPage, 'Starting soon')).toContainText('on air');
  await hostPage.keyboard.press('1');
  await expect(sceneRow(hostPage, 'Host')).toContainText('on air');

  await tabTo(hostPage, hostPage.getByRole('button', { name: `Stop explaining ${HONEY.name}` }));
  await hostPage.keyboard.press('Space');
  await expect(calloutCard(viewerPage)).toHaveCount(0);

  await undoAndRedo(hostPage);
  await expectMovingPicture(viewerPage);

  await tabTo(hostPage, endShowButton(hostPage));
  await hostPage.keyboard.press('Enter');
  const question = hostPage.getByRole('dialog', { name: 'End the show?' });
  await tabTo(hostPage, question.getByRole('button', { name: 'End show' }));
  await hostPage.keyboard.press('Enter');
  await expect(pictureState(viewerPage, 'The show has ended')).toBeVisible();
});

/** Undo and redo go back and forth through the edits of both scenes and never switch the one on air. */
const undoAndRedo = async (page: Page): Promise<void> => {
  const expectLayers = (count: number): Promise<void> => expect(layers(page).getByRole('listitem')).toHaveCount(count);
  await addText(page);
  await expectLayers(3);
  await takeScene(page, 'Starting soon');
  await addText(page);
  await expectLayers(4);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expectLayers(3);
  // This step belongs to the other scene: it is undone there, and the program stays where it is.
  await page.keyboard.press('Control+z');
  await expect(sceneRow(page, 'Starting soon')).toContainText('on air');
  await takeScene(page, 'Host');
  await expectLayers(2);

  await page.keyboard.press('Control+Shift+z');
  await expectLayers(3);
  await page.keyboard.press('Control+y');
  await expect(sceneRow(page, 'Host')).toContainText('on air');
  await takeScene(page, 'Starting soon');
  await expectLayers(4);
};

/** A viewer turns the sound on, and opens a product and closes it. */
const watchByKeyboard = async (page: Page): Promise<void> => {
  await tabTo(page, page.getByRole('button', { name: 'Tap for sound' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Mute' })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: `View ${HONEY.name}` }));
  await page.keyboard.press('Enter');
  await expect(productSheet(page, HONEY.name)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(productSheet(page, HONEY.name)).toBeHidden();
};

test('digits that are typed into a field switch no scene', PAGES_ONLY, async ({ show, hostPage }) => {
  await openStudio(hostPage, show, 'test-pattern');
  await hostPage.keyboard.press('2');
  await expect(sceneRow(hostPage, 'Screen with host')).toContainText('preview');
  await hostPage.getByRole('button', { name: 'Add a product' }).first().click();
  await hostPage.getByLabel('Price', { exact: true }).focus();
  await hostPage.keyboard.type('1');
  await hostPage.keyboard.press('Escape');
  await expect(sceneRow(hostPage, 'Screen with host')).toContainText('preview');
});
