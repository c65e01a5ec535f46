import { expect } from '@playwright/test';
import { MAX_PARTICIPANTS } from '../shared/show/participant.ts';
import { test } from './fixtures/test.ts';
import { enterStudio, tallyBand } from './steps/guests.ts';

test('a link that does not open says why, and what to ask for', async ({
  server,
  bareStudio: studio,
  viewerPage: page,
}) => {
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
});

test('whoever leaves is told that nothing looks or listens any more, and can come in again', async ({
  bareStudio: studio,
  viewerPage: page,
}) => {
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
});

test('a full studio says so, and lets the next one in by itself when somebody leaves', async ({
  bareStudio: studio,
  viewerPage: page,
}) => {
  const crowd = MAX_PARTICIPANTS - 1;
  const links = await studio.invite({ maxUses: crowd });
  const people = await Promise.all(Array.from({ length: crowd }, (_, index) => studio.bring(links, `Guest ${index}`)));
  await page.goto((await studio.invite()).url);
  await page.getByRole('button', { name: 'Enter the studio' }).click();
  await expect(page.getByRole('heading', { name: 'The studio is full' })).toBeVisible();

  await people[0]?.call('people.leave', {});
  await expect(tallyBand(page, 'Backstage')).toBeVisible({ timeout: 20_000 });
});
