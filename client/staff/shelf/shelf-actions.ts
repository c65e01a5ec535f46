import type { ItemFacts, ShelfItem } from '../../../shared/show/item.ts';

/** What the rows of the shelf ask for. */
export type ShelfActions = {
  readonly edit: (item: ShelfItem) => void;
  /** `make` says the change from the facts as they are when its turn comes. */
  readonly change: (item: ShelfItem, make: (facts: ItemFacts) => Partial<ItemFacts>) => void;
  readonly move: (item: ShelfItem, toIndex: number) => void;
  /** Shows it to viewers, or does not any more. */
  readonly toggle: (item: ShelfItem) => void;
  readonly flash: (item: ShelfItem) => void;
  readonly giveAway: (item: ShelfItem) => void;
  readonly correct: (item: ShelfItem) => void;
  readonly remove: (item: ShelfItem) => void;
};
