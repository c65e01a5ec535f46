import { isSameValue } from '../same-value.ts';
import type { Product, Variant } from './product.ts';

/** `variants`: some were added, left out or moved; what changed in those that stay is named by itself. */
export type ChangedField = Exclude<keyof Product | keyof Variant, 'id'>;

const PRODUCT_FIELDS = ['handle', 'title', 'description', 'vendor', 'optionNames', 'link', 'pictures'] as const;
const VARIANT_FIELDS = [
  'sku',
  'optionValues',
  'priceMinor',
  'formerPriceMinor',
  'currency',
  'stock',
  'barcode',
  'pictureUrl',
] as const;

export const changedFields = (before: Product, after: Product): readonly ChangedField[] => {
  const former = new Map(before.variants.map((variant) => [variant.id, variant]));
  const pairs = after.variants.flatMap((variant) => {
    const old = former.get(variant.id);
    return old ? [{ old, variant }] : [];
  });
  const idsOf = ({ variants }: Product): readonly string[] => variants.map(({ id }) => id);
  return [
    ...PRODUCT_FIELDS.filter((field) => !isSameValue(before[field], after[field])),
    ...(isSameValue(idsOf(before), idsOf(after)) ? [] : (['variants'] as const)),
    ...VARIANT_FIELDS.filter((field) => pairs.some(({ old, variant }) => !isSameValue(old[field], variant[field]))),
  ];
};
