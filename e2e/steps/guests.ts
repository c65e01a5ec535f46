import { expect, type Locator, type Page } from '@playwright/test';
import type { TestShow } from '../fixtures/owner.ts';
import { readQrCode } from '../probes/qr-probe.ts';
import { openStudio, takeScene } from './studio.ts';

/** Opens the side of the studio that shows the people. */
export const showGuests = (page: Page): Promise<void> => page.getByRole('tab', { name: /^Guests/ }).click();

type Role = 'Guest' | 'Seller' | 'Co-host' | 'Producer' | 'Operator' | 'Moderator' | 'Second camera';

/** Makes a link for one person in the dialog, and takes it from what the dialog shows of it then. */
const makeLink = async <Taken>(
  page: Page,
  [name, role]: readonly [name: string, role: Role],
  take: (made: Locator) => Promise<Taken>,
): Promise<Taken> => {
  await page.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite people' });
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const taken = await take(dialog.getByRole('region', { name: `Link for ${name} (${role})` }));
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return taken;
};

const readLink = (made: Locator): Promise<string> => made.getByLabel('Link', { exact: true }).inputValue();

/** Makes a link for one person, and returns it. */
export const invitePerson = (page: Page, name: string, role: Exclude<Role, 'Second camera'>): Promise<string> =>
  makeLink(page, [name, role], readLink);

/** Makes a link for a phone as a second camera, and returns what a scanner reads of its picture. */
export const scanSecondCamera = (page: Page, name: string): Promise<string> =>
  makeLink(page, [name, 'Second camera'], async (made) => {
    const scanned = await readQrCode(made.getByRole('img', { name: `QR code of the link for ${name}` }));
    expect(scanned, 'the picture holds the link').toBe(await readLink(made));
    return scanned;
  });

export const inviteGuest = (page: Page, name: string): Promise<string> => invitePerson(page, name, 'Guest');

/** What the page's band says of the person: whether they are on air. */
export const tallyBand = (page: Page, words: string): Locator => page.getByRole('status').filter({ hasText: words });

type ControlsPerson = { readonly name: string; readonly as: 'co-host' | 'producer' };

const enter = async (page: Page, link: string, name: string): Promise<void> => {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Enter the studio' }).click();
};

/** Comes by a link, through the green room, until the person is backstage. */
export const enterStudio = async (page: Page, link: string, name: string): Promise<void> => {
  await enter(page, link, name);
  await expect(tallyBand(page, 'Backstage: you are not on air')).toBeVisible();
};

/** Comes by a link and works at the controls, which a producer gets at once. */
export const enterControls = async (page: Page, link: string, { name, as }: ControlsPerson): Promise<void> => {
  if (as === 'producer') await enter(page, link, name);
  else {
    await enterStudio(page, link, name);
    await page.getByRole('link', { name: 'Open the controls' }).click();
  }
  await page.getByRole('list', { name: 'Scenes' }).waitFor();
};

/** Comes by the link of an operator or a moderator, whose place is the desk. */
export const enterDesk = async (page: Page, link: string, name: string): Promise<void> => {
  await enter(page, link, name);
  await page.waitForURL('**/desk/*');
  await page.getByRole('region', { name: 'Picture' }).waitFor();
};

export const bringOnStage = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: `Bring on stage: ${name}` }).click();

export const takeOffStage = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: `Take off stage: ${name}` }).click();

/** Chooses from a person's menu in the studio: something that is done, or something that is so from then on. */
export const chooseFor = async (page: Page, name: string, choice: string): Promise<void> => {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  const item = page.getByRole('menuitem', { name: choice });
  await item.or(page.getByRole('menuitemradio', { name: choice })).click();
};

/** Lines of a marked camera in each of its encodings. */
const LINES = { low: 180, high: 360 } as const;

/** Waits until a person's picture comes to the studio in this encoding, by the size of its frames in their tile. */
export const expectEncoding = async (studio: Page, name: string, encoding: keyof typeof LINES): Promise<void> => {
  const tile = studio.getByLabel(`Picture of ${name}`);
  const lines = (): Promise<number> => tile.evaluate((video: HTMLVideoElement) => video.videoHeight);
  await expect.poll(lines, { message: `${name} comes in the ${encoding} encoding` }).toBe(LINES[encoding]);
};

type Pair = {
  readonly show: TestShow;
  readonly hostPage: Page;
  readonly mei: Page;
  /** Where Mei's page finds the server, when it is not where the host's does. */
  readonly meisOrigin?: string;
};

/** The studio with its guests' scene, before the show, and Mei on stage in it. Returns Mei's link. */
export const meetOnStage = async ({ show, hostPage, mei, meisOrigin }: Pair): Promise<string> => {
  await openStudio(hostPage, show, 'devices');
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const link = await inviteGuest(hostPage, 'Mei');
  await enterStudio(mei, meisOrigin === undefined ? link : link.replace(new URL(link).origin, meisOrigin), 'Mei');
  await bringOnStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'On stage')).toBeVisible();
  return link;
};
