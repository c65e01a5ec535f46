import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { RowProblem } from '../../shared/catalog/draft.ts';
import { importCounts } from '../../shared/catalog/import-counts.ts';
import { planImport, type ImportPlan, type ImportStep } from '../../shared/catalog/import-plan.ts';
import type { ChannelId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import {
  MAX_PRODUCTS,
  MAX_SHOWN_PROBLEMS,
  MAX_SHOWN_STEPS,
  PlanToken,
  type ImportCounts,
  type ImportPreview,
} from '../../shared/protocol/catalog.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { CatalogStore } from '../store/catalog-port.ts';
import { everyProduct } from './every-product.ts';
import { readFile, type TableFile } from './read-file.ts';

export type ImportsDeps = {
  readonly catalog: CatalogStore;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
};

/** A shop's table on its way in. */
export type ImportFile = {
  readonly channelId: ChannelId;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Of prices that name none. */
  readonly currency: Currency;
};

/**
 * Imports in two steps: a preview, then the same file again with the preview's token. Nothing is kept between the two. The
 * token is of the file, the currency and the catalog's revision, so that a changed file or catalog is found, and the second
 * commit of one preview gives what the first one did.
 */
export class Imports {
  readonly #deps: ImportsDeps;

  constructor(deps: ImportsDeps) {
    this.#deps = deps;
  }

  /** What an import of the file would do. Writes nothing. */
  async preview({ channelId, bytes, currency }: ImportFile): Promise<Result<ImportPreview>> {
    const file = await readFile(bytes, currency);
    if (!file.ok) return file;
    const { catalog } = this.#deps;
    const plan = this.#plan(channelId, file.value);
    const counts = importCounts(plan.steps);
    if (catalog.countProducts(channelId) + counts.create > MAX_PRODUCTS) return refuse('catalog.full');
    const errors = plan.problems.filter(({ severity }) => severity === 'error');
    const warnings = plan.problems.filter(({ severity }) => severity === 'warning');
    return ok({
      plan: tokenOf(file.value.digest, currency, catalog.revision(channelId)),
      dialect: file.value.dialect,
      currency,
      asksCurrency: file.value.table.asksCurrency,
      counts,
      errors: errors.length,
      warnings: warnings.length,
      problems: [...errors, ...warnings].slice(0, MAX_SHOWN_PROBLEMS).map(shownProblem),
      steps: plan.steps.flatMap(shownStep).slice(0, MAX_SHOWN_STEPS),
      remotePictures: remotePictures(plan.steps),
    });
  }

  /** Does what the preview of `plan` said, once. `import.outdated` where the file or the catalog is another one by now. */
  async commit({ channelId, bytes, currency }: ImportFile, plan: PlanToken): Promise<Result<ImportCounts>> {
    const { catalog, clock } = this.#deps;
    const file = await readFile(bytes, currency);
    if (!file.ok) return file;
    const done = catalog.importByPlan(channelId, plan);
    if (done) return ok(done);
    const revision = catalog.revision(channelId);
    if (tokenOf(file.value.digest, currency, revision) !== plan) return refuse('import.outdated');
    const { steps } = this.#plan(channelId, file.value);
    const counts = importCounts(steps);
    if (catalog.countProducts(channelId) + counts.create > MAX_PRODUCTS) return refuse('catalog.full');
    const written = catalog.commitImport(channelId, { plan, revision, atMs: clock(), steps });
    return written === 'committed' ? ok(counts) : refuse('import.outdated');
  }

  #plan(channelId: ChannelId, { table }: TableFile): ImportPlan {
    const { catalog, random } = this.#deps;
    return planImport([...everyProduct(catalog, channelId)], table, random);
  }
}

const tokenOf = (digest: string, currency: Currency, revision: number): PlanToken =>
  v.parse(PlanToken, createHash('sha256').update(`${digest} ${currency} ${revision}`).digest('base64url'));

/** A cell may be a whole description. */
const MAX_SHOWN_CHARS = 80;

const shownProblem = ({ value, column, ...problem }: RowProblem): ImportPreview['problems'][number] => ({
  ...problem,
  column: column && shortened(column),
  value: shortened(value),
});

const shortened = (text: string): string =>
  text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS).toWellFormed()}…` : text;

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
