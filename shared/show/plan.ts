import * as v from 'valibot';
import { AtMs } from './at-ms.ts';

/** What a show sells, for who looks for one. Names are in `client/messages/categories.*`. */
export const CATEGORIES = [
  'beauty',
  'fashion',
  'jewelry',
  'home',
  'food',
  'electronics',
  'toys',
  'collectibles',
  'sports',
  'crafts',
  'other',
] as const;
export const Category = v.picklist(CATEGORIES);
export type Category = v.InferOutput<typeof Category>;

/** Later is a slip of the keyboard, and would be no date that every calendar has. 2100-01-01. */
const LATEST_START_MS = Date.UTC(2100, 0, 1);

/** `unlisted`: for those who have its link. No list, no reminder and no search engine tells of it. */
export const ShowVisibility = v.picklist(['listed', 'unlisted']);
export type ShowVisibility = v.InferOutput<typeof ShowVisibility>;

/** What a host says of a show before it begins; kept when it does. */
export const ShowPlan = v.object({
  /** When it is to begin; null when the host has not said. */
  startsAtMs: v.nullable(v.pipe(AtMs, v.maxValue(LATEST_START_MS))),
  category: Category,
  /** Before shows could be unlisted, none was. */
  visibility: v.optional(ShowVisibility, 'listed'),
});
export type ShowPlan = v.InferOutput<typeof ShowPlan>;

export const NO_PLAN: ShowPlan = { startsAtMs: null, category: 'other', visibility: 'listed' };

export const isSamePlan = (one: ShowPlan, other: ShowPlan): boolean =>
  one.startsAtMs === other.startsAtMs && one.category === other.category && one.visibility === other.visibility;
