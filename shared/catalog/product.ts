import type { PictureId, ProductId, VariantId } from '../ids.ts';
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
} & Omit<ProductDraft, 'line' | 'variants' | 'pictureUrls'>;
