import * as v from 'valibot';
import { ProductCard } from '../catalog/product-card.ts';
import { StoredProduct } from '../catalog/product.ts';
import { TypedProduct } from '../catalog/typed-product.ts';
import { ProductId, ShowId } from '../ids.ts';
import { CatalogPosition, PictureImport, ProductSaved, ProductVersion } from './catalog.ts';
import type { BodyOf, ResultOf } from './endpoint.ts';

const nothing = v.object({});

/** The JSON endpoints of the catalog, apart from the others: pages of guests and buyers have no use for what it is made of. */
export const CATALOG_ENDPOINTS = {
  /** The catalog, in its order: the owner's own, or of the show that a seat puts into somebody's hands. `auth.required`. */
  listProducts: {
    method: 'POST',
    path: '/api/catalog/products',
    body: v.strictObject({
      showId: v.nullable(ShowId),
      search: v.pipe(v.string(), v.maxLength(200)),
      /** What the page before gave as `next`; null for the first. */
      after: v.nullable(CatalogPosition),
    }),
    result: v.object({ products: v.array(ProductCard), next: v.nullable(CatalogPosition), total: CatalogPosition }),
  },
  /** How far the import of the catalog's pictures is. `auth.required`, as of the two below: it is the owner's. */
  lookAtPictures: { method: 'GET', path: '/api/catalog/pictures', body: null, result: PictureImport },
  /** Begins to fetch every picture that still lies elsewhere, or joins what runs already. It goes on when nobody looks. */
  importPictures: { method: 'POST', path: '/api/catalog/pictures/import', body: nothing, result: PictureImport },
  /** Fetches no more; what was fetched is kept. */
  stopPictures: { method: 'POST', path: '/api/catalog/pictures/stop', body: nothing, result: PictureImport },
  /** One product with all its variants. `catalog.product-not-found`. */
  findProduct: {
    method: 'POST',
    path: '/api/catalog/product',
    body: v.strictObject({ showId: v.nullable(ShowId), productId: ProductId }),
    result: v.object({ product: StoredProduct, version: ProductVersion }),
  },
  /**
   * Adds a product to the owner's catalog, or changes it; the same again is the same product. `version`: of the one that is changed;
   * null for one that is new. `auth.required`, `catalog.product-not-found`, `catalog.full`.
   */
  saveProduct: {
    method: 'POST',
    path: '/api/catalog/product/save',
    body: v.strictObject({ productId: ProductId, version: v.nullable(ProductVersion), typed: TypedProduct }),
    result: ProductSaved,
  },
  /** Takes it out of the owner's catalog; shows that have it on their shelf keep it. `auth.required`, `catalog.product-not-found`. */
  removeProduct: {
    method: 'POST',
    path: '/api/catalog/product/remove',
    body: v.strictObject({ productId: ProductId }),
    result: nothing,
  },
} as const;
export type CatalogEndpointName = keyof typeof CATALOG_ENDPOINTS;
export type CatalogEndpointBody<Name extends CatalogEndpointName> = BodyOf<(typeof CATALOG_ENDPOINTS)[Name]>;
export type CatalogEndpointResult<Name extends CatalogEndpointName> = ResultOf<(typeof CATALOG_ENDPOINTS)[Name]>;
