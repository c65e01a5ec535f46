import { ownSku } from '../../../shared/catalog/catalog-key.ts';
import type { Product, Variant } from '../../../shared/catalog/product.ts';
import { variantFacts } from '../../../shared/catalog/variant-facts.ts';
import { itemFormOf, type ItemForm } from './item-form.ts';

/** A variant of the catalog that is to be sold in a show. */
export type Pick = { readonly product: Product; readonly variant: Variant };

/** What a show says of a variant at first; every field of it can be changed for the show. */
export const pickedForm = (pick: Pick): ItemForm => ({
  ...itemFormOf(variantFacts(pick)),
  link: linkOf(pick),
  pictureId: pictureOf(pick),
  sku: ownSku(pick.product.handle, pick.variant) ?? '',
});

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
  const own = fetched.find(({ url }) => url === variant.pictureUrl)?.pictureId;
  return own ?? product.ownPictureId ?? fetched[0]?.pictureId ?? null;
};
