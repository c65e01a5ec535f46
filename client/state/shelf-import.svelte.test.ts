import * as v from 'valibot';
import { expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { Currency } from '../../shared/money.ts';
import type { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import { MAX_SHELF_ITEMS } from '../../shared/show/item.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { ShelfImport } from './shelf-import.svelte.ts';
import { guestInStudio } from './testing/a-guest.ts';

const EUR = v.parse(Currency, 'EUR');
const A_FILE = new File(['Handle,Title'], 'shop.csv');

const shelfOf = (...names: readonly string[]): ShelfPreview => ({
  dialect: 'shopify-classic',
  currency: EUR,
  asksCurrency: true,
  errors: 0,
  warnings: 0,
  problems: [],
  remotePictures: 0,
  items: names.map((name, index) => ({ line: index + 2, facts: someFacts({ name }) })),
  more: 0,
  links: 0,
});
const jars = (count: number): string[] => Array.from({ length: count }, (_, at) => `Jar ${at}`);

/** A seller who has Honey on the shelf, at the look into a file with these products. */
const aLook = async (...names: readonly string[]) => {
  const { world, room } = await guestInStudio('seller');
  assert(room.till, 'a seller has a till');
  const { till } = room;
  await till.add(someFacts({ name: 'Honey' }));
  world.shelf = shelfOf(...names);
  const importing = new ShelfImport(till, () => EUR, new AbortController().signal);
  await importing.table.open(A_FILE);
  const chosen = () => importing.chosen.map(({ name }) => name);
  const states = () => importing.rows.map(({ state }) => state);
  return { world, till, importing, chosen, states };
};

it('takes what is new by itself, and puts what is chosen under the seller’s name', async () => {
  const { till, importing, chosen, states } = await aLook('Jam', 'Honey', 'Cup');
  expect(states()).toEqual(['chosen', 'known', 'chosen']);
  importing.choose(2, 'out');
  expect([chosen(), states()]).toEqual([['Jam'], ['chosen', 'known', 'left-out']]);
  await importing.commit();
  expect(importing.table.stage).toEqual({ kind: 'done', done: 1 });
  expect(till.items.map(({ name, seller }) => [name, seller?.name])).toEqual([
    ['Honey', 'mei'],
    ['Jam', 'mei'],
  ]);
});

it('takes as many as find a place, and does nothing while more are chosen', async () => {
  const { world, importing, chosen, states } = await aLook(...jars(51));
  expect([importing.places, chosen().length]).toEqual([49, 49]);
  expect(states().slice(48)).toEqual(['chosen', 'no-place', 'no-place']);
  importing.choose(50, 'in');
  // What the person wants goes before what would come by itself.
  expect([chosen().length, states()[48], states()[50]]).toEqual([49, 'no-place', 'chosen']);
  importing.choose(48, 'in');
  importing.choose(49, 'in');
  for (let index = 0; index < 47; index += 1) importing.choose(index, 'in');
  expect(chosen().length).toBe(50);
  await importing.commit();
  expect(world.line.asked('shelf.addAll')).toEqual([]);
  importing.chooseAll('none');
  expect([chosen(), states()[0]]).toEqual([[], 'left-out']);
  importing.chooseAll('usual');
  expect(chosen().length).toBe(49);
});

it('says what still fits when others have filled the shelf', async () => {
  const { world, till, importing, chosen, states } = await aLook('Jam', 'Cup', 'Tea');
  // Hidden products take places that a seller’s page does not know of.
  const hidden = { facts: someFacts(), visibility: 'hidden' as const };
  await world.line.happen({
    type: 'shelf.addAll',
    items: Array.from({ length: MAX_SHELF_ITEMS - 1 - 2 }, () => hidden),
  });
  await importing.commit();
  expect(importing.table.stage).toMatchObject({ kind: 'looking', problem: 'shelf.full' });
  expect([importing.places, states()]).toEqual([2, ['chosen', 'chosen', 'no-place']]);
  await importing.commit();
  expect(importing.table.stage).toEqual({ kind: 'done', done: 2 });
  expect([chosen(), till.items.length]).toEqual([[], 3]);
});

it('does not take again what came although the answer was lost', async () => {
  const { world, importing, states } = await aLook('Jam', 'Cup');
  importing.choose(0, 'in');
  const { promise: never } = Promise.withResolvers<Record<never, never>>();
  world.line.replies['shelf.addAll'] = ({ items }) => {
    world.show.must({ type: 'shelf.addAll', items }, world.line.actor);
    return never;
  };
  const writing = importing.commit();
  await world.line.drop();
  await writing;
  expect(importing.table.stage).toMatchObject({ kind: 'looking', problem: 'net.unreachable' });
  await world.line.open({ session: 'resumed', self: { participantId: world.selfId, role: 'seller' } });
  expect(states()).toEqual(['known', 'known']);
});

it('refuses a file that is no shop’s table', async () => {
  const { world, importing } = await aLook('Jam');
  world.shelf = null;
  await importing.table.open(A_FILE);
  expect(importing.table.stage).toMatchObject({ kind: 'choosing', refused: { code: 'import.unknown-table' } });
  expect(importing.rows).toEqual([]);
});
