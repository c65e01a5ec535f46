import { ownSku } from '../../../shared/catalog/catalog-key.ts';
import type { Product, Variant } from '../../../shared/catalog/product.ts';
import { priceText } from '../../../shared/money.ts';
import type { ItemForm } from './item-form.ts';

/** A variant of the catalog that is to be sold in a show. */
export type Pick = { readonly product: Product; readonly variant: Variant };

/** As the shelf's names are bounded. */
const MAX_NAME_CHARS = 120;

/** What a show says of a variant at first; every field of it can be changed for the show. */
export const pickedForm = ({ product, variant }: Pick): ItemForm => ({
  name: pickName({ product, variant }).slice(0, MAX_NAME_CHARS).toWellFormed(),
  price: priceText(variant.priceMinor, variant.currency),
  formerPrice: variant.formerPriceMinor === null ? '' : priceText(variant.formerPriceMinor, variant.currency),
  currency: variant.currency,
  stock: unitsToAllot(variant),
  link: linkOf({ product, variant }),
  pictureId: pictureOf({ product, variant }),
  sku: ownSku(product.handle, variant) ?? '',
  limitPerBuyer: null,
});

/** The product and the choice: "Shirt · S / blue". */
export const pickName = ({ product, variant }: Pick): string => {
  const choice = choiceName(variant);
  return choice === '' ? product.title : `${product.title} · ${choice}`;
};

/** The variant's options in their order; '' for a product that has none. */
export const choiceName = ({ optionValues }: Variant): string => optionValues.filter(Boolean).join(' / ');

/** The most that a show can promise; null where the shop sells any number. */
export const unitsToAllot = ({ stock }: Variant): number | null =>
  stock.kind === 'tracked' && stock.whenOut === 'stop' ? stock.quantity : null;

/** The ids that Shopify writes into a feed end with the variant's own: `shopify_US_<product>_<variant>`. */
const SHOPIFY_FEED_ID = /^shopify_[a-z]{2,4}_\d+_(\d+)$/i;

/** Of a product's variants, the link of a feed may name another one; a cart needs this one. */
const linkOf = ({ product, variant }: Pick): string => {
  const [, id] = SHOPIFY_FEED_ID.exec(variant.sku) ?? [];
  if (product.link === null || id === undefined) return product.link ?? '';
  const url = new URL(product.link);
  url.searchParams.set('variant', id);
  return url.href;
};

const pictureOf = ({ product, variant }: Pick): ItemForm['pictureId'] => {
  const fetched = product.pictures.filter(({ pictureId }) => pictureId !== null);
  const own = fetched.find(({ url }) => url === variant.pictureUrl);
  return (own ?? fetched[0])?.pictureId ?? null;
};
