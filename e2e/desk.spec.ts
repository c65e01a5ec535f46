import { expect, type Locator, type Page } from '@playwright/test';
import { PHONE, test } from './fixtures/guests.ts';
import { OWNER } from './fixtures/owner.ts';
import { expectClean } from './steps/clean.ts';
import {
  bringOnStage,
  enterControls,
  enterDesk,
  enterStudio,
  inviteGuest,
  invitePerson,
  showGuests,
} from './steps/guests.ts';
import { expectHeard } from './steps/marks.ts';
import {
  addProduct,
  endShow,
  endShowButton,
  explain,
  goLive,
  HONEY,
  openStudio,
  sceneRow,
  stopButton,
  takeScene,
  TEA,
} from './steps/studio.ts';
import { answerInChat, answerQuestion, joinChat, reviewChat } from './steps/talk.ts';
import { calloutCard, openWatchPage } from './steps/watch.ts';

const layer = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Layers' }).getByRole('button', { name: new RegExp(`^${name}, `) });

/** What the list of layers says of each, top first: name and state. */
const layers = (page: Page): Promise<string[]> =>
  page
    .getByRole('list', { name: 'Layers' })
    .locator('button[aria-label*=", "]')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));

const renameLayer = async (page: Page, from: string, to: string): Promise<void> => {
  await layer(page, from).focus();
  await page.keyboard.press('F2');
  await page.keyboard.insertText(to);
  await page.keyboard.press('Enter');
  await expect(layer(page, to)).toBeVisible();
};

/** Puts a layer above the next one and below it again, so that it ends above. */
const moveUpAndDown = async (page: Page, name: string, times: number): Promise<void> => {
  await layer(page, name).focus();
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press(time % 2 === 0 ? 'Control+ArrowUp' : 'Control+ArrowDown');
  }
};

const changeNote = (page: Page, change: string): Locator => page.getByRole('status').filter({ hasText: change });

/** Host and co-host work on two layers in the same moments; each takes back only what they did themselves. */
const editTogether = async (hostPage: Page, desk: Page): Promise<void> => {
  const names = ['Background', 'Ground 1', 'Ground 2', 'Ground 3', 'Ground 4', 'Ground 5', 'Ground 6'];
  const renameOften = async (): Promise<void> => {
    for (const [index, to] of names.slice(1).entries()) await renameLayer(hostPage, names[index] ?? '', to);
  };
  await Promise.all([
    renameOften(),
    moveUpAndDown(desk, 'Headline', 7),
    expect(changeNote(desk, `${OWNER.name} renamed a layer to “Ground `)).toBeVisible(),
    expect(changeNote(hostPage, 'Ann reordered the layers of “Starting soon”')).toBeVisible(),
  ]);
  const both = ['Headline, shown', 'Product card, shown', 'Ground 6, shown'];
  await expect.poll(() => layers(hostPage), { message: 'the host sees what both did' }).toEqual(both);
  await expect.poll(() => layers(desk), { message: 'the co-host sees what both did' }).toEqual(both);

  await desk.keyboard.press('Control+z');
  const undone = ['Product card, shown', 'Headline, shown', 'Ground 6, shown'];
  await expect.poll(() => layers(hostPage), { message: 'only the co-host’s last move is undone' }).toEqual(undone);
  await desk.reload();
  await expect.poll(() => layers(desk), { message: 'a reload changes nothing' }).toEqual(undone);
  await expect(changeNote(hostPage, 'Ann reordered')).toHaveCount(0);
};

