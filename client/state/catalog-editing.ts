import { AppError } from '../../shared/errors.ts';
import { makeId, ProductId, VariantId, type PictureId } from '../../shared/ids.ts';
import type { CatalogEndpointBody } from '../../shared/protocol/catalog-endpoints.ts';
import type { ProductSaved } from '../../shared/protocol/catalog.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { CallCatalog } from './catalog.svelte.ts';

type Options = {
  readonly call: CallCatalog;
  readonly upload: (picture: Blob, signal: AbortSignal) => Promise<PictureId>;
  readonly random: Random;
};

/** What an owner does to the catalog by hand. */
export class CatalogEditing {
  readonly #options: Options;
  readonly #signal: AbortSignal;

  constructor(options: Options, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  /** Of a product before it is saved: however often that is asked for, it is this one. */
  newIds(): { readonly productId: ProductId; readonly variantId: VariantId } {
    const { random } = this.#options;
    return { productId: makeId(ProductId, random), variantId: makeId(VariantId, random) };
  }

  save(wish: CatalogEndpointBody<'saveProduct'>): Promise<Result<ProductSaved>> {
    return this.#try(() => this.#options.call('saveProduct', wish, this.#signal));
  }

  uploadPicture(picture: Blob): Promise<Result<PictureId>> {
    return this.#try(() => this.#options.upload(picture, this.#signal));
  }

  async #try<Value>(act: () => Promise<Value>): Promise<Result<Value>> {
    try {
      return ok(await act());
    } catch (error) {
      if (error instanceof AppError) return refuse(error.code);
      if (this.#signal.aborted) return refuse('net.unreachable');
      throw error;
    }
  }
}
