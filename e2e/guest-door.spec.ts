import { expect } from '@playwright/test';
import { MAX_PARTICIPANTS } from '../shared/show/participant.ts';
import { PHONE, test } from './fixtures/guests.ts';
import { PAGES_ONLY } from './fixtures/test.ts';
import { HEARD_DB, heardTones, UNHEARD_DB } from './probes/tone-probe.ts';
import { enterStudio, tallyBand } from './steps/guests.ts';

/** The browser inside WeChat, on a phone. */
const INSIDE_WECHAT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ' +
  'MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/en';

/** The two notes of the test sound. */
const TEST_SOUND_HZ = [660, 880];
/** They are over by then. */
const LISTEN_MS = 1_000;

test(
  'a link that does not open says why, and what to ask for',
  PAGES_ONLY,
  async ({ server, bareStudio: studio, viewerPage: page }) => {
    await page.goto(`${server.url}/join#cut-sho`);
    await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();

    const spent = await studio.invite();
    await studio.bring(spent, 'Li Hua');
    await page.goto(spent.url);
    await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
    await expect(page.getByText('Ask the host for a new one')).toBeVisible();

    const withdrawn = await studio.invite();
    await studio.call('invite.revoke', { inviteId: withdrawn.invite.id });
    await page.goto(withdrawn.url);
    await expect(page.getByRole('heading', { name: 'The host has withdrawn this link' })).toBeVisible();
  },
);

test(
  'whoever leaves is told that nothing looks or listens any more, and can come in again',
  PAGES_ONLY,
  async ({ bareStudio: studio, viewerPage: page }) => {
    const link = await studio.invite();
    await enterStudio(page, link.url, 'Mei');
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('dialog', { name: 'Leave the studio?' }).getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading', { name: 'You have left the studio' })).toBeVisible();
    await expect(page.getByText('Camera and microphone are off')).toBeVisible();

    await page.getByRole('button', { name: 'Come in again' }).click();
    await expect(page.getByLabel('Your name')).toHaveValue('Mei');
    await page.getByRole('button', { name: 'Enter the studio' }).click();
    await expect(tallyBand(page, 'Backstage')).toBeVisible();
  },
);

test(
  'a full studio says so, and lets the next one in by itself when somebody leaves',
  PAGES_ONLY,
  async ({ bareStudio: studio, viewerPage: page }) => {
    const crowd = MAX_PARTICIPANTS - 1;
    const links = await studio.invite({ maxUses: crowd });
    const people = await Promise.all(
      Array.from({ length: crowd }, (_, index) => studio.bring(links, `Guest ${index}`)),
    );
    await page.goto((await studio.invite()).url);
    await page.getByRole('button', { name: 'Enter the studio' }).click();
    await expect(page.getByRole('heading', { name: 'The studio is full' })).toBeVisible();

    await people[0]?.call('people.leave', {});
    await expect(tallyBand(page, 'Backstage')).toBeVisible({ timeout: 20_000 });
  },
);

test(
  'inside an app a guest reads how to get out of it, may go on all the same, and hears the test sound',
  PAGES_ONLY,
  async ({ bareStudio: studio, guestPage }, testInfo) => {
    const { url } = await studio.invite();
    const permissions = ['camera', 'microphone', 'clipboard-read', 'clipboard-write'];
    const phone = await guestPage('mei', { ...PHONE, userAgent: INSIDE_WECHAT, permissions });
    await phone.goto(url);
    await expect(phone.getByRole('heading', { name: 'Open this link outside WeChat' })).toBeVisible();
    await expect(phone.getByText('Press ••• or the share sign, then “Open in Safari”.')).toBeVisible();
    await phone.getByRole('button', { name: 'Copy the link' }).tap();
    await expect(phone.getByRole('status').filter({ hasText: 'Link copied' })).toBeVisible();
    expect(await phone.evaluate(() => navigator.clipboard.readText())).toBe(url);
    await phone.screenshot({ path: testInfo.outputPath('phone-inside-an-app.png') });

    await phone.getByRole('button', { name: 'Go on here all the same' }).tap();
    await expect(phone.getByText('You sound good.')).toBeVisible();
    expect(Math.max(...(await heardTones(phone, TEST_SOUND_HZ, LISTEN_MS))), 'before it is played').toBeLessThan(
      UNHEARD_DB,
    );
    const playAndListen = async (): Promise<number> => {
      const [levels] = await Promise.all([
        heardTones(phone, TEST_SOUND_HZ, LISTEN_MS),
        phone.getByRole('button', { name: 'Play a test sound' }).tap(),
      ]);
      return Math.min(...levels);
    };
    await expect.poll(playAndListen, { message: 'both notes, in dBFS' }).toBeGreaterThan(HEARD_DB);
    await phone.screenshot({ path: testInfo.outputPath('phone-green-room.png'), fullPage: true });
  },
);
