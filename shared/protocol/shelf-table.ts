import * as v from 'valibot';
import type { ShowId } from '../ids.ts';
import type { Currency } from '../money.ts';
import { Count } from '../show/count.ts';
import { ItemFacts } from '../show/item.ts';
import { TableLook } from './table-import.ts';

/** `POST` with a shop's table as the body, by the seat of a seller: what its products would be on their shelf. Nothing is written. */
export const shelfPreviewPath = (showId: ShowId, currency: Currency): string =>
  `${SHELF_PREVIEW_PATH}?show=${showId}&currency=${currency}`;
export const SHELF_PREVIEW_PATH = '/api/shelf/preview';

/** Four times what one seller may have, to choose from. */
export const MAX_SHOWN_ITEMS = 200;

export const ShelfPreview = v.object({
  ...TableLook.entries,
  /** What can be put on the shelf, in the file's order; `line` is where it begins in the file. */
  items: v.array(v.object({ line: Count, facts: ItemFacts })),
  /** How many more the file has. */
  more: Count,
  /** Products that lead to a shop of their own. A seller's do not, so these links are left out. */
  links: Count,
});
export type ShelfPreview = v.InferOutput<typeof ShelfPreview>;
