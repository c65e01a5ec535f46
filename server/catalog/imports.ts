import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Product } from '../../shared/catalog/product.ts';
import type { ChannelId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import { MAX_PRODUCTS } from '../../shared/protocol/catalog.ts';
import { PlanToken, type ImportCounts, type ImportPreview } from '../../shared/protocol/table-import.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { CatalogStore } from '../store/catalog-port.ts';
import { productPages } from './every-product.ts';
import type { Planned } from './planned.ts';
import type { Planner, PlanWish } from './planner.ts';

export type ImportsDeps = {
  readonly catalog: CatalogStore;
  readonly planner: Planner;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};

/** A shop's table on its way in. */
export type ImportFile = {
  readonly channelId: ChannelId;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Of prices that name none. */
  readonly currency: Currency;
};

/** A plan, and the revision of the catalog that it was made for. */
type Dated = Planned & { readonly revision: number; readonly token: PlanToken };

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
  async preview(file: ImportFile): Promise<Result<ImportPreview>> {
    const planned = await this.#plan(file, 'summary');
    if (!planned.ok) return planned;
    const { summary, token } = planned.value;
    if (this.#isTooMuch(file.channelId, summary.counts)) return refuse('catalog.full');
    const { digest: _digest, ...shown } = summary;
    return ok({ plan: token, ...shown });
  }

  /** Does what the preview of `plan` said, once. `import.outdated` where the file or the catalog is another one by now. */
  async commit(file: ImportFile, plan: PlanToken): Promise<Result<ImportCounts>> {
    const { catalog, clock } = this.#deps;
    const { channelId } = file;
    const planned = await this.#plan(file, 'steps');
    if (!planned.ok) return planned;
    const { summary, steps, revision, token } = planned.value;
    const done = catalog.importByPlan(channelId, plan);
    if (done) return ok(done);
    if (token !== plan) return refuse('import.outdated');
    if (this.#isTooMuch(channelId, summary.counts)) return refuse('catalog.full');
    const written = catalog.commitImport(channelId, { plan, revision, atMs: clock(), steps });
    return written === 'committed' ? ok(summary.counts) : refuse('import.outdated');
  }

  async #plan({ channelId, bytes, currency }: ImportFile, wants: PlanWish): Promise<Result<Dated>> {
    const { catalog, planner } = this.#deps;
    let revision = 0;
    // Page by page, between which others may change it: then the revision is another one, and nothing comes of the plan.
    const existing = async function* (): AsyncGenerator<readonly Product[]> {
      revision = catalog.revision(channelId);
      yield* productPages(catalog, channelId);
    };
    const planned = await planner.plan({ bytes, currency, existing: existing() }, wants);
    if (!planned.ok) return planned;
    const token = tokenOf(planned.value.summary.digest, currency, revision);
    return ok({ ...planned.value, revision, token });
  }

  #isTooMuch(channelId: ChannelId, { create }: ImportCounts): boolean {
    return this.#deps.catalog.countProducts(channelId) + create > MAX_PRODUCTS;
  }
}

const tokenOf = (digest: string, currency: Currency, revision: number): PlanToken =>
  v.parse(PlanToken, createHash('sha256').update(`${digest} ${currency} ${revision}`).digest('base64url'));
