import * as v from 'valibot';
import { isErrorCode, type ErrorCode } from '../errors.ts';
import { Count } from '../show/count.ts';

/** Of one channel. */
export const MAX_PRODUCTS = 50_000;

/** Of what can be said of a product by hand: whoever changes it changes what they saw. */
export const ProductVersion = v.pipe(v.string(), v.regex(/^[\w-]{43}$/), v.brand('ProductVersion'));
export type ProductVersion = v.InferOutput<typeof ProductVersion>;

/** What saving a product came to. `changed`: it is another one by now; `sku-taken`: it is another's, and nothing was saved. */
export const ProductSaved = v.variant('outcome', [
  v.object({ outcome: v.literal('saved') }),
  v.object({ outcome: v.literal('changed') }),
  v.object({ outcome: v.literal('sku-taken'), sku: v.string() }),
]);
export type ProductSaved = v.InferOutput<typeof ProductSaved>;

/** A product's place in the catalog's order. */
export const CatalogPosition = Count;

/** Of the pictures that could not be fetched, as many are shown; the count is of all. */
export const MAX_SHOWN_PICTURE_PROBLEMS = 100;

/** A picture that could not be fetched, by one of its products, and why. */
const PictureProblem = v.object({ title: v.string(), url: v.string(), code: v.custom<ErrorCode>(isErrorCode) });
export type PictureProblem = v.InferOutput<typeof PictureProblem>;

/** Pictures that were fetched or not, by their addresses: one that several products show is fetched once. */
const PictureCounts = {
  total: Count,
  kept: Count,
  failed: Count,
  problems: v.array(PictureProblem),
};

/** How far the owner's wish is that pictures which lie on other sites be fetched. `missing`: those that still do. */
export const PictureImport = v.variant('state', [
  /** This server fetches none. */
  v.object({ state: v.literal('off'), missing: Count }),
  v.object({ state: v.literal('idle'), missing: Count }),
  v.object({ state: v.literal('running'), ...PictureCounts }),
  v.object({ state: v.literal('ended'), how: v.picklist(['done', 'stopped']), missing: Count, ...PictureCounts }),
]);
export type PictureImport = v.InferOutput<typeof PictureImport>;

/** `GET`: the whole catalog as CSV. */
export const CATALOG_EXPORT_PATH = '/api/catalog/export.csv';

/** The owner's page of products. */
export const PRODUCTS_PATH = '/products';
