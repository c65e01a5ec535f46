import { expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import type { Explaining } from '../../shared/show/participant.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { guestInStudio } from './testing/a-guest.ts';

/** A seller’s page in a live show with somebody else’s tea. */
const aTill = async (explaining: Explaining) => {
  const { world, room } = await guestInStudio('seller', explaining);
  assert(room.till, 'a seller has a till');
  const { till } = room;
  await world.line.happen({ type: 'show.start' });
  await world.line.happen({ type: 'shelf.add', facts: someFacts({ name: 'Tea' }), visibility: 'listed' });
  expect(await till.add(someFacts({ name: 'Honey' }))).toBe(true);
  const [honey] = till.items;
  assert(honey, 'it is on the shelf');
  return { world, till, honey, line: world.line };
};

it('has the products of its seller alone, and takes them off and back', async () => {
  const { till, honey } = await aTill('at-once');
  expect(till.items.map(({ name, seller }) => [name, seller?.name])).toEqual([['Honey', 'mei']]);
  await till.toggle(honey);
  const [off] = till.items;
  assert(off, 'it is still theirs');
  expect(off.visibility).toBe('withdrawn');
  await till.toggle(off);
  expect(till.items[0]?.visibility).toBe('listed');
  await till.remove(honey.id);
  expect(till.items).toEqual([]);
});

it('explains at once, and stops nobody else', async () => {
  const { till, honey, line } = await aTill('at-once');
  await till.explain(honey.id);
  expect([till.explainedId, till.ask]).toEqual([honey.id, null]);
  await till.stopExplaining();
  expect(till.explainedId).toBeNull();
  const tea = line.show.state.itemIds[0];
  assert(tea, 'the host sells tea');
  await line.happen({ type: 'callout.open', itemId: tea });
  await till.stopExplaining();
  expect([till.explainedId, line.show.state.callout?.itemId]).toEqual([null, tea]);
});

it('tells what a product costs in a flash sale, while it is open', async () => {
  const { till, honey, line } = await aTill('at-once');
  const terms = { itemId: honey.id, priceMinor: 1_990, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
  await line.happen({ type: 'flash.start', terms, windowMs: 500 });
  expect(till.offerOf(honey)).toEqual(honey);
  line.show.atMs += terms.warmUpMs;
  await line.happen({ type: 'flash.advance' }, SYSTEM);
  expect(till.offerOf(honey)).toMatchObject({ priceMinor: 1_990, formerPriceMinor: honey.priceMinor });
});

it('asks first where the host wants it so, and hears what is said', async () => {
  const { till, honey, line } = await aTill('asks-first');
  await till.explain(honey.id);
  expect([till.ask, till.explainedId]).toMatchObject([{ itemId: honey.id, state: 'open' }, null]);
  await till.dropAsk();
  expect(till.ask).toBeNull();
  await till.explain(honey.id);
  const { sellerId } = till.ask ?? {};
  assert(sellerId, 'it is asked again');
  await line.happen({ type: 'seller.answer', sellerId, itemId: honey.id, answer: 'declined' });
  expect(till.ask?.state).toBe('declined');
  await till.explain(honey.id);
  await line.happen({ type: 'seller.answer', sellerId, itemId: honey.id, answer: 'approved' });
  expect([till.ask, till.explainedId]).toEqual([null, honey.id]);
});

it('is of sellers only', async () => {
  const { room } = await guestInStudio('guest');
  expect(room.till).toBeNull();
});
