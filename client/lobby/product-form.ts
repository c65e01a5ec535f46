import * as v from 'valibot';
import { skuKey } from '../../shared/catalog/catalog-key.ts';
import { typedOf } from '../../shared/catalog/edit-product.ts';
import type { Product } from '../../shared/catalog/product.ts';
import { TypedProduct } from '../../shared/catalog/typed-product.ts';
import { choiceName } from '../../shared/catalog/variant-facts.ts';
import type { PictureId, VariantId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import type { Result } from '../../shared/result.ts';
import { visibleLine } from '../../shared/visible-text.ts';
import {
  offerOf,
  readLink,
  readOffer,
  type ItemFaults,
  type Offer,
  type OfferFaults,
} from '../staff/shelf/item-form.ts';

/** A variant as an owner types it. */
export type VariantForm = Offer & {
  readonly id: VariantId;
  /** Its options; '' for the only one of a product. */
  readonly name: string;
  readonly sku: string;
  /** What its shop does when it is out, which nobody types. */
  readonly whenOut: 'stop' | 'sell-on';
};

/** A product of the catalog as its owner types it. */
export type ProductForm = {
  readonly title: string;
  readonly vendor: string;
  readonly description: string;
  readonly link: string;
  readonly ownPictureId: PictureId | null;
  readonly variants: readonly VariantForm[];
};

export type VariantFaults = OfferFaults & { readonly sku?: 'doubled' };
/** What is wrong with which field; a sentence exists for each. */
export type ProductFaults = Pick<ItemFaults, 'link'> & {
  readonly title?: 'missing';
  readonly description?: 'too-long';
  /** For each of the variants, in their order. */
  readonly variants: readonly VariantFaults[];
};
export const NO_FAULTS: ProductFaults = { variants: [] };

export const emptyProductForm = (currency: Currency, id: VariantId): ProductForm => ({
  title: '',
  vendor: '',
  description: '',
  link: '',
  ownPictureId: null,
  variants: [{ id, name: '', sku: '', whenOut: 'stop', price: '', formerPrice: '', currency, stock: null }],
});

export const productFormOf = (product: Product): ProductForm => {
  const { facts, variants } = typedOf(product);
  const names = new Map(product.variants.map((variant) => [variant.id, choiceName(variant)]));
  return {
    ...facts,
    vendor: facts.vendor ?? '',
    link: facts.link ?? '',
    variants: variants.map(({ id, sku, stock, ...prices }) => ({
      id,
      name: names.get(id) ?? '',
      sku: sku ?? '',
      ...offerOf({ ...prices, stock: stock.kind === 'tracked' ? stock.quantity : null }),
      whenOut: stock.kind === 'tracked' ? stock.whenOut : 'stop',
    })),
  };
};

/** The variant of a product that has no options; null for one that is asked which. */
export const onlyVariant = ({ variants: [first, ...others] }: ProductForm): VariantForm | null =>
  first?.name === '' && others.length === 0 ? first : null;

/** The currency of all variants; null where they have not the same. */
export const currencyOf = ({ variants }: ProductForm): Currency | null => {
  const [first, ...others] = new Set(variants.map(({ currency }) => currency));
  return first !== undefined && others.length === 0 ? first : null;
};

export const readProductForm = (form: ProductForm): Result<TypedProduct, ProductFaults> => {
  const title = visibleLine(form.title);
  const link = readLink(form.link);
  const skus = form.variants.map(({ sku }) => visibleLine(sku));
  const variants = form.variants.map((variant, at) => readVariant(variant, skus[at] ?? '', skus));
  const isDescription = v.is(TypedProduct.entries.facts.entries.description, form.description);
  const read = variants.flatMap((variant) => (variant.ok ? [variant.value] : []));
  if (title !== '' && link.ok && isDescription && read.length === variants.length) {
    const { description, ownPictureId } = form;
    const vendor = visibleLine(form.vendor) || null;
    const facts = { title, vendor, description, link: link.value, ownPictureId };
    return { ok: true, value: { facts, variants: read } };
  }
  const error: ProductFaults = {
    ...(title === '' && { title: 'missing' }),
    ...(!link.ok && { link: link.error }),
    ...(!isDescription && { description: 'too-long' }),
    variants: variants.map((variant) => (variant.ok ? {} : variant.error)),
  };
  return { ok: false, error };
};

const readVariant = (
  variant: VariantForm,
  sku: string,
  skus: readonly string[],
): Result<TypedProduct['variants'][number], VariantFaults> => {
  const offer = readOffer(variant);
  const isDoubled = sku !== '' && skus.filter((other) => skuKey(other) === skuKey(sku)).length > 1;
  if (!offer.ok || isDoubled)
    return { ok: false, error: { ...(!offer.ok && offer.error), ...(isDoubled && { sku: 'doubled' }) } };
  const { stock: units, ...prices } = offer.value;
  const { id, whenOut } = variant;
  const stock =
    units === null ? ({ kind: 'untracked' } as const) : ({ kind: 'tracked', quantity: units, whenOut } as const);
  return { ok: true, value: { id, sku: sku || null, ...prices, stock } };
};
