import { assert, assertNever } from '../invariant.ts';
import type { ItemId } from '../ids.ts';
import type { ShowEvent } from './event.ts';
import type { KeptFacts, ShelfItem, Visibility } from './item.ts';
import { itemOf } from './item-of.ts';
import type { Seller } from './seller.ts';
import type { ProgramMark, ShowState } from './state.ts';

type ShelfEvent = Extract<ShowEvent, { type: `shelf.${string}` }>;

export const applyShelf = (state: ShowState, event: ShelfEvent): ShowState => {
  if (event.type === 'shelf.added') {
    assert(itemOf(state, event.itemId) === null, 'an item is added once');
    return withNew(state, event, { visibility: event.visibility, atIndex: state.itemIds.length });
  }
  const item = itemOf(state, event.itemId);
  // A viewer's page hears of it for the first time where it was hidden.
  if (event.type === 'shelf.listed' && !item)
    return withNew(state, event, { visibility: 'listed', atIndex: event.publicIndex });
  assert(item, 'only an item on the shelf changes');
  switch (event.type) {
    case 'shelf.changed': {
      const changed: ShelfItem = { ...item, ...event.facts, seller: event.seller ?? item.seller };
      return { ...state, items: { ...state.items, [item.id]: changed } };
    }
    case 'shelf.moved':
      return { ...state, itemIds: moved(state.itemIds, item.id, event.toIndex) };
    case 'shelf.removed':
      return removeItem(state, item.id);
    case 'shelf.listed':
      return withVisibility(state, item, 'listed');
    case 'shelf.hidden':
      return withVisibility(state, item, 'hidden');
    case 'shelf.delisted':
      return withVisibility(state, item, event.by === 'seller' ? 'withdrawn' : 'delisted');
    default:
      return assertNever(event);
  }
};

/** Where the item could be clicked in the picture goes with it. */
const removeItem = (state: ShowState, itemId: ItemId): ShowState => {
  const { [itemId]: _removed, ...items } = state.items;
  return { ...state, items, itemIds: without(state.itemIds, itemId), mark: withoutAreas(state.mark, itemId) };
};

type NewItem = { readonly itemId: ItemId; readonly facts: KeptFacts; readonly seller: Seller | null };
type NewPlace = { readonly visibility: Visibility; readonly atIndex: number };

const withNew = (
  state: ShowState,
  { itemId, facts, seller }: NewItem,
  { visibility, atIndex }: NewPlace,
): ShowState => {
  const item: ShelfItem = { id: itemId, ...facts, seller, visibility, timesExplained: 0, held: 0, sold: 0, given: 0 };
  const itemIds = state.itemIds.toSpliced(atIndex, 0, itemId);
  return { ...state, items: { ...state.items, [itemId]: item }, itemIds };
};

/** What is not offered any more cannot be clicked in the picture. */
const withVisibility = (state: ShowState, item: ShelfItem, visibility: Visibility): ShowState => ({
  ...state,
  items: { ...state.items, [item.id]: { ...item, visibility } },
  mark: visibility === 'listed' ? state.mark : withoutAreas(state.mark, item.id),
});

const withoutAreas = (mark: ProgramMark | null, itemId: ItemId): ProgramMark | null =>
  mark && { ...mark, areas: mark.areas.filter((area) => area.itemId !== itemId) };

const without = (itemIds: readonly ItemId[], itemId: ItemId): ItemId[] => itemIds.filter((id) => id !== itemId);

/** Their order after one of them is put elsewhere. */
export const moved = (itemIds: readonly ItemId[], itemId: ItemId, toIndex: number): ItemId[] =>
  without(itemIds, itemId).toSpliced(toIndex, 0, itemId);
