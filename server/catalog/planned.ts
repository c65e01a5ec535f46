import { importCounts } from '../../shared/catalog/import-counts.ts';
import { planImport, type ImportStep } from '../../shared/catalog/import-plan.ts';
import type { Product } from '../../shared/catalog/product.ts';
import { MAX_SHOWN_STEPS, type ImportPreview } from '../../shared/protocol/table-import.ts';
import type { Random } from '../../shared/random.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readFile } from './read-file.ts';
import type { TableWork } from './shelf-table.ts';
import { shortened, tableLook } from './table-look.ts';

/** What is told of a plan; its token is the business of whoever knows the catalog's revision. */
export type PlanSummary = Omit<ImportPreview, 'plan'> & { readonly digest: string };

export type Planned = { readonly summary: PlanSummary; readonly steps: readonly ImportStep[] };

export type PlanWork = TableWork & {
  /** The catalog in pages, asked for when the file is read. */
  readonly existing: AsyncIterable<readonly Product[]>;
};

/** Reads a shop's table and plans its import into the catalog. Refuses with `import.*`. */
export const planFile = async ({ bytes, currency, existing }: PlanWork, random: Random): Promise<Result<Planned>> => {
  const file = await readFile(bytes, currency);
  if (!file.ok) return file;
  const { dialect, table, digest } = file.value;
  const products: Product[] = [];
  for await (const page of existing) products.push(...page);
  const { steps, problems } = planImport(products, table, random);
  const summary = {
    ...tableLook({ dialect, currency, asksCurrency: table.asksCurrency, problems }),
    digest,
    counts: importCounts(steps),
    steps: steps.flatMap(shownStep).slice(0, MAX_SHOWN_STEPS),
    remotePictures: remotePictures(steps),
  };
  return ok({ summary, steps });
};

const shownStep = (step: ImportStep): ImportPreview['steps'] => {
  const { title, variants } = step.product;
  const shown = { title: shortened(title), variants: variants.length };
  switch (step.kind) {
    case 'create':
      return [{ kind: 'create', ...shown }];
    case 'update':
      return [{ kind: 'update', ...shown, changed: [...step.changed] }];
    case 'unchanged':
      return [];
  }
};

const remotePictures = (steps: readonly ImportStep[]): number =>
  new Set(
    steps.flatMap(({ product }) => product.pictures.flatMap(({ url, pictureId }) => (pictureId === null ? [url] : []))),
  ).size;
