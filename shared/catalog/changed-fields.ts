import { isSameValue } from '../same-value.ts';
import type { Product, Variant } from './product.ts';

const PRODUCT_FIELDS = [
  'handle',
  'title',
  'description',
  'vendor',
  'optionNames',
  'link',
  'pictures',
] as const satisfies readonly (keyof Product)[];
const VARIANT_FIELDS = [
  'sku',
  'optionValues',
  'priceMinor',
  'formerPriceMinor',
  'currency',
  'stock',
  'barcode',
  'pictureUrl',
] as const satisfies readonly (keyof Variant)[];

/** `variants`: some were added, left out or moved; what changed in those that stay is named by itself. */
export const CHANGED_FIELDS = [...PRODUCT_FIELDS, 'variants', ...VARIANT_FIELDS] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

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
