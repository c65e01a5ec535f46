import type { ShelfItem } from '../../../shared/show/item.ts';
import type { ShowState } from '../../../shared/show/state.ts';

/** Whether a flash sale of the product can be planned or begun: one at a time, of what viewers buy here. */
export const canFlash = (show: Pick<ShowState, 'flash'> | undefined, item: ShelfItem): boolean =>
  item.link === null && show?.flash?.life.phase !== 'open';
