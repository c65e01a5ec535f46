import { skuKey } from '../../shared/catalog/catalog-key.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ProductId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import type { CatalogEndpointResult } from '../../shared/protocol/catalog-endpoints.ts';
import type { CatalogEditing } from '../state/catalog-editing.ts';
import type { Catalog } from '../state/catalog.svelte.ts';
import {
  currencyOf,
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

/** Why nothing was saved. */
export type Trouble =
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  | { readonly kind: 'changed' }
  | { readonly kind: 'sku-taken'; readonly sku: string };

type Options = {
  readonly catalog: Pick<Catalog, 'find' | 'currency'>;
  readonly editing: Pick<CatalogEditing, 'newIds' | 'save'>;
  /** Where the catalog has no product that would tell. */
  readonly likelyCurrency: Currency;
};

/** One product on its way into the catalog: what is typed, what is wrong with it, and what saving it came to. */
export class ProductEditor {
  readonly #options: Options;
  #productId: ProductId | null = null;
  #lastCurrency: Currency | null = null;
  #seen = $state.raw<Seen | null>(null);
  #form = $state.raw<ProductForm | null>(null);
  #attempted = $state.raw<'no' | 'yes'>('no');
  #saving = $state.raw<'ready' | 'busy'>('ready');
  #trouble = $state.raw<Trouble | null>(null);
  readonly #read = $derived(this.#form && readProductForm(this.#form));

  constructor(options: Options) {
    this.#options = options;
  }

  /** Null before the first is opened. */
  get productId(): ProductId | null {
    return this.#productId;
  }

  /** The product that is changed; null for a new one. */
  get seen(): Seen | null {
    return this.#seen;
  }

  /** Null before the first is opened. */
  get form(): ProductForm | null {
    return this.#form;
  }

  /** None before the first try to save. */
  get faults(): ProductFaults {
    return this.#attempted === 'no' || !this.#read || this.#read.ok ? NO_FAULTS : this.#read.error;
  }

  get saving(): 'ready' | 'busy' {
    return this.#saving;
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  /** Null adds a product. */
  open(seen: Seen | null): void {
    const { catalog, editing, likelyCurrency } = this.#options;
    this.#attempted = 'no';
    this.#trouble = null;
    if (seen) return this.#fill(seen);
    const { productId, variantId } = editing.newIds();
    this.#productId = productId;
    this.#seen = null;
    this.#form = emptyProductForm(this.#lastCurrency ?? catalog.currency ?? likelyCurrency, variantId);
  }

  set(change: Partial<ProductForm>): void {
    if (this.#form) this.#form = { ...this.#form, ...change };
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

  /** The title under which it was saved; null where it was not. A second press while the first is under way does nothing. */
  async save(): Promise<string | null> {
    this.#attempted = 'yes';
    const [read, productId, form] = [this.#read, this.#productId, this.#form];
    if (!productId || !form || !read?.ok || this.#saving === 'busy') return null;
    this.#saving = 'busy';
    this.#trouble = null;
    const version = this.#seen?.version ?? null;
    const saved = await this.#options.editing.save({ productId, version, typed: read.value });
    this.#saving = 'ready';
    const trouble = saved.ok ? troubleOf(saved.value) : refused(saved.error.code);
    if (trouble) {
      // Another one may be open by now.
      if (this.#productId === productId) this.#trouble = trouble;
      return null;
    }
    this.#lastCurrency = currencyOf(form);
    return read.value.facts.title;
  }

  /** The product as it is by now; what was typed is gone. */
  async showCurrent(): Promise<void> {
    if (!this.#productId) return;
    const found = await this.#options.catalog.find(this.#productId);
    if (found.ok) this.#fill(found.value);
    else this.#trouble = refused(found.error.code);
  }

  #fill(seen: Seen): void {
    this.#productId = seen.product.id;
    this.#seen = seen;
    this.#form = productFormOf(seen.product);
    this.#trouble = null;
  }

  #eachVariant(change: (variant: VariantForm, at: number) => VariantForm): void {
    if (this.#form) this.set({ variants: this.#form.variants.map(change) });
  }
}

const refused = (code: ErrorCode): Trouble => ({ kind: 'refused', code });

const troubleOf = (saved: CatalogEndpointResult<'saveProduct'>): Trouble | null => {
  switch (saved.outcome) {
    case 'saved':
      return null;
    case 'changed':
      return { kind: 'changed' };
    case 'sku-taken':
      return { kind: 'sku-taken', sku: saved.sku };
  }
};
