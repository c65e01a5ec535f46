import { priceText, type Currency } from '../../../shared/money.ts';
import type { itemFormMessages } from '../../messages/item-form.ts';
import type { Translator } from '../../platform/translate.ts';
import type { OfferFaults } from './item-form.ts';

/** In minor units, as a price that nobody has to think about. */
const EXAMPLE_MINOR = 3_990;

/** The sentence under each field that is wrong. */
export const offerFaultWords = (
  faults: OfferFaults,
  { currency, mostUnits }: { readonly currency: Currency; readonly mostUnits: number | null },
  t: Translator<(typeof itemFormMessages)['en']>,
): { readonly [Field in keyof OfferFaults]: string | undefined } => {
  const unreadable = t('priceWrong', { example: priceText(EXAMPLE_MINOR, currency) });
  const { price, formerPrice, stock } = faults;
  return {
    price: price && (price === 'missing' ? t('priceMissing') : unreadable),
    formerPrice: formerPrice && (formerPrice === 'not-higher' ? t('formerPriceLow') : unreadable),
    stock: stock && (stock === 'too-many' ? t('stockTooMany', { count: mostUnits ?? 0 }) : t('stockWrong')),
  };
};
