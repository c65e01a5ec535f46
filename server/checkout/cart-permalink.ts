import type { ShowAddress } from '../../shared/ids.ts';
import type { Hold } from '../../shared/show/hold.ts';

export type ShopVariant = {
  readonly id: string;
  /** The shop's code that makes it cheaper; null for none. */
  readonly discount: string | null;
};

/** What a product's link says of the variant (`?variant=`) and of a code (`&discount=`); null for a link to no variant. */
export const shopVariantOf = (link: string): ShopVariant | null => {
  const { searchParams } = new URL(link);
  const id = searchParams.get('variant');
  if (id === null || !/^\d{1,20}$/.test(id)) return null;
  const discount = searchParams.get('discount');
  return { id, discount: discount === null || discount === '' ? null : discount.slice(0, 100) };
};

type Cart = {
  readonly shop: string;
  readonly variant: ShopVariant;
  readonly address: ShowAddress;
  readonly hold: Pick<Hold, 'holdId' | 'quantity' | 'seller'>;
};

/**
 * A cart with so many of one variant. It places no order, and never says whether one was placed; the attributes put show,
 * reservation and seller on an order that is.
 * @see https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
 */
export const cartPermalink = ({ shop, variant, address, hold }: Cart): string => {
  const url = new URL(`https://${shop}.myshopify.com/cart/${variant.id}:${hold.quantity}`);
  if (variant.discount !== null) url.searchParams.set('discount', variant.discount);
  url.searchParams.set('attributes[show]', address);
  url.searchParams.set('attributes[reservation]', hold.holdId);
  if (hold.seller) url.searchParams.set('attributes[seller]', hold.seller.name);
  url.searchParams.set('ref', 'tally');
  url.searchParams.set('utm_source', 'tally');
  url.searchParams.set('utm_medium', 'live');
  url.searchParams.set('utm_campaign', address);
  return url.href;
};
