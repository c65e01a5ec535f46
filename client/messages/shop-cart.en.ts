import type { Dictionary, Format } from '../platform/translate.ts';

/** The cart of the shop that the watch page is embedded in. */
export const shopCartEn = {
  add: (p: { price: string }) => `Add to cart · ${p.price}`,
  inCart: (p: { count: number }, f: Format) => `In your cart: ${f.number(p.count)}`,
  asking: 'Asking the shop…',
  added: 'It is in your cart.',
  more: 'One more',
  fewer: 'One fewer',
  outOfStock: 'The shop has none left.',
  refused: 'The shop did not take it. Please try again.',
  silent: 'The shop does not answer. Please try again.',
  checkout: 'Go to checkout',
  cart: 'Cart',
} satisfies Dictionary;
