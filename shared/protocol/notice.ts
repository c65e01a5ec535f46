import * as v from 'valibot';
import { CalloutId, ItemId } from '../ids.ts';

/** Something that a person noticed of a product: its card in the picture or on the shelf was on the screen, or was pressed. */
export const Notice = v.object({
  kind: v.picklist(['seen', 'pressed']),
  itemId: ItemId,
  /** While it was explained; null else. */
  calloutId: v.nullable(CalloutId),
});
export type Notice = v.InferOutput<typeof Notice>;

/** A page that has more tells the rest later. */
export const MAX_NOTICES = 50;
