import * as v from 'valibot';
import { CHANGED_FIELDS } from '../catalog/changed-fields.ts';
import { DIALECTS } from '../catalog/dialect.ts';
import { ROW_PROBLEM_CODES } from '../catalog/draft.ts';
import { Currency } from '../money.ts';
import { Count } from '../show/count.ts';

export const MAX_TABLE_BYTES = 10 * 1024 * 1024;
export const MAX_TABLE_ROWS = 50_000;
/** Of one file, one currency and one state of the catalog: what was seen is what is done, and done once. */
export const PlanToken = v.pipe(v.string(), v.regex(/^[\w-]{43}$/), v.brand('PlanToken'));
export type PlanToken = v.InferOutput<typeof PlanToken>;

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
