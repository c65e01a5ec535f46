import * as v from 'valibot';
import { bucketsOf } from '../buckets.ts';
import { CalloutId, ItemId, VisitorId } from '../ids.ts';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';
import { SoldBy } from './seller.ts';

/** Who comes back after this long makes a new visit; sooner, it is the same one. */
export const VISIT_GAP_MS = 30 * 60_000;

/** What people did with a product: its card was at least half on a screen for a second; it was pressed. Once a page each. */
export const Noticed = v.object({ impressions: Count, clicks: Count });
export type Noticed = v.InferOutput<typeof Noticed>;

export const NOTHING_NOTICED: Noticed = { impressions: 0, clicks: 0 };

/** How many watched at a moment. */
const Sample = v.object({ atMs: AtMs, watching: Count });
export type Sample = v.InferOutput<typeof Sample>;

/** Two of them become one when there are more: a long show is drawn as finely as a screen shows it. */
export const MAX_SAMPLES = 400;

/** A time in which a product was explained. */
const CalloutNumbers = v.object({
  id: CalloutId,
  itemId: ItemId,
  /** As it was called then. */
  name: v.string(),
  seller: SoldBy,
  openedAtMs: AtMs,
  /** Null while it is open. */
  closedAtMs: v.nullable(AtMs),
  ...Noticed.entries,
});
export type CalloutNumbers = v.InferOutput<typeof CalloutNumbers>;

/** Since when somebody is away; null while they watch. */
const Visitor = v.object({ leftAtMs: v.nullable(AtMs) });
export type Visitor = v.InferOutput<typeof Visitor>;

/** What a show's audience did while it was live, counted up. */
export const Numbers = v.object({
  /** Browsers that came, and their visits. */
  unique: Count,
  views: Count,
  /** All visits together. */
  watchedMs: Count,
  /** The most pages that watched at once. */
  peak: Count,
  /** By visitor. */
  visitors: bucketsOf(Visitor),
  /** Oldest first. */
  samples: v.pipe(v.array(Sample), v.maxLength(MAX_SAMPLES)),
  /** Of products that somebody noticed, also when they are on the shelf no more. */
  products: v.record(ItemId, v.object({ name: v.string(), seller: SoldBy, ...Noticed.entries })),
  /** Oldest first. */
  callouts: v.array(CalloutNumbers),
});
export type Numbers = v.InferOutput<typeof Numbers>;

/** What the server has seen of a show's audience since it last said so. */
export const AudienceCount = v.object({
  /** Pages, now; and the most at once since then. */
  watching: Count,
  most: Count,
  /** Of everybody together; who has two pages open watches once. */
  watchedMs: Count,
  came: v.array(VisitorId),
  left: v.array(VisitorId),
  /** By product and callout; null where it was not being explained. */
  noticed: v.array(v.object({ itemId: ItemId, calloutId: v.nullable(CalloutId), ...Noticed.entries })),
});
export type AudienceCount = v.InferOutput<typeof AudienceCount>;

/** It names visitors by marks of this show, and it is told to no page as it is. */
export const NUMBERS_EVENTS = [v.object({ type: v.literal('audience.counted'), ...AudienceCount.entries })] as const;
