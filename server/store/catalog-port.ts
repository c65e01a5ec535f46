import type { ImportStep } from '../../shared/catalog/import-plan.ts';
import type { Product } from '../../shared/catalog/product.ts';
import type { ChannelId, PictureId, ProductId } from '../../shared/ids.ts';
import type { ImportCounts, PlanToken } from '../../shared/protocol/table-import.ts';

/** A product at its place in the catalog's order. */
export type PlacedProduct = { readonly position: number; readonly product: Product };

export type CatalogImport = {
  readonly plan: PlanToken;
  /** The revision that the plan was made for. */
  readonly revision: number;
  readonly atMs: number;
  readonly steps: readonly ImportStep[];
};

/** `sku-taken`: another product has it, and nothing was written. */
export type ProductKept = { readonly outcome: 'kept' } | { readonly outcome: 'sku-taken'; readonly sku: string };

/** A product's picture that lies on another server, and what it became here. */
export type FetchedPicture = {
  readonly productId: ProductId;
  readonly url: string;
  readonly pictureId: PictureId;
};

/** The products of channels. Every method throws AppError `store.unavailable` when the medium fails. */
export type CatalogStore = {
  /** Another number after every change; 0 before the first. */
  revision(channelId: ChannelId): number;
  countProducts(channelId: ChannelId): number;
  /** At most `limit` after a position, in order. `search`: words that are in title, handle, vendor or SKUs, in any case. */
  productPage(
    channelId: ChannelId,
    page: { readonly search: string; readonly afterPosition: number; readonly limit: number },
  ): readonly PlacedProduct[];
  productById(channelId: ChannelId, id: ProductId): Product | null;
  /** At its place, or behind the others where it is new. One transaction, and another revision, as of the next one. */
  keepProduct(channelId: ChannelId, product: Product): ProductKept;
  /** One transaction, and another revision: a preview that was made before is outdated. */
  removeProduct(channelId: ChannelId, id: ProductId): 'removed' | 'absent';
  /** Pictures of products that still lie on other servers only. */
  countMissingPictures(channelId: ChannelId): number;
  /** At most `limit` of the products that have such, after a position, in order. */
  productsMissingPictures(
    channelId: ChannelId,
    page: { readonly afterPosition: number; readonly limit: number },
  ): readonly PlacedProduct[];
  /** One transaction. A product that has no picture of this address any more stays as it is. No table tells of it: same revision. */
  keepFetchedPicture(channelId: ChannelId, picture: FetchedPicture): void;
  /** What the import of this plan did; null for one that was never made. */
  importByPlan(channelId: ChannelId, plan: PlanToken): ImportCounts | null;
  /** One transaction: the products, the import and the revision, or nothing of it: the catalog is at another revision. */
  commitImport(channelId: ChannelId, made: CatalogImport): 'committed' | 'outdated';
};
