import type { RowProblemCode } from '../../shared/catalog/draft.ts';

type Sentence = (problem: { value: string }) => string;

/** What is wrong with a row of a shop's table, and what becomes of it. Line and column stand before the sentence. */
export const rowProblemsEn: Readonly<Record<RowProblemCode, Sentence>> = {
  'extra-cells': (p) => `The row has more cells than there are columns, up to “${p.value}”. It is left out.`,
  'cell-too-long': () => 'The text is longer than any description. The row is left out.',
  'no-handle': () => 'Nothing says which product this row belongs to. It is left out.',
  'no-title': (p) => `The product “${p.value}” has no name. It is left out.`,
  'text-cut': (p) => `“${p.value}” is longer than can be kept. It is cut.`,
  'no-price': () => 'There is no price. The variant is left out.',
  'bad-price': (p) => `“${p.value}” is not a price. The variant is left out.`,
  'no-currency': (p) => `“${p.value}” names no currency. The one that you choose counts.`,
  'bad-stock': (p) => `“${p.value}” is not a number of units. The variant is left out.`,
  'bad-link': (p) => `“${p.value}” is not a web address. The product comes without a link.`,
  'bad-picture': (p) =>
    `“${p.value}” cannot be fetched: only addresses with https can. The product comes without this picture.`,
  'bad-availability': (p) => `“${p.value}” does not say whether it can be bought. The variant is left out.`,
  'former-price-not-higher': (p) =>
    `The former price “${p.value}” is not above the price. The variant comes without one.`,
  'sale-dates-ignored': () => 'The sale price counts on certain days only. The regular price is taken.',
  'duplicate-product': (p) => `The product “${p.value}” is in the file already. This one is left out.`,
  'duplicate-variant': (p) => `The variant “${p.value}” is in the file already. This one is left out.`,
  'sku-taken': (p) => `The SKU “${p.value}” is another product’s. The variant is left out.`,
  'no-options': (p) => `The file has no columns that say which variant “${p.value}” is. It is left out.`,
  'no-variant': (p) => `Nothing of “${p.value}” can be sold. The product is left out.`,
  'unknown-parent': () => 'The product that this variant belongs to is not in the file. It is left out.',
  'unsupported-type': (p) => `Products of the type “${p.value}” cannot be imported. It is left out.`,
};
