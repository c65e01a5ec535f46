import { expect } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { addText, layerNames, layers } from './steps/layers.ts';
import { openStudio, sceneRow, takeScene } from './steps/studio.ts';

test(
  'a new layer takes the keys at once, a hidden one stays in the list, a removed one comes back by undo, and what was edited in the last moment is there after a reload',
  PAGES_ONLY,
  async ({ show, hostPage }) => {
    await openStudio(hostPage, show, 'test-pattern');

    await test.step('a hidden layer, and a removed one', async () => {
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
    });

    await test.step('a new layer', async () => {
      await takeScene(hostPage, 'Be right back');
      await addText(hostPage);
      await expect(layers(hostPage).getByRole('listitem')).toHaveCount(4);
      await hostPage.keyboard.press('Delete');
      await expect(layers(hostPage).getByRole('listitem')).toHaveCount(3);
    });

    await test.step('a reload', async () => {
      await addText(hostPage);
      await expect(layers(hostPage).getByRole('listitem')).toHaveCount(4);
      const edited = await layerNames(hostPage);
      await hostPage.reload();
      await expect(sceneRow(hostPage, 'Be right back')).toContainText('preview');
      await expect.poll(() => layerNames(hostPage)).toEqual(edited);
      await expect(hostPage.getByRole('dialog', { name: 'How do you want to start?' })).toHaveCount(0);
    });
  },
);
