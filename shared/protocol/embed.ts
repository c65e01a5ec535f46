import * as v from 'valibot';
import type { Currency } from '../money.ts';
import { ItemId } from '../ids.ts';
import { Sku } from '../show/item.ts';

/**
 * What an embedded watch page and the shop's page around it say to each other by `postMessage`, in the words that shops know from
 * Bambuser. Only origins that the server's settings list are spoken to, and heard. See docs/embedding.md.
 */

/** Which player a message is of; a shop's page may have frames of others. */
export const EMBED_SOURCE = 'tally';

export const MAX_CART_QUANTITY = 99;
const CartQuantity = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CART_QUANTITY));

/** A product as a shop is told of it. */
export type CartProduct = {
  readonly name: string;
  /** Decimal digits of the currency: "39.90". */
  readonly price: string;
  readonly currency: Currency;
  /** The product's page in the shop; null where the host gave none. */
  readonly link: string | null;
};

/** Which product a message is of: its place on this show's shelf, and the shop's own number for it; null where the host gave none. */
type OfProduct = { readonly itemId: ItemId; readonly sku: string | null };

/** What the player tells the shop. */
export type ShopEvent =
  /** The player is there. `true` says that the shop has a cart for it: without, people buy as on the watch page. */
  | { readonly eventName: 'READY'; readonly data: { readonly address: string; readonly title: string } }
  | {
      readonly eventName: 'ADD_TO_CART';
      readonly data: OfProduct & { readonly quantity: number; readonly product: CartProduct };
    }
  /** `quantity` 0 takes it out. */
  | {
      readonly eventName: 'UPDATE_ITEM_IN_CART';
      readonly data: OfProduct & { readonly previousQuantity: number; readonly quantity: number };
    }
  /** The player would know what is in the cart: answered with `UPDATE_CART`. */
  | { readonly eventName: 'SYNC_CART_STATE'; readonly data: Record<never, never> }
  /** The person would pay: the shop leads to its checkout. */
  | { readonly eventName: 'CHECKOUT'; readonly data: Record<never, never> };

/** One event on its way: the shop answers with the same `id`. */
export type ShopMessage = ShopEvent & { readonly source: typeof EMBED_SOURCE; readonly id: string };

const Sentence = v.pipe(v.string(), v.maxLength(300));

export const ShopReply = v.union([
  v.literal(true),
  v.object({
    success: v.literal(false),
    reason: v.picklist(['out-of-stock', 'custom-error']),
    /** What the person is told, in the shop's words. */
    message: v.optional(v.nullable(Sentence), null),
  }),
]);
export type ShopReply = v.InferOutput<typeof ShopReply>;

const MAX_LINES = 200;

/** By the shop's own number or by its place on the shelf, whichever the shop keeps. */
export const CartLine = v.union([
  v.object({ itemId: ItemId, quantity: CartQuantity }),
  v.object({ sku: Sku, quantity: CartQuantity }),
]);
export type CartLine = v.InferOutput<typeof CartLine>;

/** What the shop tells the player. */
export const FromShop = v.variant('target', [
  /** It hears from now on, and would know who is there: answered with `READY`. */
  v.object({ target: v.literal('tally-hello') }),
  v.object({ target: v.literal('tally-reply'), id: v.pipe(v.string(), v.maxLength(40)), reply: ShopReply }),
  /** What of this show is in the cart now, whenever that changes. */
  v.object({
    target: v.literal('tally-cart'),
    eventName: v.literal('UPDATE_CART'),
    data: v.object({
      items: v.pipe(v.array(CartLine), v.maxLength(MAX_LINES)),
    }),
  }),
]);
export type FromShop = v.InferOutput<typeof FromShop>;

const Origin = v.pipe(v.string(), v.regex(/^https?:\/\/[^/]+$/));

/** What the server writes into the page as `<script type="application/json" id="embed">`: who may have it in a frame. */
export const EmbedBoot = v.object({ origins: v.array(Origin) });
