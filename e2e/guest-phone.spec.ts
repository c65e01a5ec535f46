import { expect, type Page } from '@playwright/test';
import { PHONE, test } from './fixtures/guests.ts';
import { findMark } from './probes/color-probe.ts';
import { bringOnStage, inviteGuest, scanSecondCamera, showGuests, tallyBand } from './steps/guests.ts';
import { expectHeard, expectSideBySide } from './steps/marks.ts';
import { goLive, openStudio, takeScene } from './steps/studio.ts';

/** A plain color that can be chosen as a background, as it looks. */
const LIGHT = { rgb: [228, 222, 212] } as const;
const WHOLE = { left: 0, top: 0, right: 1, bottom: 1 };

/** The radio button itself is out of sight. */
const chooseBackground = (page: Page, name: string): Promise<void> =>
  page.getByRole('group', { name: 'Background' }).getByText(name, { exact: true }).tap();

/** Nothing is beside the screen, where no thumb reaches it. */
const expectFitting = async (page: Page): Promise<void> => {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0], 'nothing to scroll sideways to').toBeLessThanOrEqual(widths[1] ?? 0);
};

test('a guest comes by phone, and has everything in reach of a thumb; another phone is a second camera by its QR code', async ({
  show,
  hostPage,
  guestPage,
}, testInfo) => {
  await openStudio(hostPage, show, 'devices');
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const phone = await guestPage('mei', PHONE);
  const look = async (name: string): Promise<void> => {
    await expectFitting(phone);
    await phone.screenshot({ path: testInfo.outputPath(`phone-${name}.png`) });
  };
  await phone.goto(await inviteGuest(hostPage, 'Mei'));
  await expect(phone.getByText('You sound good.')).toBeVisible();
  await chooseBackground(phone, 'Light');
  await expect.poll(() => findMark(phone, LIGHT), 'nobody is before the camera: all is the color').toEqual(WHOLE);
  await look('green-room');
  await chooseBackground(phone, 'As it is');
  await phone.getByLabel('Your name').fill('Mei');
  await phone.getByRole('button', { name: 'Enter the studio' }).tap();
  await expect(tallyBand(phone, 'Backstage: you are not on air')).toBeVisible();
  await expectSideBySide(phone, ['host']);
  await look('backstage');

  await goLive(hostPage);
  await bringOnStage(hostPage, 'Mei');
  await expect(tallyBand(phone, 'On air')).toBeVisible();
  await expectSideBySide(phone, ['host', 'mei']);
  await expectHeard(hostPage, ['mei'], 'the host hears the phone');
  await look('on-air');
  for (const name of ['Turn the microphone off', 'Turn the camera off', 'Devices', 'Leave']) {
    const box = await phone.getByRole('button', { name }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
  }

  await phone.getByRole('button', { name: 'Turn the camera off' }).tap();
  await expectSideBySide(phone, ['host', null]);
  await phone.getByRole('button', { name: 'Leave' }).tap();
  await look('leaving');
  await phone.getByRole('dialog').getByRole('button', { name: 'Leave' }).tap();
  await expect(phone.getByRole('heading', { name: 'You have left the studio' })).toBeVisible();
  await look('left');

  const table = await guestPage('li', PHONE);
  await table.goto(await scanSecondCamera(hostPage, 'Table'));
  await expect(table.getByText('This phone becomes a further camera.')).toBeVisible();
  await expect(table.getByLabel('Name of this camera')).toHaveValue('Table');
  await table.getByRole('button', { name: 'Enter the studio' }).tap();
  await expect(tallyBand(table, 'Backstage')).toBeVisible();
  await bringOnStage(hostPage, 'Table');
  await expect(tallyBand(table, 'On air')).toBeVisible();
  await expectSideBySide(hostPage, ['host', 'li']);
  await table.screenshot({ path: testInfo.outputPath('phone-second-camera.png') });
  await hostPage.screenshot({ path: testInfo.outputPath('studio-second-camera.png') });
});
