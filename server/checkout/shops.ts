import { AppError } from '../../shared/errors.ts';
import { cartPermalink, shopVariantOf } from './cart-permalink.ts';
import type { Checkout } from './port.ts';

/** A shop tells us nothing, so there is nothing to expire, and no money to give back. */
const SILENT = {
  expire: (): Promise<void> => Promise.resolve(),
  refund: () => Promise.resolve('elsewhere' as const),
};

/** The cart of a shop at Shopify, filled with what is reserved. `shop` is its name before `.myshopify.com`. */
export const shopifyCart = (shop: string): Checkout => ({
  kind: 'shopify',
  open: ({ address, hold, link }) => {
    const variant = link === null ? null : shopVariantOf(link);
    if (variant === null) return Promise.reject(new AppError('checkout.not-set-up'));
    return Promise.resolve({ url: cartPermalink({ shop, variant, address, hold }), sessionName: null });
  },
  ...SILENT,
});

/** The product's own page in a shop. */
export const productLink: Checkout = {
  kind: 'link',
  open: ({ link }) =>
    link === null
      ? Promise.reject(new AppError('checkout.not-set-up'))
      : Promise.resolve({ url: link, sessionName: null }),
  ...SILENT,
};
