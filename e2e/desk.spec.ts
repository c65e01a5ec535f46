import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './fixtures/guests.ts';
import { OWNER } from './fixtures/owner.ts';
import { expectClean } from './steps/clean.ts';
import { bringOnStage, enterDesk, invitePerson, showGuests } from './steps/guests.ts';
import {
  addProduct,
  endShow,
  endShowButton,
  explain,
  goLive,
  HONEY,
  openStudio,
  sceneRow,
  takeScene,
} from './steps/studio.ts';
import { calloutCard } from './steps/watch.ts';

const layer = (page: Page, name: string): Locator =>
  page.getByRole('list', { name: 'Layers' }).getByRole('button', { name: new RegExp(`^${name}, `) });

test('a co-host works on the host’s show at a desk of their own, and comes on air from there', async ({
  show,
  hostPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  await showGuests(hostPage);
  const ann = await guestPage('mei');
  await enterDesk(ann, await invitePerson(hostPage, 'Ann', 'Co-host'), { name: 'Ann', as: 'co-host' });
  await expect(ann.getByText(`Program by ${OWNER.name}`)).toBeVisible();

  await takeScene(ann, 'Starting soon');
  await expect(sceneRow(hostPage, 'Starting soon')).toContainText('on air');
  await layer(ann, 'Title').focus();
  await ann.keyboard.press('F2');
  await ann.keyboard.type('Headline');
  await ann.keyboard.press('Enter');
  await expect(layer(hostPage, 'Headline')).toBeVisible();

  await showGuests(ann);
  const you = ann.getByRole('region', { name: 'You' });
  await expect(you.getByText('Backstage')).toBeVisible();
  await bringOnStage(ann, 'Ann');
  await expect(you.getByText('On air')).toBeVisible();
  await expectClean(ann, 'the desk of a co-host on air');
});

test('a producer explains a product and ends the show, and is never on stage', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await addProduct(hostPage, HONEY);
  await goLive(hostPage);
  await showGuests(hostPage);
  const bo = await guestPage('li');
  await enterDesk(bo, await invitePerson(hostPage, 'Bo', 'Producer'), { name: 'Bo', as: 'producer' });
  await viewerPage.goto(show.watchUrl);
  await explain(bo, HONEY.name);
  await expect(calloutCard(viewerPage)).toBeVisible();

  await showGuests(bo);
  await expect(bo.getByText('Never on air')).toBeVisible();
  await expect(bo.getByRole('region', { name: 'You' })).toHaveCount(0);
  await expect(bo.getByRole('button', { name: 'Bring on stage: Bo' })).toHaveCount(0);
  await endShow(bo);
  await expect(endShowButton(hostPage)).toHaveCount(0);
});
