import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ShelfSetId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { asStudio, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

const aStudio = async () => {
  const show = await server.aShow();
  const page = await server.connect({ cookie: show.cookie });
  await page.open(asStudio(show.actor));
  const add = (name: string) => page.call('shelf.add', { facts: someFacts({ name }), visibility: 'listed' });
  const names = () => show.actor.state.itemIds.map((id) => show.actor.state.items[id]?.name);
  return { ...show, page, add, names };
};

it('a shelf is saved as a set, and put on a shelf again', async () => {
  const { page, add, names } = await aStudio();
  expect(await page.call('shelfSet.list', {})).toEqual({ sets: [] });
  expect(await page.ask('shelfSet.save', { name: 'Spring' })).toMatchObject({ code: 'shelf.nothing-to-save' });
  await add('Tea');
  await page.call('shelfSet.save', { name: 'Spring' });
  await add('Honey');
  const { sets } = await page.call('shelfSet.save', { name: 'Autumn' });
  expect(sets.map(({ name, products }) => [name, products])).toEqual([
    ['Autumn', 2],
    ['Spring', 1],
  ]);
  const [autumn] = sets;
  assert(autumn, 'the set was saved');
  await page.call('shelfSet.put', { setId: autumn.id });
  expect(names()).toEqual(['Tea', 'Honey', 'Tea', 'Honey']);
  // One of the same name takes its place.
  expect((await page.call('shelfSet.save', { name: 'Autumn' })).sets).toMatchObject([{ products: 4 }, { products: 1 }]);
  const left = await page.call('shelfSet.delete', { setId: autumn.id });
  expect(left.sets.map(({ name }) => name)).toEqual(['Spring']);
  expect(await page.ask('shelfSet.put', { setId: autumn.id })).toMatchObject({ code: 'shelf.set-not-found' });
});

it('another channel’s sets are neither listed, put nor deleted', async () => {
  const [mine, theirs] = [await aStudio(), await aStudio()];
  await mine.add('Tea');
  const { sets } = await mine.page.call('shelfSet.save', { name: 'Spring' });
  const [set] = sets;
  assert(set, 'the set was saved');
  expect(await theirs.page.ask('shelfSet.delete', { setId: set.id })).toMatchObject({ code: 'shelf.set-not-found' });
  expect(await theirs.page.ask('shelfSet.put', { setId: set.id })).toMatchObject({ code: 'shelf.set-not-found' });
  expect(await mine.page.call('shelfSet.list', {})).toEqual({ sets });
  expect(await mine.page.ask('shelfSet.put', { setId: v.parse(ShelfSetId, 'none') })).toMatchObject({
    code: 'shelf.set-not-found',
  });
});
