import * as v from 'valibot';
import { valuesOf } from '../buckets.ts';
import { CalloutId, ItemId, type SellerId } from '../ids.ts';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';
import type { Hold } from './hold.ts';
import { isRunning } from './life.ts';
import { itemOf } from './item-of.ts';
import type { Ledger } from './ledger.ts';
import { Noticed, NOTHING_NOTICED, Numbers, type CalloutNumbers } from './numbers.ts';
import { Gmv, salesOfHolds } from './sales.ts';
import { SoldBy, type Seller } from './seller.ts';
import type { ShowState } from './state.ts';
import { Timeline, timelineOf } from './timeline.ts';

/** What came of some holds. */
const Sold = { orders: Count, gmv: v.array(Gmv) };

const ProductNumbers = v.object({ itemId: ItemId, name: v.string(), seller: SoldBy, ...Noticed.entries, ...Sold });
export type ProductNumbers = v.InferOutput<typeof ProductNumbers>;

const CalloutReport = v.object({
  calloutId: CalloutId,
  name: v.string(),
  seller: SoldBy,
  openedAtMs: AtMs,
  closedAtMs: v.nullable(AtMs),
  ...Noticed.entries,
  ...Sold,
});
export type CalloutReport = v.InferOutput<typeof CalloutReport>;

/** What came of what one sold; null for the channel. */
const SellerNumbers = v.object({ seller: SoldBy, ...Sold });
export type SellerNumbers = v.InferOutput<typeof SellerNumbers>;

/** How a show goes, in numbers, for those who have it in hand. */
export const NumbersReport = v.object({
  watching: Count,
  ...v.pick(Numbers, ['unique', 'views', 'watchedMs', 'peak', 'samples']).entries,
  ...Sold,
  timeline: Timeline,
  /** In the shelf's order, then those that are on it no more. */
  products: v.array(ProductNumbers),
  /** Newest first. What was asked for while it was open is counted as sold by it. */
  callouts: v.array(CalloutReport),
  /** The channel first; empty where nobody else sells. */
  sellers: v.array(SellerNumbers),
});
export type NumbersReport = v.InferOutput<typeof NumbersReport>;

export const MAX_CALLOUTS_TOLD = 100;

type Counted = ShowState & { readonly numbers: Numbers; readonly ledger: Ledger };

/** Looks at every hold: some milliseconds for ten thousand. `watching`: now. */
export const reportNumbers = (show: Counted, watching: number): NumbersReport => {
  const { unique, views, watchedMs, peak, samples, callouts } = show.numbers;
  const holds = valuesOf(show.ledger.holds);
  const holdsByItem = Map.groupBy(holds, ({ itemId }) => itemId);
  const products = [...productIds(show, holdsByItem)].flatMap((itemId): readonly ProductNumbers[] => {
    const held = holdsByItem.get(itemId) ?? [];
    const noticed = Object.hasOwn(show.numbers.products, itemId) ? show.numbers.products[itemId] : undefined;
    const shown = itemOf(show, itemId) ?? noticed ?? held.at(-1);
    if (shown === undefined) return [];
    const { name, seller } = shown;
    const { impressions, clicks } = noticed ?? NOTHING_NOTICED;
    return [{ itemId, name, seller, impressions, clicks, ...soldOf(held) }];
  });
  return {
    watching,
    unique,
    views,
    watchedMs,
    peak: isRunning(show.life) ? Math.max(peak, watching) : peak,
    samples,
    ...soldOf(holds),
    timeline: timelineOf(samples, holds),
    products,
    callouts: reportCallouts(callouts.slice(-MAX_CALLOUTS_TOLD), holds).toReversed(),
    sellers: sellerNumbers(products, holds),
  };
};

/** What came of each time that a product was explained, in the order of `callouts`. */
export const reportCallouts = (callouts: readonly CalloutNumbers[], holds: readonly Hold[]): CalloutReport[] => {
  const holdsByItem = Map.groupBy(holds, ({ itemId }) => itemId);
  return callouts.map((callout) => {
    const { id: calloutId, itemId, name, seller, openedAtMs, closedAtMs, impressions, clicks } = callout;
    const during = holdsByItem.get(itemId)?.filter(({ requestedAtMs }) => isDuring(callout, requestedAtMs)) ?? [];
    return { calloutId, name, seller, openedAtMs, closedAtMs, impressions, clicks, ...soldOf(during) };
  });
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

/** One is told under the name that they had last; whoever brings products and sells nothing is told, too. */
const sellerNumbers = (products: readonly ProductNumbers[], holds: readonly Hold[]): SellerNumbers[] => {
  const sellers = new Map<SellerId, Seller>();
  for (const { seller } of [...holds, ...products]) if (seller) sellers.set(seller.id, seller);
  if (sellers.size === 0) return [];
  const bySeller = Map.groupBy(holds, ({ seller }) => seller?.id ?? null);
  const inOrder = [null, ...sellers.values()];
  return inOrder.map((seller) => ({ seller, ...soldOf(bySeller.get(seller?.id ?? null) ?? []) }));
};
