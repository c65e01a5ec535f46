import type { ShelfItem } from '../../../shared/show/item.ts';
import type { ShowState } from '../../../shared/show/state.ts';

/** What the server said of a show when its log was at `seq`. */
export type Stated = {
  readonly seq: number;
  readonly items: readonly Pick<ShelfItem, 'id' | 'held' | 'sold' | 'given'>[];
  /** The newest sale and giveaway, and how far each is; null before the first. */
  readonly flash: string | null;
  readonly giveaway: string | null;
};

export const statedOf = ({ seq, items, flash, giveaway }: ShowState): Stated => ({
  seq,
  items: Object.values(items),
  flash: flash && `${flash.id} ${flash.life.phase === 'open' ? flash.life.draw : flash.life.phase}`,
  giveaway: giveaway && `${giveaway.id} ${giveaway.life.phase}`,
});
