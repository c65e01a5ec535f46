import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ItemId } from '../ids.ts';
import { MAX_SHELF_ITEMS } from './item.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });
const nothing = { ok: true, value: [] };

describe('the shelf', () => {
  it('takes products in every phase of the show', () => {
    const show = ScriptedShow.in('draft');
    const first = show.addItem({ name: 'First' });
    show.must({ type: 'show.start' });
    const second = show.addItem({ name: 'Second' });
    show.must({ type: 'show.end' });
    const third = show.addItem({ name: 'Third' });
    expect(show.state.itemIds).toEqual([first, second, third]);
    expect(show.state.items[second]).toEqual({
      id: second,
      ...someFacts({ name: 'Second' }),
      seller: null,
      visibility: 'listed',
      timesExplained: 0,
      held: 0,
      sold: 0,
      given: 0,
    });
  });

  it('changes a product without forgetting how often it was explained', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    show.must({ type: 'shelf.change', itemId, facts: someFacts({ stock: 0, priceMinor: 1 }) });
    expect(show.state.items[itemId]).toMatchObject({ stock: 0, priceMinor: 1, timesExplained: 1 });
    expect(show.state.callout?.itemId).toBe(itemId);
  });

  it.each([
    ['name', { name: 'Other' }],
    ['price', { priceMinor: 1 }],
    ['former price', { formerPriceMinor: 5_000 }],
    ['stock', { stock: null }],
    ['link', { link: 'https://example.org/' }],
    ['SKU', { sku: 'LJ-50' }],
  ])('takes a change of the %s for news, and the same facts for none', (_what, change) => {
    const show = ScriptedShow.in('draft');
    const itemId = show.addItem();
    const facts = someFacts(change);
    expect(show.must({ type: 'shelf.change', itemId, facts })).toHaveLength(1);
    expect(show.ask({ type: 'shelf.change', itemId, facts })).toEqual(nothing);
  });

  it('moves a product to an index, or to the end when there are fewer', () => {
    const show = ScriptedShow.in('draft');
    const [a, b, c] = [show.addItem(), show.addItem(), show.addItem()];
    show.must({ type: 'shelf.move', itemId: c, toIndex: 0 });
    expect(show.state.itemIds).toEqual([c, a, b]);
    show.must({ type: 'shelf.move', itemId: c, toIndex: 99 });
    expect(show.state.itemIds).toEqual([a, b, c]);
    expect(show.ask({ type: 'shelf.move', itemId: c, toIndex: 99 })).toEqual(nothing);
    expect(show.ask({ type: 'shelf.move', itemId: b, toIndex: 1 })).toEqual(nothing);
  });

  it('closes the callout of a product that is removed, and takes it out of the picture', () => {
    const show = ScriptedShow.in('live');
    const [kept, gone] = [show.addItem(), show.addItem()];
    const rect = { x: 0, y: 0, width: 0.5, height: 0.5 };
    show.must({ type: 'callout.open', itemId: gone });
    const areas = [kept, gone].map((itemId) => ({ itemId, rect }));
    show.must({ type: 'program.mark', mark: { captureAtMs: 5, calloutId: null, areas } });
    const events = show.must({ type: 'shelf.remove', itemId: gone });
    expect(events.map(({ type }) => type)).toEqual(['callout.closed', 'shelf.removed']);
    expect(events[0]).toMatchObject({ reason: 'removed' });
    expect(show.state.itemIds).toEqual([kept]);
    expect(Object.keys(show.state.items)).toEqual([kept]);
    expect(show.state.mark?.areas).toEqual([{ itemId: kept, rect }]);
  });

  it('leaves the callout of another product open when one is removed', () => {
    const show = ScriptedShow.in('live');
    const [explained, gone] = [show.addItem(), show.addItem()];
    show.must({ type: 'callout.open', itemId: explained });
    expect(show.must({ type: 'shelf.remove', itemId: gone })).toHaveLength(1);
    expect(show.state.callout?.itemId).toBe(explained);
  });

  it.each(['unknown', 'constructor', '__proto__', 'hasOwnProperty'])('knows no product %s', (text) => {
    const show = ScriptedShow.in('live');
    show.addItem();
    const itemId = v.parse(ItemId, text);
    for (const command of [
      { type: 'shelf.change', itemId, facts: someFacts() },
      { type: 'shelf.move', itemId, toIndex: 0 },
      { type: 'shelf.remove', itemId },
      { type: 'callout.open', itemId },
    ] as const) {
      expect(show.ask(command)).toMatchObject(refusal('shelf.item-not-found'));
    }
  });

  it('is full at its limit', () => {
    const show = ScriptedShow.in('draft');
    for (let count = 0; count < MAX_SHELF_ITEMS; count += 1) show.addItem();
    expect(show.ask({ type: 'shelf.add', facts: someFacts(), visibility: 'listed' })).toMatchObject(
      refusal('shelf.full'),
    );
  });
});
