import { VariantId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { problemAt } from './assemble.ts';
import { madeSku, optionsKey, skuKey } from './catalog-key.ts';
import type { ProductDraft, RowProblem, VariantDraft } from './draft.ts';
import type { Product, Variant } from './product.ts';
import type { OptionalField } from './told-fields.ts';

type Merge = {
  readonly target: Product | null;
  readonly draft: ProductDraft;
  readonly told: ReadonlySet<OptionalField>;
  readonly random: Random;
};

export type Merged = { readonly variants: readonly Variant[]; readonly problems: readonly RowProblem[] };

/**
 * The variants of a product after an import: those of the file in its order, then those that it does not name. A variant is
 * found by its SKU, and else by its options, which then are of the new SKU. One that the file does not name goes only where
 * its options are another's now, or the product has no longer as many options.
 */
export const mergeVariants = ({ target, draft, told, random }: Merge): Merged => {
  const former = target?.variants ?? [];
  const matches = matchVariants(former, draft.variants);
  // A table without columns for options changes those that it names by SKU, and can add none.
  const isBlind = target !== null && target.optionNames.length > 0 && !told.has('optionNames');
  const isNameless = (variant: VariantDraft): boolean => isBlind && !matches.has(variant);
  const nameless = draft.variants.filter(isNameless);
  const named = draft.variants
    .filter((variant) => !isNameless(variant))
    .map((variant) => {
      const match = matches.get(variant);
      return match
        ? changedVariant(match, variant, { handle: draft.handle, told, isBlind })
        : { id: makeId(VariantId, random), ...withoutLine(variant) };
    });
  const namedIds = new Set(named.map(({ id }) => id));
  const namedOptions = new Set(named.map(({ optionValues }) => optionsKey(optionValues)));
  const isSameCount = isBlind || target?.optionNames.length === draft.optionNames.length;
  const kept = former.filter(
    ({ id, optionValues }) => isSameCount && !namedIds.has(id) && !namedOptions.has(optionsKey(optionValues)),
  );
  return {
    variants: [...named, ...kept],
    problems: nameless.map(({ line, sku }) => problemAt(line, 'no-options', sku)),
  };
};

const withoutLine = ({ line: _line, ...variant }: VariantDraft): Omit<Variant, 'id'> => variant;

/** Every SKU first: options find only what no SKU claims. */
const matchVariants = (
  former: readonly Variant[],
  drafts: readonly VariantDraft[],
): ReadonlyMap<VariantDraft, Variant> => {
  const bySku = new Map(former.map((variant) => [skuKey(variant.sku), variant]));
  const byOptions = new Map(former.map((variant) => [optionsKey(variant.optionValues), variant]));
  const matches = new Map<VariantDraft, Variant>();
  for (const draft of drafts) {
    const match = bySku.get(skuKey(draft.sku));
    if (match) matches.set(draft, match);
  }
  const claimed = new Set(matches.values());
  for (const draft of drafts) {
    const match = byOptions.get(optionsKey(draft.optionValues));
    if (match && !claimed.has(match) && !matches.has(draft)) matches.set(draft, match);
  }
  return matches;
};

type Change = { readonly handle: string; readonly told: ReadonlySet<OptionalField>; readonly isBlind: boolean };

const changedVariant = (former: Variant, draft: VariantDraft, { handle, told, isBlind }: Change): Variant => {
  const { currency, priceMinor } = draft;
  const isFormerPriceHigher = former.currency === currency && (former.formerPriceMinor ?? 0) > priceMinor;
  const keptFormerMinor = isFormerPriceHigher ? former.formerPriceMinor : null;
  return {
    id: former.id,
    // Of a file without SKUs the shop's own stays.
    sku: draft.sku === madeSku(handle, draft.optionValues) ? former.sku : draft.sku,
    optionValues: isBlind ? former.optionValues : draft.optionValues,
    priceMinor,
    formerPriceMinor: told.has('formerPriceMinor') ? draft.formerPriceMinor : keptFormerMinor,
    currency,
    stock: told.has('stock') ? draft.stock : former.stock,
    barcode: told.has('barcode') ? draft.barcode : former.barcode,
    pictureUrl: told.has('pictureUrl') ? draft.pictureUrl : former.pictureUrl,
  };
};
