import type { ShelfItem } from '../../../shared/show/item.ts';
import type { ShowState } from '../../../shared/show/state.ts';

/** Whether a flash sale of the product can be begun: one at a time, of what viewers see and buy here. */
export const canFlash = (show: Pick<ShowState, 'flash'> | undefined, item: ShelfItem): boolean =>
  item.link === null && item.visibility === 'listed' && show?.flash?.life.phase !== 'open';
