import { skuKey } from '../../shared/catalog/catalog-key.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ProductId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import type { CatalogEndpointResult } from '../../shared/protocol/catalog-endpoints.ts';
import type { CatalogEditing } from '../state/catalog-editing.ts';
import type { Catalog } from '../state/catalog.svelte.ts';
import { FormAttempt } from './form-attempt.svelte.ts';
import {
  emptyProductForm,
  NO_FAULTS,
  productFormOf,
  readProductForm,
  type ProductFaults,
  type ProductForm,
  type VariantFaults,
  type VariantForm,
} from './product-form.ts';

/** A product of the catalog, as which version it was seen. */
export type Seen = CatalogEndpointResult<'findProduct'>;

/** Why nothing is saved, where the server did not refuse; `gone`: and it cannot be shown as it is now either. */
type Trouble =
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone'; readonly code: ErrorCode }
  | { readonly kind: 'sku-taken'; readonly sku: string };

type Options = {
  readonly catalog: Pick<Catalog, 'find' | 'currency'>;
  readonly editing: Pick<CatalogEditing, 'newIds' | 'save'>;
  /** Where the catalog has no product that would tell. */
  readonly likelyCurrency: Currency;
  /** Null adds a product. */
  readonly seen: Seen | null;
};

/** One product on its way into the catalog: what is typed, what is wrong with it, and what saving it came to. */
export class ProductEditor {
  readonly attempt = new FormAttempt();
  readonly #options: Options;
  readonly #productId: ProductId;
  #seen: Seen | null = $state.raw(null);
  #form: ProductForm = $state.raw({
    title: '',
    vendor: '',
    description: '',
    link: '',
    ownPictureId: null,
    variants: [],
  });
  #trouble: Trouble | null = $state.raw(null);
  readonly #read = $derived(readProductForm(this.#form));

  constructor(options: Options) {
    const { catalog, editing, likelyCurrency, seen } = options;
    this.#options = options;
    const { productId, variantId } = editing.newIds();
    this.#productId = seen?.product.id ?? productId;
    if (seen) this.#fill(seen);
    else this.#form = emptyProductForm(catalog.currency ?? likelyCurrency, variantId);
  }

  /** The product that is changed; null for a new one. */
  get seen(): Seen | null {
    return this.#seen;
  }

  get form(): ProductForm {
    return this.#form;
  }

  /** None before the first try to save. */
  get faults(): ProductFaults {
    return !this.attempt.isTried || this.#read.ok ? NO_FAULTS : this.#read.error;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  set(change: Partial<ProductForm>): void {
    this.#form = { ...this.#form, ...change };
  }

  setVariant(at: number, change: Partial<VariantForm>): void {
    this.#eachVariant((variant, index) => (index === at ? { ...variant, ...change } : variant));
  }

  setCurrency(currency: Currency): void {
    this.#eachVariant((variant) => ({ ...variant, currency }));
  }

  /** What is wrong with a variant's SKU: another variant has it, or another product. */
  skuFault({ sku: typed }: VariantForm, { sku }: VariantFaults): 'doubled' | 'taken' | undefined {
    const isTaken = this.#trouble?.kind === 'sku-taken' && skuKey(typed.trim()) === skuKey(this.#trouble.sku);
    return sku ?? (isTaken ? 'taken' : undefined);
  }

  /** The title under which it was saved; null where it was not. */
  async save(): Promise<string | null> {
    const version = this.#seen?.version ?? null;
    const read = this.#read.ok ? this.#read.value : null;
    const saved = await this.attempt.send(read, (typed) => {
      this.#trouble = null;
      return this.#options.editing.save({ productId: this.#productId, version, typed });
    });
    if (!saved?.ok) return null;
    const { outcome } = saved.value;
    if (outcome === 'changed') this.#trouble = { kind: outcome };
    if (saved.value.outcome === 'sku-taken') this.#trouble = { kind: 'sku-taken', sku: saved.value.sku };
    return outcome === 'saved' ? (read?.facts.title ?? null) : null;
  }

  /** The product as it is by now; what was typed is gone. */
  async showCurrent(): Promise<void> {
    const found = await this.#options.catalog.find(this.#productId);
    if (found.ok) this.#fill(found.value);
    else this.#trouble = { kind: 'gone', code: found.error.code };
  }

  #fill(seen: Seen): void {
    this.#seen = seen;
    this.#form = productFormOf(seen.product);
    this.#trouble = null;
  }

  #eachVariant(change: (variant: VariantForm, at: number) => VariantForm): void {
    this.set({ variants: this.#form.variants.map(change) });
  }
}
