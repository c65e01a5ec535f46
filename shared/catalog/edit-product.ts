import type { ProductId } from '../ids.ts';
import { addressFromTitle } from '../show/address.ts';
import { madeSku, ownSku, skuKey } from './catalog-key.ts';
import { markupOf, plainText } from './plain-text.ts';
import type { Product } from './product.ts';
import type { TypedProduct } from './typed-product.ts';

/** What of a product can be said by hand, as it is. */
export const typedOf = (product: Product): TypedProduct => {
  const { title, vendor, description, link, ownPictureId, handle } = product;
  return {
    facts: { title, vendor, description, link, ownPictureId },
    variants: product.variants.map((variant) => {
      const { id, priceMinor, formerPriceMinor, currency, stock } = variant;
      return { id, sku: ownSku(handle, variant), priceMinor, formerPriceMinor, currency, stock };
    }),
  };
};

/** A product that no shop's table has; null for any number of variants but one. */
export const makeProduct = (id: ProductId, { facts, variants }: TypedProduct): Product | null => {
  const [variant, ...others] = variants;
  if (!variant || others.length > 0) return null;
  const handle = handleOf(facts.title, id);
  return {
    id,
    handle,
    ...keptFacts(facts),
    optionNames: [],
    pictures: [],
    variants: [
      { ...variant, sku: variant.sku ?? madeSku(handle, []), optionValues: [], barcode: null, pictureUrl: null },
    ],
  };
};

/** The product as it would be; null where the variants are not those that it has. */
export const editProduct = (product: Product, { facts, variants }: TypedProduct): Product | null => {
  const typed = new Map(variants.map((variant) => [variant.id, variant]));
  const changed = product.variants.flatMap((variant) => {
    const wish = typed.get(variant.id);
    return wish ? [{ ...variant, ...wish, sku: wish.sku ?? madeSku(product.handle, variant.optionValues) }] : [];
  });
  if (changed.length !== product.variants.length || changed.length !== variants.length) return null;
  return { ...product, ...keptFacts(facts), variants: changed };
};

/** A SKU that two of the product's own variants have; null for none. */
export const doubledSku = ({ variants }: Product): string | null => {
  const keys = variants.map(({ sku }) => skuKey(sku));
  return variants.find((_variant, at) => keys.indexOf(keys[at] ?? '') !== at)?.sku ?? null;
};

/**
 * The words of the title, for whoever reads the export, and an end that no shop's table has by accident: an import finds products
 * by their handles, and "honey" may well be another shop's honey.
 */
const handleOf = (title: string, id: ProductId): string =>
  `${addressFromTitle(title) ?? 'product'}-${id.slice(0, 8).toLowerCase()}`;

/** As they come back from the export. */
const keptFacts = ({ description, link, ...facts }: TypedProduct['facts']): TypedProduct['facts'] => ({
  ...facts,
  description: plainText(markupOf(description)),
  link: link?.trim() ?? null,
});
