import * as v from 'valibot';
import { CHANGED_FIELDS } from '../catalog/changed-fields.ts';
import { DIALECTS } from '../catalog/dialect.ts';
import { ROW_PROBLEM_CODES } from '../catalog/draft.ts';
import { isErrorCode, type ErrorCode } from '../errors.ts';
import { Currency } from '../money.ts';

export const MAX_TABLE_BYTES = 10 * 1024 * 1024;
export const MAX_TABLE_ROWS = 50_000;
/** Of one channel. */
export const MAX_PRODUCTS = 50_000;

/** Of one file, one currency and one state of the catalog: what was seen is what is done, and done once. */
export const PlanToken = v.pipe(v.string(), v.regex(/^[\w-]{43}$/), v.brand('PlanToken'));
export type PlanToken = v.InferOutput<typeof PlanToken>;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A product's place in the catalog's order. */
export const CatalogPosition = Count;

/** Products by what an import does with them. */
export const ImportCounts = v.object({ create: Count, update: Count, unchanged: Count });
export type ImportCounts = v.InferOutput<typeof ImportCounts>;

/** `POST` with the file's bytes as the body: what its import would do; nothing is written. `import.*`. */
export const catalogPreviewPath = (currency: Currency): string => `${CATALOG_PREVIEW_PATH}?currency=${currency}`;
export const CATALOG_PREVIEW_PATH = '/api/catalog/preview';

/** Problems and steps that a preview shows; the counts are of all. */
export const MAX_SHOWN_PROBLEMS = 200;
export const MAX_SHOWN_STEPS = 50;

/** What is told of a shop's table, wherever its products are to go. */
export const TableLook = v.object({
  dialect: v.picklist(DIALECTS),
  /** What prices without one are taken for. */
  currency: Currency,
  /** Whether there are such prices. */
  asksCurrency: v.boolean(),
  errors: Count,
  warnings: Count,
  /** Errors first, each kind in the file's order. */
  problems: v.array(
    v.object({
      line: Count,
      severity: v.picklist(['error', 'warning']),
      code: v.picklist(ROW_PROBLEM_CODES),
      column: v.nullable(v.string()),
      value: v.string(),
    }),
  ),
  /** Pictures that lie on other sites. */
  remotePictures: Count,
});
export type TableLook = v.InferOutput<typeof TableLook>;

export const ImportPreview = v.object({
  ...TableLook.entries,
  plan: PlanToken,
  counts: ImportCounts,
  steps: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('create'), title: v.string(), variants: Count }),
      v.object({
        kind: v.literal('update'),
        title: v.string(),
        variants: Count,
        changed: v.array(v.picklist(CHANGED_FIELDS)),
      }),
    ]),
  ),
});
export type ImportPreview = v.InferOutput<typeof ImportPreview>;

/** `POST` with the same bytes: does what the preview said, once. `import.outdated` when it would do something else by now. */
export const catalogImportPath = (currency: Currency, plan: PlanToken): string =>
  `${CATALOG_IMPORT_PATH}?currency=${currency}&plan=${plan}`;
export const CATALOG_IMPORT_PATH = '/api/catalog/import';

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
