import { expect, type BrowserContext, type Page } from '@playwright/test';
import { hearPages, MARKS, markPerson } from './fixtures/marked-person.ts';
import { test as base } from './fixtures/test.ts';
import { findMark } from './probes/color-probe.ts';
import { HEARD_DB, heardTones, UNHEARD_DB } from './probes/tone-probe.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, takeOffStage, tallyBand } from './steps/guests.ts';
import { goLive, openStudio, takeScene } from './steps/studio.ts';
import { expectLive } from './steps/watch.ts';

type Person = 'mei' | 'li';

const test = base.extend<{ readonly guestPage: (person: Person) => Promise<Page> }>({
  hostContext: async ({ hostContext }, use) => {
    await markPerson(hostContext, MARKS.host);
    await use(hostContext);
  },
  viewerContext: async ({ viewerContext }, use) => {
    await hearPages(viewerContext);
    await use(viewerContext);
  },
  guestPage: async ({ openContext, viewerBrowser }, use) => {
    await use(async (person) => {
      const context: BrowserContext = await openContext(viewerBrowser, { viewport: { width: 1100, height: 760 } });
      await markPerson(context, MARKS[person]);
      return context.newPage();
    });
  },
});

/** A share of the picture's width: a gap between two slots, and what the name tags and the stamp hide. */
const SLACK = 0.05;

type Heard = Partial<Record<keyof typeof MARKS, 'heard' | 'silent'>>;

/** Waits until the page plays exactly these people's tones. */
const expectHeard = async (page: Page, expected: Heard, what: string): Promise<void> => {
  const names = Object.keys(expected) as (keyof typeof MARKS)[];
  const listen = async (): Promise<Heard> => {
    const levels = await heardTones(
      page,
      names.map((name) => MARKS[name].toneHz),
    );
    const judge = (levelDb = -Infinity) => (levelDb > HEARD_DB ? 'heard' : levelDb < UNHEARD_DB ? 'silent' : levelDb);
    return Object.fromEntries(names.map((name, index) => [name, judge(levels[index])]));
  };
  await expect.poll(listen, { message: what }).toEqual(expected);
};

/** Waits until the page's picture shows these marks in equal parts, beside each other in this order, and nothing of the others. */
const expectSideBySide = async (page: Page, names: readonly (keyof typeof MARKS)[]): Promise<void> => {
  const others = Object.keys(MARKS).filter(
    (name): name is keyof typeof MARKS => !names.some((shown) => shown === name),
  );
  const slots = names.map((_, index) => ({ from: index / names.length, to: (index + 1) / names.length }));
  const look = async (): Promise<string> => {
    const areas = await Promise.all(names.map((name) => findMark(page, MARKS[name])));
    const strays = await Promise.all(others.map((name) => findMark(page, MARKS[name])));
    const isPlaced = areas.every((area, index) => {
      const slot = slots[index];
      return area && slot && Math.abs(area.left - slot.from) < SLACK && Math.abs(area.right - slot.to) < SLACK;
    });
    return isPlaced && strays.every((stray) => stray === null) ? 'placed' : JSON.stringify({ areas, strays });
  };
  await expect.poll(look, { message: `${names.join(', ')} side by side` }).toBe('placed');
};

test('a guest comes by a link, is brought on stage, and is seen and heard by viewers, but not by themselves', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectLive(viewerPage);
  await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();

  await showGuests(hostPage);
  const link = await inviteGuest(hostPage, 'Mei');
  const mei = await guestPage('mei');
  await enterStudio(mei, link, 'Mei');
  expect(mei.url(), 'the secret has left the address').not.toContain('#');
  await expectHeard(mei, { host: 'heard', mei: 'silent' }, 'backstage, Mei hears the show');
  await expectHeard(viewerPage, { host: 'heard', mei: 'silent' }, 'nobody hears who is backstage');

  await takeScene(hostPage, 'Guests');
  await bringOnStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'On air')).toBeVisible();
  await expectSideBySide(viewerPage, ['host', 'mei']);
  await expectSideBySide(mei, ['host', 'mei']);
  await expectHeard(viewerPage, { host: 'heard', mei: 'heard' }, 'viewers hear both');
  await expectHeard(mei, { host: 'heard', mei: 'silent' }, 'Mei hears the host, and never themselves');
  await expectHeard(hostPage, { host: 'silent', mei: 'heard' }, 'the host hears Mei');

  await takeOffStage(hostPage, 'Mei');
  await expect(tallyBand(mei, 'Backstage')).toBeVisible();
  await expectSideBySide(viewerPage, ['host']);
  await expectHeard(viewerPage, { host: 'heard', mei: 'silent' }, 'and out of the sound');
});

test('two guests on stage are seen side by side, and each hears the other', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectLive(viewerPage);
  await viewerPage.getByRole('button', { name: 'Tap for sound' }).click();
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const guests: Partial<Record<Person, Page>> = {};
  for (const [person, name] of [
    ['mei', 'Mei'],
    ['li', 'Li Hua'],
  ] as const) {
    const page = await guestPage(person);
    await enterStudio(page, await inviteGuest(hostPage, name), name);
    await bringOnStage(hostPage, name);
    await expect(tallyBand(page, 'On air')).toBeVisible();
    guests[person] = page;
  }
  await expectSideBySide(viewerPage, ['host', 'mei', 'li']);
  await expectHeard(viewerPage, { host: 'heard', mei: 'heard', li: 'heard' }, 'viewers hear all three');
  const { mei, li } = guests;
  if (!mei || !li) throw new Error('both came');
  await expectHeard(mei, { host: 'heard', mei: 'silent', li: 'heard' }, 'Mei hears all but herself');
  await expectHeard(li, { host: 'heard', mei: 'heard', li: 'silent' }, 'Li Hua hears all but himself');
});
