import * as v from 'valibot';
import { PictureId, ProductId, VariantId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import type { ProductDraft, VariantDraft } from './draft.ts';

/** What is sold; its SKU is the only one of the channel, in any case. */
export type Variant = { readonly id: VariantId } & Omit<VariantDraft, 'line'>;

/** A picture of another server, shown only once it was fetched: its `pictureId` is null until then. */
export type ProductPicture = { readonly url: string; readonly pictureId: PictureId | null };

/** A product of a channel's catalog. It has a variant at least, and no two of the same options. */
export type Product = {
  readonly id: ProductId;
  readonly variants: readonly Variant[];
  readonly pictures: readonly ProductPicture[];
  /** One that the owner brought, shown before the shop's. No table tells of it. */
  readonly ownPictureId: PictureId | null;
} & Omit<ProductDraft, 'line' | 'variants' | 'pictureUrls'>;

/** `quantity`: how many units there may be. */
export const stockRule = (quantity: v.GenericSchema<number>) =>
  v.variant('kind', [
    v.object({ kind: v.literal('untracked') }),
    v.object({ kind: v.literal('tracked'), quantity, whenOut: v.picklist(['stop', 'sell-on']) }),
  ]);

const StoredVariant = v.object({
  id: VariantId,
  sku: v.string(),
  optionValues: v.array(v.string()),
  priceMinor: PriceMinor,
  formerPriceMinor: v.nullable(PriceMinor),
  currency: Currency,
  stock: stockRule(v.pipe(v.number(), v.integer(), v.minValue(0))),
  barcode: v.nullable(v.string()),
  pictureUrl: v.nullable(v.string()),
});

/** A product as it is kept and sent. */
export const StoredProduct: v.GenericSchema<unknown, Product> = v.object({
  id: ProductId,
  handle: v.string(),
  title: v.string(),
  description: v.string(),
  vendor: v.nullable(v.string()),
  optionNames: v.array(v.string()),
  link: v.nullable(v.string()),
  pictures: v.array(v.object({ url: v.string(), pictureId: v.nullable(PictureId) })),
  ownPictureId: v.optional(v.nullable(PictureId), null),
  variants: v.pipe(v.array(StoredVariant), v.minLength(1)),
});
