import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { ProductCard } from '../../shared/catalog/product-card.ts';
import type { ProductId, ShowId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import type { CATALOG_ENDPOINTS, CatalogEndpointResult } from '../../shared/protocol/catalog-endpoints.ts';
import type { CallOf } from '../../shared/protocol/endpoint.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

export type CallCatalog = CallOf<typeof CATALOG_ENDPOINTS>;

type Page = CatalogEndpointResult<'listProducts'>;

/** A channel's products as a list that is searched and read on. `showId`: of whose show; null for one's own. */
export class Catalog {
  readonly #call: CallCatalog;
  readonly #showId: ShowId | null;
  readonly #signal: AbortSignal;
  #page = $state.raw<Page | null>(null);
  #search = $state.raw('');
  #problem = $state.raw<ErrorCode | null>(null);
  /** Counts what was asked for: an answer that comes after a later question is of no interest. */
  #asked = 0;

  constructor(call: CallCatalog, showId: ShowId | null, signal: AbortSignal) {
    this.#call = call;
    this.#showId = showId;
    this.#signal = signal;
  }

  /** Those that were found so far, in the catalog's order; null until the first answer. */
  get products(): readonly ProductCard[] | null {
    return this.#page?.products ?? null;
  }

  /** Of the whole catalog, whatever is searched for; null until the first answer. */
  get total(): number | null {
    return this.#page?.total ?? null;
  }

  get hasMore(): boolean {
    return this.#page !== null && this.#page.next !== null;
  }

  get search(): string {
    return this.#search;
  }

  /** What the channel sells in, as far as is known. */
  get currency(): Currency | null {
    return this.#page?.products[0]?.prices[0]?.currency ?? null;
  }

  get problem(): ErrorCode | null {
    return this.#problem;
  }

  /** The first page of what is searched for. */
  async load(search = this.#search): Promise<void> {
    this.#search = search;
    const page = await this.#ask(null);
    if (page) this.#page = page;
  }

  /** As much of the list as is shown, as it is by now. */
  async refresh(): Promise<void> {
    const shown = this.#page?.products.length ?? 0;
    let page = await this.#ask(null);
    while (page && page.next !== null && page.products.length < shown) {
      const following: Page | null = await this.#ask(page.next);
      page = following && { ...following, products: [...page.products, ...following.products] };
    }
    if (page) this.#page = page;
  }

  async more(): Promise<void> {
    const before = this.#page;
    if (!before?.next) return;
    const page = await this.#ask(before.next);
    if (page) this.#page = { ...page, products: [...before.products, ...page.products] };
  }

  /** Nothing of it is left for whoever signs in next. */
  clear(): void {
    this.#asked += 1;
    this.#page = null;
    this.#search = '';
    this.#problem = null;
  }

  /** One product with its variants, and as which version it was seen. */
  async find(productId: ProductId): Promise<Result<CatalogEndpointResult<'findProduct'>>> {
    try {
      const body = { showId: this.#showId, productId };
      return ok(await this.#call('findProduct', body, this.#signal));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refuse(error.code);
    }
  }

  /** Takes one out, for good. Whether it is gone: it may have been before; `problem` says why it is not. */
  async remove(productId: ProductId): Promise<boolean> {
    try {
      await this.#call('removeProduct', { productId }, this.#signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (this.#signal.aborted) return false;
      if (error.code !== 'catalog.product-not-found') {
        this.#problem = error.code;
        return false;
      }
    }
    await this.refresh();
    return true;
  }

  async #ask(after: number | null): Promise<Page | null> {
    const turn = (this.#asked += 1);
    try {
      const body = { showId: this.#showId, search: this.#search.slice(0, MAX_SEARCH_CHARS), after };
      const page = await this.#call('listProducts', body, this.#signal);
      if (turn !== this.#asked) return null;
      this.#problem = null;
      return page;
    } catch (error) {
      if (this.#signal.aborted) return null;
      if (!(error instanceof AppError)) throw error;
      if (turn === this.#asked) this.#problem = error.code;
      return null;
    }
  }
}

/** As the endpoint takes it. */
const MAX_SEARCH_CHARS = 200;
