import { describe, expect, it } from 'vitest';
import { MAX_SHELF_ITEMS } from './item.ts';
import { setItemsOf, type SetItem } from './shelf-set.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';

const listed = (name: string): SetItem => ({ facts: someFacts({ name }), visibility: 'listed' });
const namesOf = ({ state }: ScriptedShow) => state.itemIds.map((id) => state.items[id]?.name);

describe('a set of a shelf', () => {
  it('keeps products in order with their allotments, and nothing of what happened to them', () => {
    const show = ScriptedShow.in('live');
    const [tea, honey] = [show.addItem({ name: 'Tea', stock: 5 }), show.addItem({ name: 'Honey' })];
    show.addItem({ name: 'Surprise' }, 'hidden');
    show.must({ type: 'shelf.move', itemId: honey, toIndex: 0 });
    show.must({ type: 'callout.open', itemId: tea });
    show.must({ type: 'shelf.unlist', itemId: honey });
    expect(setItemsOf(show.state)).toEqual([
      listed('Honey'),
      { facts: someFacts({ name: 'Tea', stock: 5 }), visibility: 'listed' },
      { facts: someFacts({ name: 'Surprise' }), visibility: 'hidden' },
    ]);
  });

  it('comes behind what is on a shelf, hidden where it is hidden, whole or not at all', () => {
    const show = ScriptedShow.in('draft');
    show.addItem({ name: 'Cup' });
    const items: SetItem[] = [listed('Tea'), { facts: someFacts({ name: 'Surprise' }), visibility: 'hidden' }];
    const events = show.must({ type: 'shelf.addAll', items });
    expect(events.map(({ type }) => type)).toEqual(['shelf.added', 'shelf.added']);
    expect(namesOf(show)).toEqual(['Cup', 'Tea', 'Surprise']);
    expect(setItemsOf(show.state).slice(1)).toEqual(items);
    const tooMany = Array.from({ length: MAX_SHELF_ITEMS - 2 }, () => listed('More'));
    expect(show.ask({ type: 'shelf.addAll', items: tooMany })).toMatchObject({
      ok: false,
      error: { code: 'shelf.full', field: `items.${MAX_SHELF_ITEMS - 3}` },
    });
    expect(show.ask({ type: 'shelf.addAll', items: tooMany.slice(1) })).toMatchObject({ ok: true });
    expect(show.state.itemIds.length).toBe(MAX_SHELF_ITEMS);
  });
});
