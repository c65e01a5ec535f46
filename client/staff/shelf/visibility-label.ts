import { assertNever } from '../../../shared/invariant.ts';
import type { ShelfItem } from '../../../shared/show/item.ts';
import type { ShowPhase } from '../../../shared/show/state.ts';

/** The text that says what pressing the eye of a product does. What was seen in a show that has begun cannot be hidden any more. */
export const visibilityLabel = (
  { visibility }: Pick<ShelfItem, 'visibility'>,
  phase: ShowPhase | undefined,
): 'revealItem' | 'relistItem' | 'hideItem' | 'delistItem' => {
  switch (visibility) {
    case 'hidden':
      return 'revealItem';
    case 'delisted':
    case 'withdrawn':
      return 'relistItem';
    case 'listed':
      return phase === 'draft' ? 'hideItem' : 'delistItem';
    default:
      return assertNever(visibility);
  }
};
