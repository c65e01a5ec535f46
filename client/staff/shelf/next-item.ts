import type { ItemId } from '../../../shared/ids.ts';
import type { ShelfItem } from '../../../shared/show/item.ts';

/**
 * The product that is explained after (1) or before (-1) the one that is explained now, in the order of the shelf; null for none.
 * What viewers do not see is passed over. While nothing is explained, the next is the first that was not yet.
 */
export const nextItem = (items: readonly ShelfItem[], explainedId: ItemId | null, step: 1 | -1): ShelfItem | null => {
  const offered = items.filter(({ visibility }) => visibility === 'listed');
  const current = offered.findIndex(({ id }) => id === explainedId);
  if (current !== -1) return offered[current + step] ?? null;
  const fresh = offered.findIndex(({ timesExplained }) => timesExplained === 0);
  if (step === 1) return offered[Math.max(0, fresh)] ?? null;
  const last = fresh === -1 ? offered.length - 1 : fresh - 1;
  return offered[last] ?? null;
};