test('a co-host works on the host’s show by controls of their own, and comes on air from there', async ({
  show,
  hostPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  await showGuests(hostPage);
  const ann = await guestPage('mei');
  await enterControls(ann, await invitePerson(hostPage, 'Ann', 'Co-host'), { name: 'Ann', as: 'co-host' });
  await expect(ann.getByText(`Program by ${OWNER.name}`)).toBeVisible();

  await takeScene(ann, 'Starting soon');
  await expect(sceneRow(hostPage, 'Starting soon')).toContainText('on air');
  await renameLayer(ann, 'Title', 'Headline');
  await expect(layer(hostPage, 'Headline')).toBeVisible();
  await editTogether(hostPage, ann);

  await showGuests(ann);
  const you = ann.getByRole('region', { name: 'You' });
  await expect(you.getByText('Backstage')).toBeVisible();
  await bringOnStage(ann, 'Ann');
  await expect(you.getByText('On air')).toBeVisible();
  await expectClean(ann, 'the controls of a co-host on air');
  await ann.getByRole('tab', { name: 'Shelf' }).click();
  const note = ann.getByRole('status').filter({ hasText: 'You: on air' });
  await expect(note).toContainText('Microphone on');
  await ann.keyboard.press('m');
  await expect(note).toContainText('Microphone off');
});

type Listeners = { readonly hostPage: Page; readonly viewerPage: Page; readonly mei: Page };

/** Bo speaks to the studio off air, and stops: host, in whichever tab, and guest hear it and read who it is, and no viewer hears anything of it. */
const talkToStudio = async (bo: Page, { hostPage, viewerPage, mei }: Listeners): Promise<void> => {
  await bo.getByRole('tab', { name: /^Chat/ }).click();
  await bo.getByRole('button', { name: 'Speak to the studio' }).click();
  const notes = [
    hostPage.getByRole('status').filter({ hasText: 'Bo: speaking to the studio, off air' }),
    mei.getByText('Bo: speaking to you, off air'),
  ];
  for (const note of notes) await expect(note).toBeVisible();
  await Promise.all([
    expectHeard(hostPage, ['li'], 'the host hears the producer'),
    expectHeard(mei, ['host', 'li'], 'backstage, Mei hears the show and the producer'),
    expectHeard(viewerPage, ['host'], 'viewers hear the show, and nothing of the producer'),
    expectHeard(bo, ['host'], 'the producer hears the show, and never themselves'),
  ]);
  await bo.getByRole('button', { name: 'Speak to the studio' }).click();
  for (const note of notes) await expect(note).toHaveCount(0);
  await Promise.all([
    expectHeard(hostPage, [], 'the host hears the producer no more'),
    expectHeard(mei, ['host'], 'Mei hears the show alone'),
  ]);
};

/** From her phone, Olga explains something else, and says that some honey was spoiled. */
const workAtDesk = async (olga: Page, { hostPage, viewerPage }: Pick<Listeners, 'hostPage' | 'viewerPage'>) => {
  await enterDesk(olga, await invitePerson(hostPage, 'Olga', 'Operator'), 'Olga');
  const now = olga.getByRole('region', { name: 'Explaining now' });
  await expect(now).toContainText(HONEY.name);
  await now.getByRole('button', { name: `Explain next: ${TEA.name}` }).click();
  await expect(calloutCard(viewerPage)).toContainText(TEA.name);
  await expect(stopButton(hostPage, TEA.name)).toBeVisible();

  await olga.getByRole('button', { name: `Actions for ${HONEY.name}` }).click();
  await olga.getByRole('menuitem', { name: 'Correct stock…' }).click();
  const dialog = olga.getByRole('dialog', { name: `Stock of ${HONEY.name}` });
  await dialog.getByLabel('Why').selectOption('Damaged or lost');
  await dialog.getByLabel('How many fewer').fill('24');
  await expect(dialog.getByText('That is less than what is reserved and sold already.')).toBeVisible();
  await dialog.getByLabel('How many fewer').fill('3');
  await dialog.getByLabel('Note').fill('A jar fell');
  await expectClean(olga, 'a correction of the stock on a phone');
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await expect(hostPage.getByRole('button', { name: new RegExp(`${HONEY.name}.*20 left`) })).toBeVisible();
  await olga.getByRole('tab', { name: /^Talk/ }).click();
  await expectClean(olga, 'the desk on a phone');
};

/** Mona has the chat, and nothing of the shelf. */
const keepChat = async (mona: Page, hostPage: Page): Promise<void> => {
  await enterDesk(mona, await invitePerson(hostPage, 'Mona', 'Moderator'), 'Mona');
  await expect(mona.getByPlaceholder('Write to the audience')).toBeVisible();
  await expect(mona.getByRole('tab')).toHaveCount(0);
  await expect(mona.getByText(HONEY.name)).toHaveCount(0);
};

/** Ann and Cy watch; Mona looks after what they write and ask, and the host has a question in the picture. */
const talk = async (mona: Page, hostPage: Page, [ann, cy]: readonly [Page, Page]): Promise<void> => {
  await joinChat(ann, 'Ann');
  await joinChat(cy, 'Cy');
  await answerInChat(mona, { ann, cy });
  await reviewChat(mona, { ann, cy });
  await hostPage.getByRole('tab', { name: /^Chat/ }).click();
  await answerQuestion(mona, hostPage, { ann, cy });
  await expectClean(mona, 'questions at the desk');
  await expectClean(ann, 'questions');
};

test('an operator has the shelf on a phone, a moderator the chat alone, and a producer explains, speaks to the studio alone and ends the show, never on stage', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
  openContext,
  viewerBrowser,
}) => {
  test.slow();
  await openStudio(hostPage, show, 'devices');
  for (const product of [HONEY, TEA]) await addProduct(hostPage, product);
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();
  await explain(hostPage, HONEY.name);

  await test.step('operator and moderator', async () => {
    const [olga, mona] = [await guestPage('mei', PHONE), await guestPage('mei')];
    await workAtDesk(olga, { hostPage, viewerPage });
    await keepChat(mona, hostPage);
    const cyContext = await openContext(viewerBrowser);
    await talk(mona, hostPage, [viewerPage, await openWatchPage(cyContext, show.watchUrl)]);
    await cyContext.close();
    for (const page of [olga, mona]) await page.context().close();
  });

  await test.step('producer', async () => {
    await showGuests(hostPage);
    const bo = await guestPage('li');
    await enterControls(bo, await invitePerson(hostPage, 'Bo', 'Producer'), { name: 'Bo', as: 'producer' });
    await explain(bo, HONEY.name);
    await expect(calloutCard(viewerPage)).toContainText(HONEY.name);
    const mei = await guestPage('mei');
    await enterStudio(mei, await inviteGuest(hostPage, 'Mei'), 'Mei');
    await talkToStudio(bo, { hostPage, viewerPage, mei });

    await showGuests(bo);
    await expect(bo.getByRole('listitem').filter({ hasText: 'Bo' }).getByText('Never on air')).toBeVisible();
    await expect(bo.getByRole('region', { name: 'You' })).toHaveCount(0);
    await expect(bo.getByRole('button', { name: 'Bring on stage: Bo' })).toHaveCount(0);
    await endShow(bo);
    await expect(endShowButton(hostPage)).toHaveCount(0);
  });
});
