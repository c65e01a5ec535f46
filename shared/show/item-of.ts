import type { ItemId } from '../ids.ts';
import type { ShelfItem } from './item.ts';
import type { ShowState } from './state.ts';

/** The item on the show's shelf, or null. Looks at own keys only: ids such as `constructor` come from outside and are well formed. */
export const itemOf = (state: Pick<ShowState, 'items'>, itemId: ItemId): ShelfItem | null =>
  Object.hasOwn(state.items, itemId) ? (state.items[itemId] ?? null) : null;
