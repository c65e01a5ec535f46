import * as v from 'valibot';
import type { PictureId } from '../../../shared/ids.ts';
import { parsePrice, priceText, type Currency } from '../../../shared/money.ts';
import type { Result } from '../../../shared/result.ts';
import { ItemFacts } from '../../../shared/show/item.ts';

/** A product as a host types it. */
export type ItemForm = {
  readonly name: string;
  readonly price: string;
  readonly formerPrice: string;
  readonly currency: Currency;
  /** Null while the field is empty: not counted. */
  readonly stock: number | null;
  readonly link: string;
  readonly pictureId: PictureId | null;
  readonly sku: string;
  /** Null while the field is empty: no limit. */
  readonly limitPerBuyer: number | null;
};

/** What is wrong with which field; a sentence exists for each. */
export type ItemFaults = {
  readonly name?: 'missing';
  readonly price?: 'missing' | 'unreadable';
  readonly formerPrice?: 'unreadable' | 'not-higher';
  readonly stock?: 'unreadable' | 'too-many';
  readonly link?: 'unreadable';
  readonly limitPerBuyer?: 'unreadable';
};

/** What a product costs and how many there are, as it is typed. */
export type Offer = Pick<ItemForm, 'price' | 'formerPrice' | 'currency' | 'stock'>;
export type OfferFaults = Pick<ItemFaults, 'price' | 'formerPrice' | 'stock'>;
type OfferFacts = Pick<ItemFacts, 'priceMinor' | 'formerPriceMinor' | 'currency' | 'stock'>;

export const emptyItemForm = (currency: Currency): ItemForm => ({
  name: '',
  price: '',
  formerPrice: '',
  currency,
  stock: null,
  link: '',
  pictureId: null,
  sku: '',
  limitPerBuyer: null,
});

export const offerOf = ({ priceMinor, formerPriceMinor, currency, stock }: OfferFacts): Offer => ({
  price: priceText(priceMinor, currency),
  formerPrice: formerPriceMinor === null ? '' : priceText(formerPriceMinor, currency),
  currency,
  stock,
});

export const itemFormOf = (facts: ItemFacts): ItemForm => ({
  name: facts.name,
  ...offerOf(facts),
  link: facts.link ?? '',
  pictureId: facts.pictureId,
  sku: facts.sku ?? '',
  limitPerBuyer: facts.limitPerBuyer,
});

/** People leave the beginning of a web address away; without one of its own it is https. */
export const readLink = (typed: string): Result<string | null, 'unreadable'> => {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  const link = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  // Browsers read blanks inside an address as escapes; a person who typed them meant no address.
  if (!v.is(ItemFacts.entries.link, link) || /\s/.test(link)) return { ok: false, error: 'unreadable' };
  return { ok: true, value: link };
};

/** `mostUnits`: what the catalog has of the variant that is sold; null for any number. */
export const readOffer = (offer: Offer, mostUnits: number | null = null): Result<OfferFacts, OfferFaults> => {
  const { currency, stock } = offer;
  const priceMinor = parsePrice(offer.price, currency);
  const hasFormer = offer.formerPrice.trim() !== '';
  const formerPriceMinor = hasFormer ? parsePrice(offer.formerPrice, currency) : null;
  const faults: OfferFaults = {
    ...(priceMinor === null && { price: offer.price.trim() === '' ? 'missing' : 'unreadable' }),
    ...(hasFormer && formerPriceMinor === null && { formerPrice: 'unreadable' }),
    ...(formerPriceMinor !== null &&
      priceMinor !== null &&
      formerPriceMinor <= priceMinor && { formerPrice: 'not-higher' }),
    ...(mostUnits !== null && (stock ?? Infinity) > mostUnits && { stock: 'too-many' }),
    ...(!v.is(ItemFacts.entries.stock, stock) && { stock: 'unreadable' }),
  };
  if (Object.keys(faults).length > 0 || priceMinor === null) return { ok: false, error: faults };
  return { ok: true, value: { priceMinor, formerPriceMinor, currency, stock } };
};

/** `mostUnits`: as for its offer. */
export const readItemForm = (form: ItemForm, mostUnits: number | null = null): Result<ItemFacts, ItemFaults> => {
  const { pictureId, limitPerBuyer } = form;
  const name = v.safeParse(ItemFacts.entries.name, form.name);
  const offer = readOffer(form, mostUnits);
  const link = readLink(form.link);
  if (name.success && offer.ok && link.ok && v.is(ItemFacts.entries.limitPerBuyer, limitPerBuyer)) {
    const sku = form.sku.trim() || null;
    return { ok: true, value: { name: name.output, ...offer.value, link: link.value, pictureId, sku, limitPerBuyer } };
  }
  const error: ItemFaults = {
    ...(!name.success && { name: 'missing' }),
    ...(!offer.ok && offer.error),
    ...(!v.is(ItemFacts.entries.limitPerBuyer, limitPerBuyer) && { limitPerBuyer: 'unreadable' }),
    ...(!link.ok && { link: link.error }),
  };
  return { ok: false, error };
};
