import type { ItemFacts } from '../show/item.ts';
import type { ProductDraft, VariantDraft } from './draft.ts';

/** A variant and the product that it is a choice of. */
export type Sold = {
  readonly product: Pick<ProductDraft, 'title'>;
  readonly variant: Omit<VariantDraft, 'line'>;
};

/** As the shelf's names are bounded. */
const MAX_NAME_CHARS = 120;

/** What a show says of a variant at first, without link, SKU and picture: a shop's own are for whoever brings it to say. */
export const variantFacts = ({ product, variant }: Sold): ItemFacts => ({
  name: soldName({ product, variant }).slice(0, MAX_NAME_CHARS).toWellFormed(),
  priceMinor: variant.priceMinor,
  formerPriceMinor: variant.formerPriceMinor,
  currency: variant.currency,
  stock: unitsToAllot(variant),
  link: null,
  pictureId: null,
  sku: null,
  limitPerBuyer: null,
});

/** The product and the choice: "Shirt · S / blue". */
export const soldName = ({ product, variant }: Sold): string => {
  const choice = choiceName(variant);
  return choice === '' ? product.title : `${product.title} · ${choice}`;
};

/** The variant's options in their order; '' for a product that has none. */
export const choiceName = ({ optionValues }: Pick<VariantDraft, 'optionValues'>): string =>
  optionValues.filter(Boolean).join(' / ');

/** The most that a show can promise; null where the shop sells any number. */
export const unitsToAllot = ({ stock }: Pick<VariantDraft, 'stock'>): number | null =>
  stock.kind === 'tracked' && stock.whenOut === 'stop' ? stock.quantity : null;
