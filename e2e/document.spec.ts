import { expect, type Locator, type Page } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { goLive, openStudio, sceneRow, takeScene } from './steps/studio.ts';
import { expectMovingPicture } from './steps/watch.ts';

const layers = (page: Page): Locator => page.getByRole('list', { name: 'Layers' });
const layerNames = (page: Page): Promise<readonly string[]> => layers(page).locator('.title').allTextContents();

const addText = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Add layer', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Text', exact: true }).click();
};

test('what was edited in the last moment is there after a reload', PAGES_ONLY, async ({ show, hostPage }) => {
  await openStudio(hostPage, show, 'test-pattern');
  await takeScene(hostPage, 'Be right back');
  await addText(hostPage);
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(4);
  const edited = await layerNames(hostPage);

  await hostPage.reload();
  await expect(sceneRow(hostPage, 'Be right back')).toContainText('preview');
  await expect.poll(() => layerNames(hostPage)).toEqual(edited);
  await expect(hostPage.getByRole('dialog', { name: 'How do you want to start?' })).toHaveCount(0);
});

test('a new layer takes the keys of the picture at once', PAGES_ONLY, async ({ show, hostPage }) => {
  await openStudio(hostPage, show, 'test-pattern');
  await takeScene(hostPage, 'Be right back');
  await addText(hostPage);
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(4);
  await hostPage.keyboard.press('Delete');
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(3);
});

test('undo and redo by keyboard go back and forth through the edits and never switch the scene on air', async ({
  show,
  hostPage,
  viewerPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  await addText(hostPage);
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(3);
  await takeScene(hostPage, 'Starting soon');
  await addText(hostPage);
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(4);

  await hostPage.keyboard.press('Escape');
  await hostPage.keyboard.press('Control+z');
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(3);
  // This step belongs to the other scene: it is undone there, and the program stays where it is.
  await hostPage.keyboard.press('Control+z');
  await expect(sceneRow(hostPage, 'Starting soon')).toContainText('on air');
  await takeScene(hostPage, 'Host');
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(2);

  await hostPage.keyboard.press('Control+Shift+z');
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(3);
  await hostPage.keyboard.press('Control+y');
  await expect(sceneRow(hostPage, 'Host')).toContainText('on air');
  await takeScene(hostPage, 'Starting soon');
  await expect(layers(hostPage).getByRole('listitem')).toHaveCount(4);
  await viewerPage.goto(show.watchUrl);
  await expectMovingPicture(viewerPage);
});

test(
  'a hidden layer leaves the list as it was, and a removed one comes back by undo',
  PAGES_ONLY,
  async ({ show, hostPage }) => {
    await openStudio(hostPage, show, 'test-pattern');
    const before = await layerNames(hostPage);
    await layers(hostPage).getByRole('listitem').filter({ hasText: 'Test pattern' }).hover();
    await hostPage.getByRole('button', { name: 'Hide Test pattern' }).click();
    await expect(hostPage.getByRole('button', { name: 'Show Test pattern' })).toBeAttached();
    await layers(hostPage)
      .getByRole('button', { name: /^Test pattern/ })
      .focus();
    await hostPage.keyboard.press('Delete');
    await expect(layers(hostPage).getByRole('listitem')).toHaveCount(before.length - 1);
    await hostPage.keyboard.press('Control+z');
    await hostPage.keyboard.press('Control+z');
    await expect.poll(() => layerNames(hostPage)).toEqual(before);
    await expect(hostPage.getByRole('button', { name: 'Hide Test pattern' })).toBeAttached();
  },
);
