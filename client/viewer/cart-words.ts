import type { shopCartEn } from '../messages/shop-cart.en.ts';
import type { Translator } from '../platform/translate.ts';
import type { CartAsk } from '../state/shop-cart.svelte.ts';

/** What went wrong with a press, in the shop's own words where it gave any; null when nothing did. */
export const cartFailure = (asked: CartAsk, t: Translator<typeof shopCartEn>): string | null => {
  if (asked.state === 'silent') return t('silent');
  if (asked.state !== 'refused') return null;
  return asked.message ?? (asked.reason === 'out-of-stock' ? t('outOfStock') : t('refused'));
};
