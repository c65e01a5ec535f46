import * as v from 'valibot';
import { Count } from './count.ts';
import { ItemId, PictureId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { visibleText } from '../visible-text.ts';
import { SoldBy } from './seller.ts';

export const MAX_STOCK = 1_000_000;
export const Stock = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_STOCK));

/** http(s) only: a shelf's link is opened by viewers' browsers. */
export const ProductLink = v.pipe(v.string(), v.maxLength(2_000), v.url(), v.regex(/^https?:\/\//i));

/** The shop's own number for a variant, as its catalog has it. */
export const MAX_SKU_CHARS = 255;
export const Sku = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SKU_CHARS));

/** What a host says about a product. Prices are minor units of `currency`. */
export const ItemFacts = v.object({
  name: visibleText(120),
  priceMinor: PriceMinor,
  /** The former price, shown struck through; null for none. */
  formerPriceMinor: v.nullable(PriceMinor),
  currency: Currency,
  /** Units allocated to this show; null when the host does not count. 0 is sold out. */
  stock: v.nullable(Stock),
  link: v.nullable(ProductLink),
  pictureId: v.nullable(PictureId),
  /** Null for what no catalog has. */
  sku: v.optional(v.nullable(Sku), null),
  /** Units that one buyer may have in this show; null for no limit. */
  limitPerBuyer: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000))), null),
});
export type ItemFacts = v.InferOutput<typeof ItemFacts>;

/** The same as it was accepted, whatever the rule for names was then. */
export const KeptFacts = v.object({ ...ItemFacts.entries, name: v.string() });
export type KeptFacts = v.InferOutput<typeof KeptFacts>;

/**
 * hidden → listed ⇄ delisted. A hidden one is prepared for its moment: no viewer's page is told of it. A delisted one was seen:
 * it is offered to nobody, and whoever has it reserved can still pay. `withdrawn` is the same by the word of its seller, who can take
 * it back; what those in charge delisted is theirs to list.
 */
export const Visibility = v.picklist(['hidden', 'listed', 'delisted', 'withdrawn']);
export type Visibility = v.InferOutput<typeof Visibility>;

/** How a product may come to the shelf. */
export const FirstVisibility = v.picklist(['listed', 'hidden']);
export type FirstVisibility = v.InferOutput<typeof FirstVisibility>;

/** A product placed in a show. Order is in `ShowState.itemIds`. */
export const ShelfItem = v.object({
  id: ItemId,
  ...KeptFacts.entries,
  seller: SoldBy,
  visibility: v.optional(Visibility, 'listed'),
  /** How often it was explained in this show; more than 0 puts it among "shown" on the watch page. */
  timesExplained: Count,
  /** Of `stock`: set aside (for buyers who have yet to pay, and for winners of a giveaway that runs), paid for, and given away. */
  held: v.optional(Count, 0),
  sold: v.optional(Count, 0),
  given: v.optional(Count, 0),
});
export type ShelfItem = v.InferOutput<typeof ShelfItem>;

/** What the host says of it, without what happened to it. */
export const factsOf = (item: ShelfItem): KeptFacts => v.parse(KeptFacts, item);

/** What of a product is where. */
export type Stocked = Pick<ShelfItem, 'stock' | 'held' | 'sold' | 'given'>;

/** Units that are there or may come back: all that are not sold and not given away. Infinity when the host does not count. */
export const canComeBack = ({ stock, sold, given }: Omit<Stocked, 'held'>): number =>
  stock === null ? Infinity : stock - sold - given;

export const isSoldOut = (item: Omit<Stocked, 'held'>): boolean => canComeBack(item) <= 0;

/** Units that can be promised now; Infinity when the host does not count. */
export const unitsLeft = (item: Stocked): number => canComeBack(item) - item.held;

/** What a product's stock comes to for who looks at it. `held-out`: nothing can be had now, but what is reserved may come back. */
export type StockView =
  | { readonly kind: 'uncounted' }
  | { readonly kind: 'left'; readonly count: number }
  | { readonly kind: 'held-out' }
  | { readonly kind: 'sold-out' };

export const stockView = (item: Stocked): StockView => {
  if (item.stock === null) return { kind: 'uncounted' };
  if (isSoldOut(item)) return { kind: 'sold-out' };
  const count = unitsLeft(item);
  return count > 0 ? { kind: 'left', count } : { kind: 'held-out' };
};

/** A shelf is designed for 20 products and tested with 200. */
export const MAX_SHELF_ITEMS = 200;
