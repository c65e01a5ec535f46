import * as v from 'valibot';
import { Currency } from '../../shared/money.ts';

const CODES = [
  'CNY',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'INR',
  'VND',
  'THB',
  'IDR',
  'MYR',
  'SGD',
  'BRL',
  'MXN',
  'KRW',
] as const;

/** Regions by the currency that their shops ask; the euro's are those of 2026. */
const REGIONS: Readonly<Record<(typeof CODES)[number], string>> = {
  CNY: 'CN',
  USD: 'US PR EC SV',
  EUR: 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK',
  GBP: 'GB',
  JPY: 'JP',
  INR: 'IN',
  VND: 'VN',
  THB: 'TH',
  IDR: 'ID',
  MYR: 'MY',
  SGD: 'SG',
  BRL: 'BR',
  MXN: 'MX',
  KRW: 'KR',
};

const currency = (code: string): Currency => v.parse(Currency, code);

/** What a host of `language` (BCP 47) most likely sells in. */
export const likelyCurrency = (language: string): Currency => {
  const { region } = new Intl.Locale(language).maximize();
  return currency(CODES.find((code) => region !== undefined && REGIONS[code].split(' ').includes(region)) ?? 'USD');
};

export type CurrencyOption = { readonly value: Currency; readonly label: string };

/** The currencies to choose from, and `chosen` even when it is a rarer one. */
export const currencyOptions = (chosen: Currency, locale: string): readonly CurrencyOption[] => {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  const codes = new Set<Currency>([...CODES.map(currency), chosen]);
  return [...codes].map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
};

/** The sign in front of an amount: ¥, $, €. */
export const currencyMark = (of: Currency, locale: string): string => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: of, currencyDisplay: 'narrowSymbol' });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? of;
};
