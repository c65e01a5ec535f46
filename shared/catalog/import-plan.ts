import { ProductId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { problemAt } from './assemble.ts';
import { handleKey, skuKey } from './catalog-key.ts';
import { changedFields, type ChangedField } from './changed-fields.ts';
import type { ProductDraft, RowProblem, VariantDraft } from './draft.ts';
import { mergeVariants } from './merge-variants.ts';
import type { Product } from './product.ts';
import type { ShopTable } from './read-table.ts';
import type { OptionalField } from './told-fields.ts';

/** What an import does with one product. */
export type ImportStep =
  | { readonly kind: 'create'; readonly product: Product }
  | { readonly kind: 'update'; readonly product: Product; readonly changed: readonly ChangedField[] }
  | { readonly kind: 'unchanged'; readonly product: Product };

export type ImportPlan = { readonly steps: readonly ImportStep[]; readonly problems: readonly RowProblem[] };

/**
 * What an import of `table` would do, product by product in the file's order. A product is found by its handle, and else by
 * a SKU, which is how a shop renames a handle. Nothing is deleted that the file does not name, and no field is emptied that
 * it has no column for. After it the channel's handles and SKUs are still each the only one, in any case.
 */
export const planImport = (existing: readonly Product[], table: ShopTable, random: Random): ImportPlan => {
  const owners = new Map(
    existing.flatMap((product) => product.variants.map(({ sku }) => [skuKey(sku), product] as const)),
  );
  const steps: ImportStep[] = [];
  const problems: RowProblem[] = [...table.problems];
  for (const { draft, target } of findTargets(existing, owners, table.products)) {
    if (target === 'duplicate') {
      problems.push(problemAt(draft.line, 'duplicate-product', draft.handle));
      continue;
    }
    const isOwn = ({ sku }: VariantDraft): boolean => (owners.get(skuKey(sku)) ?? target) === target;
    const own = draft.variants.filter(isOwn);
    const taken = draft.variants.filter((variant) => !isOwn(variant));
    const step = stepOf({ ...draft, variants: own }, target, table.told, random);
    problems.push(...taken.map(({ line, sku }) => problemAt(line, 'sku-taken', sku)), ...step.problems);
    if (step.step) steps.push(step.step);
    else problems.push(problemAt(draft.line, 'no-variant', draft.title));
  }
  return { steps, problems: problems.toSorted((left, right) => left.line - right.line) };
};

type Targeted = { readonly draft: ProductDraft; readonly target: Product | null | 'duplicate' };

/** Every handle first: a SKU finds only what no handle of the file claims, and nothing is changed by two products of one file. */
const findTargets = (
  existing: readonly Product[],
  owners: ReadonlyMap<string, Product>,
  drafts: readonly ProductDraft[],
): readonly Targeted[] => {
  const byHandle = new Map(existing.map((product) => [handleKey(product.handle), product]));
  const handles = new Set(drafts.map(({ handle }) => handleKey(handle)));
  const claimed = new Set(existing.filter(({ handle }) => handles.has(handleKey(handle))));
  const seen = new Set<string>();
  return drafts.map((draft): Targeted => {
    const key = handleKey(draft.handle);
    if (seen.has(key)) return { draft, target: 'duplicate' };
    seen.add(key);
    const sameHandle = byHandle.get(key);
    if (sameHandle) return { draft, target: sameHandle };
    const sameSku = draft.variants
      .map(({ sku }) => owners.get(skuKey(sku)))
      .find((product) => product !== undefined && !claimed.has(product));
    if (!sameSku) return { draft, target: null };
    claimed.add(sameSku);
    return { draft, target: sameSku };
  });
};

/** No step for a product of which no variant is left. */
const stepOf = (
  draft: ProductDraft,
  target: Product | null,
  told: ReadonlySet<OptionalField>,
  random: Random,
): { readonly step: ImportStep | null; readonly problems: readonly RowProblem[] } => {
  const { variants, problems } = mergeVariants({ target, draft, told, random });
  if (variants.length === 0) return { step: null, problems };
  const { line: _line, variants: _variants, pictureUrls, ...facts } = draft;
  const fetched = new Map(target?.pictures.map(({ url, pictureId }) => [url, pictureId]));
  const pictures = pictureUrls.map((url) => ({ url, pictureId: fetched.get(url) ?? null }));
  if (!target)
    return {
      step: {
        kind: 'create',
        product: { id: makeId(ProductId, random), ...facts, variants, pictures, ownPictureId: null },
      },
      problems,
    };
  const product: Product = {
    id: target.id,
    handle: facts.handle,
    title: facts.title,
    description: told.has('description') ? facts.description : target.description,
    vendor: told.has('vendor') ? facts.vendor : target.vendor,
    optionNames: told.has('optionNames') ? facts.optionNames : target.optionNames,
    link: told.has('link') ? facts.link : target.link,
    pictures: told.has('pictureUrls') ? pictures : target.pictures,
    ownPictureId: target.ownPictureId,
    variants,
  };
  const changed = changedFields(target, product);
  return {
    step: changed.length === 0 ? { kind: 'unchanged', product } : { kind: 'update', product, changed },
    problems,
  };
};
