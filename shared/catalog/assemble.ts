import { madeSku, optionsKey, skuKey } from './catalog-key.ts';
import type { ProductDraft, ProductFacts, RowFacts, RowProblem, VariantDraft, VariantFacts } from './draft.ts';

export type Assembled = { readonly products: readonly ProductDraft[]; readonly problems: readonly RowProblem[] };

type VariantRow = { readonly line: number; readonly variant: VariantFacts };

type Gathered = {
  readonly line: number;
  handle: string | null;
  product: ProductFacts | null;
  readonly rows: VariantRow[];
  readonly pictureUrls: string[];
};

/**
 * Puts rows together to products, in the file's order. A variant without a SKU gets one of its handle and options, so that the
 * same file imported again finds it. The second variant of a SKU is left out, and so is a product's second of the same options.
 */
export const assembleProducts = (rows: readonly RowFacts[]): Assembled => {
  const products: ProductDraft[] = [];
  const problems: RowProblem[] = [];
  const knownSkus = new Set<string>();
  for (const { line, handle, product, rows: variantRows, pictureUrls } of gather(rows)) {
    if (!product) {
      problems.push(problemAt(line, handle === null ? 'unknown-parent' : 'no-title', handle ?? ''));
      continue;
    }
    const places = product.optionNames.flatMap((name, place) => (name === '' ? [] : [place]));
    const at = (texts: readonly string[]): readonly string[] => places.map((place) => texts[place] ?? '');
    const variants: VariantDraft[] = [];
    const knownOptions = new Set<string>();
    for (const row of variantRows) {
      const draft = variantOf(handle ?? '', at(row.variant.optionValues), row);
      const [sku, options] = [skuKey(draft.sku), optionsKey(draft.optionValues)];
      const isKnown = knownSkus.has(sku) || knownOptions.has(options);
      if (isKnown) problems.push(problemAt(row.line, 'duplicate-variant', draft.sku));
      else variants.push(draft);
      knownSkus.add(sku);
      knownOptions.add(options);
    }
    if (variants.length === 0) problems.push(problemAt(line, 'no-variant', product.title));
    else {
      const facts = { ...product, optionNames: at(product.optionNames), pictureUrls: [...new Set(pictureUrls)] };
      products.push({ line, handle: handle ?? '', ...facts, variants });
    }
  }
  return { products, problems };
};

export const problemAt = (line: number, code: RowProblem['code'], value: string): RowProblem => ({
  line,
  severity: 'error',
  code,
  column: null,
  value,
});

/** Also rows that do not follow each other, and variants before their product: a shop's table may be sorted by anything. */
const gather = (rows: readonly RowFacts[]): readonly Gathered[] => {
  const mainKeys = new Map(
    rows.flatMap(({ otherKey, productKey }) => (otherKey === null ? [] : [[otherKey, productKey]])),
  );
  const products = new Map<string, Gathered>();
  for (const { line, productKey, handle, product, variant, pictureUrls } of rows) {
    const key = mainKeys.get(productKey) ?? productKey;
    const gathered = products.get(key) ?? { line, handle: null, product: null, rows: [], pictureUrls: [] };
    products.set(key, gathered);
    gathered.handle ??= handle;
    gathered.product ??= product;
    if (variant) gathered.rows.push({ line, variant });
    gathered.pictureUrls.push(...pictureUrls);
  }
  return [...products.values()];
};

const variantOf = (handle: string, optionValues: readonly string[], { line, variant }: VariantRow): VariantDraft => ({
  line,
  ...variant,
  optionValues,
  sku: variant.sku ?? madeSku(handle, optionValues),
});
