import type { ItemId } from '../ids.ts';
import type { ShowEvent } from './event.ts';
import type { ShelfItem } from './item.ts';
import { itemOf } from './item-of.ts';
import type { ShowState } from './state.ts';

type Shelf = Pick<ShowState, 'items' | 'itemIds'>;

/** Whether viewers' pages are told of the product. */
export const isPublicItem = ({ visibility }: Pick<ShelfItem, 'visibility'>): boolean => visibility !== 'hidden';

/** Who hears of what happens to the product. */
export const shelfAudience = (item: ShelfItem): 'everyone' | 'crew' => (isPublicItem(item) ? 'everyone' : 'crew');

/** The place of a product among those that viewers know, and it. */
export const publicIndexOf = (shelf: Shelf, itemId: ItemId): number =>
  shelf.itemIds.slice(0, shelf.itemIds.indexOf(itemId)).filter((id) => isPublicId(shelf, id)).length;

/** The event that offers the product to viewers, or none when it is offered already. */
export const listingOf = (state: ShowState, item: ShelfItem): readonly ShowEvent[] => {
  const {
    id: itemId,
    visibility,
    seller,
    timesExplained: _times,
    held: _held,
    sold: _sold,
    given: _given,
    ...facts
  } = item;
  if (visibility === 'listed') return [];
  return [{ type: 'shelf.listed', itemId, facts, seller, publicIndex: publicIndexOf(state, itemId) }];
};

/** What viewers may know of the shelf. */
export const publicShelf = (shelf: Shelf): Shelf => {
  const itemIds = shelf.itemIds.filter((id) => isPublicId(shelf, id));
  const items = Object.fromEntries(Object.entries(shelf.items).filter(([, item]) => isPublicItem(item)));
  return { items, itemIds };
};

const isPublicId = (shelf: Shelf, itemId: ItemId): boolean => {
  const item = itemOf(shelf, itemId);
  return item !== null && isPublicItem(item);
};
