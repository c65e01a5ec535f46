import * as v from 'valibot';
import { ShelfSetId } from '../ids.ts';
import { visibleText } from '../visible-text.ts';
import { Count } from './count.ts';
import { factsOf, FirstVisibility, ItemFacts } from './item.ts';
import { itemOf } from './item-of.ts';
import type { ShowState } from './state.ts';

/** A product as it comes to a shelf. */
export const SetItem = v.object({ facts: ItemFacts, visibility: FirstVisibility });
export type SetItem = v.InferOutput<typeof SetItem>;

export const ShelfSetName = visibleText(60);

/** Products that a channel puts on its shows' shelves together. What happens in a show changes none. */
export type ShelfSet = { readonly id: ShelfSetId; readonly name: string; readonly items: readonly SetItem[] };

export const ShelfSetCard = v.object({ id: ShelfSetId, name: v.string(), products: Count });
export type ShelfSetCard = v.InferOutput<typeof ShelfSetCard>;

/** Of one channel. */
export const MAX_SHELF_SETS = 100;

/** What a set keeps of a shelf, in its order, but for what others sell on it. What is hidden comes hidden to the next shelf; what was sold stays with the show. */
export const setItemsOf = (shelf: Pick<ShowState, 'items' | 'itemIds'>): readonly SetItem[] =>
  shelf.itemIds.flatMap((id): readonly SetItem[] => {
    const item = itemOf(shelf, id);
    return item?.seller === null
      ? [{ facts: factsOf(item), visibility: item.visibility === 'hidden' ? 'hidden' : 'listed' }]
      : [];
  });
