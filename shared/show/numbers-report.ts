import * as v from 'valibot';
import { valuesOf } from '../buckets.ts';
import { CalloutId, ItemId } from '../ids.ts';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';
import type { Hold } from './hold.ts';
import { isRunning } from './life.ts';
import { itemOf } from './item-of.ts';
import type { Ledger } from './ledger.ts';
import { Noticed, NOTHING_NOTICED, Numbers, type CalloutNumbers } from './numbers.ts';
import { Gmv, salesOfHolds } from './sales.ts';
import type { ShowState } from './state.ts';

/** What came of some holds. */
const Sold = { orders: Count, gmv: v.array(Gmv) };

const ProductNumbers = v.object({ itemId: ItemId, name: v.string(), ...Noticed.entries, ...Sold });
export type ProductNumbers = v.InferOutput<typeof ProductNumbers>;

const CalloutReport = v.object({
  calloutId: CalloutId,
  name: v.string(),
  openedAtMs: AtMs,
  closedAtMs: v.nullable(AtMs),
  ...Noticed.entries,
  ...Sold,
});
export type CalloutReport = v.InferOutput<typeof CalloutReport>;

/** How a show goes, in numbers, for those who have it in hand. */
export const NumbersReport = v.object({
  watching: Count,
  ...v.pick(Numbers, ['unique', 'views', 'watchedMs', 'peak', 'samples']).entries,
  ...Sold,
  /** In the shelf's order, then those that are on it no more. */
  products: v.array(ProductNumbers),
  /** Newest first. What was asked for while it was open is counted as sold by it. */
  callouts: v.array(CalloutReport),
});
export type NumbersReport = v.InferOutput<typeof NumbersReport>;

export const MAX_CALLOUTS_TOLD = 100;

type Counted = ShowState & { readonly numbers: Numbers; readonly ledger: Ledger };

/** Looks at every hold: some milliseconds for ten thousand. `watching`: now. */
export const reportNumbers = (show: Counted, watching: number): NumbersReport => {
  const { unique, views, watchedMs, peak, samples, callouts } = show.numbers;
  const holds = valuesOf(show.ledger.holds);
  const holdsByItem = Map.groupBy(holds, ({ itemId }) => itemId);
  const ofCallout = (callout: CalloutNumbers): CalloutReport => {
    const { id: calloutId, itemId, name, openedAtMs, closedAtMs, impressions, clicks } = callout;
    const during = holdsByItem.get(itemId)?.filter(({ requestedAtMs }) => isDuring(callout, requestedAtMs)) ?? [];
    return { calloutId, name, openedAtMs, closedAtMs, impressions, clicks, ...soldOf(during) };
  };
  return {
    watching,
    unique,
    views,
    watchedMs,
    peak: isRunning(show.life) ? Math.max(peak, watching) : peak,
    samples,
    ...soldOf(holds),
    products: [...productIds(show, holdsByItem)].flatMap((itemId) => {
      const held = holdsByItem.get(itemId) ?? [];
      const noticed = Object.hasOwn(show.numbers.products, itemId) ? show.numbers.products[itemId] : undefined;
      const name = itemOf(show, itemId)?.name ?? noticed?.name ?? held.at(-1)?.name;
      if (name === undefined) return [];
      const { impressions, clicks } = noticed ?? NOTHING_NOTICED;
      return [{ itemId, name, impressions, clicks, ...soldOf(held) }];
    }),
    callouts: callouts.slice(-MAX_CALLOUTS_TOLD).toReversed().map(ofCallout),
  };
};

const productIds = (
  { itemIds, numbers }: Counted,
  holdsByItem: ReadonlyMap<ItemId, readonly Hold[]>,
): ReadonlySet<ItemId> => {
  const noticedIds = Object.keys(numbers.products).map((itemId) => v.parse(ItemId, itemId));
  return new Set([...itemIds, ...noticedIds, ...holdsByItem.keys()]);
};

const soldOf = (holds: readonly Hold[]): v.InferOutput<v.ObjectSchema<typeof Sold, undefined>> => {
  const { orders, gmv } = salesOfHolds(holds);
  return { orders, gmv };
};

const isDuring = ({ openedAtMs, closedAtMs }: CalloutNumbers, atMs: number): boolean =>
  atMs >= openedAtMs && (closedAtMs === null || atMs < closedAtMs);
