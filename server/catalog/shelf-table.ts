import { variantFacts } from '../../shared/catalog/variant-facts.ts';
import type { Currency } from '../../shared/money.ts';
import { MAX_SHOWN_ITEMS, type ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import { ok, type Result } from '../../shared/result.ts';
import { readFile } from './read-file.ts';
import { tableLook } from './table-look.ts';

export type TableWork = {
  /** The file as it comes. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Of prices that name none. */
  readonly currency: Currency;
};

/** Reads a shop's table as products of one show's shelf, each variant by itself. No catalog is asked. Refuses with `import.*`. */
export const readShelf = async ({ bytes, currency }: TableWork): Promise<Result<ShelfPreview>> => {
  const file = await readFile(bytes, currency);
  if (!file.ok) return file;
  const { dialect, table } = file.value;
  const { products, problems, asksCurrency } = table;
  const items = products.flatMap((product) =>
    product.variants.map((variant) => ({ line: variant.line, facts: variantFacts({ product, variant }) })),
  );
  return ok({
    ...tableLook({ dialect, currency, asksCurrency, problems }),
    items: items.slice(0, MAX_SHOWN_ITEMS),
    more: Math.max(0, items.length - MAX_SHOWN_ITEMS),
    links: products.filter(({ link }) => link !== null).length,
    remotePictures: new Set(products.flatMap(({ pictureUrls }) => pictureUrls)).size,
  });
};
