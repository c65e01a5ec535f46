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

export const itemFormOf = (facts: ItemFacts): ItemForm => ({
  name: facts.name,
  price: priceText(facts.priceMinor, facts.currency),
  formerPrice: facts.formerPriceMinor === null ? '' : priceText(facts.formerPriceMinor, facts.currency),
  currency: facts.currency,
  stock: facts.stock,
  link: facts.link ?? '',
  pictureId: facts.pictureId,
  sku: facts.sku ?? '',
  limitPerBuyer: facts.limitPerBuyer,
});

/** People leave the beginning of a web address away; without one of its own it is https. */
const readLink = (typed: string): string | null => {
  const link = typed.trim();
  if (link === '') return null;
  return /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : `https://${link}`;
};

/** `mostUnits`: what the catalog has of the variant that is sold; null for any number. */
export const readItemForm = (form: ItemForm, mostUnits: number | null = null): Result<ItemFacts, ItemFaults> => {
  const { entries } = ItemFacts;
  const name = v.safeParse(entries.name, form.name);
  const priceMinor = parsePrice(form.price, form.currency);
  const hasFormer = form.formerPrice.trim() !== '';
  const formerPriceMinor = hasFormer ? parsePrice(form.formerPrice, form.currency) : null;
  const link = readLink(form.link);
  const sku = form.sku.trim() || null;
  const faults: ItemFaults = {
    ...(!name.success && { name: 'missing' }),
    ...(priceMinor === null && { price: form.price.trim() === '' ? 'missing' : 'unreadable' }),
    ...(hasFormer && formerPriceMinor === null && { formerPrice: 'unreadable' }),
    ...(formerPriceMinor !== null &&
      priceMinor !== null &&
      formerPriceMinor <= priceMinor && { formerPrice: 'not-higher' }),
    ...(mostUnits !== null && (form.stock ?? Infinity) > mostUnits && { stock: 'too-many' }),
    ...(!v.is(entries.stock, form.stock) && { stock: 'unreadable' }),
    ...(!v.is(entries.limitPerBuyer, form.limitPerBuyer) && { limitPerBuyer: 'unreadable' }),
    // Browsers read blanks inside an address as escapes; a person who typed them meant no address.
    ...((!v.is(entries.link, link) || /\s/.test(link ?? '')) && { link: 'unreadable' }),
  };
  if (Object.keys(faults).length > 0 || priceMinor === null || !name.success) return { ok: false, error: faults };
  const { currency, stock, pictureId, limitPerBuyer } = form;
  const prices = { priceMinor, formerPriceMinor, currency };
  return { ok: true, value: { name: name.output, ...prices, stock, link, pictureId, sku, limitPerBuyer } };
};
