import { formatPrice, type Currency } from '../../shared/money.ts';

/** The languages that Tally speaks, as BCP 47 tags for <html lang> and Intl. */
export const LOCALES = ['en', 'zh-CN'] as const;
export type LocaleTag = (typeof LOCALES)[number];

export const isLocaleTag = (value: unknown): value is LocaleTag => LOCALES.some((tag) => tag === value);

/** The saved choice where it is one of ours, else the first language of the person that we speak, else English. */
export function chooseLocale(saved: string | null, preferred: readonly string[]): LocaleTag {
  if (isLocaleTag(saved)) return saved;
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'zh') return 'zh-CN';
    if (language === 'en') return 'en';
  }
  return 'en';
}

type PluralForms = { readonly one?: string; readonly other: string };

/** Numbers, words and times as one language writes them. */
export type Format = {
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  readonly percent: (share: number) => string;
  /** A level with its sign and one decimal: +3.0, −2.5, −∞. */
  readonly decibels: (levelDb: number) => string;
  /** The form of a word that goes with `count`; Chinese knows `other` only. */
  readonly plural: (count: number, forms: PluralForms) => string;
  readonly money: (amountMinor: number, currency: Currency) => string;
  readonly date: (atMs: number) => string;
  readonly time: (atMs: number) => string;
  /** With seconds. */
  readonly exactTime: (atMs: number) => string;
  readonly dateTime: (atMs: number) => string;
  /** A running clock: 12:34, with hours 01:12:34. The same in every language. */
  readonly clock: (durationMs: number) => string;
};

/** Makes a formatter when it is first needed, and once: each costs 10 to 20 ms on a weak machine, and a page needs few at once. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

const SIGNED = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;

export function formatFor(locale: LocaleTag): Format {
  const plurals = once(() => new Intl.PluralRules(locale));
  const plainNumber = once(() => new Intl.NumberFormat(locale));
  const signed = once(() => new Intl.NumberFormat(locale, SIGNED));
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent' }));
  const dated = (options: Intl.DateTimeFormatOptions) => {
    const format = once(() => new Intl.DateTimeFormat(locale, options));
    return (atMs: number) => format().format(atMs);
  };
  return {
    number: (value, options) =>
      (options === undefined ? plainNumber() : new Intl.NumberFormat(locale, options)).format(value),
    percent: (share) => percent().format(share),
    decibels: (levelDb) => (levelDb === -Infinity ? '−∞' : signed().format(levelDb).replace('-', '−')),
    plural: (count, forms) => (plurals().select(count) === 'one' ? (forms.one ?? forms.other) : forms.other),
    money: (amountMinor, currency) => formatPrice(amountMinor, currency, locale),
    date: dated({ dateStyle: 'medium' }),
    time: dated({ timeStyle: 'short' }),
    exactTime: dated({ timeStyle: 'medium' }),
    dateTime: dated({ dateStyle: 'medium', timeStyle: 'short' }),
    clock,
  };
}

function clock(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part) => String(part).padStart(2, '0')).join(':');
}

/** A text, or a function of what is filled in; it gets the language's Format for numbers and plurals. */
type Entry = string | ((params: never, format: Format) => string);
export type Dictionary = { readonly [key: string]: Entry };

/** What another language must provide for the dictionary `D`: every key, the same parameters, nothing more. */
export type Translation<D extends Dictionary> = { readonly [K in keyof D]: D[K] extends string ? string : D[K] };

/** One page's texts in every language. */
export type Messages<D extends Dictionary> = { readonly [tag in LocaleTag]: Translation<D> };

export type ParamsOf<E> = E extends (params: infer P, format: Format) => string ? [params: P] : [];

/** `t('key')` or `t('key', params)`, as the key's entry wants. */
export type Translator<D extends Dictionary> = <K extends keyof D & string>(
  key: K,
  ...params: ParamsOf<D[K]>
) => string;

type Spoken = { readonly locale: LocaleTag; readonly format: Format };

export function t<D extends Dictionary, K extends keyof D & string>(
  messages: Messages<D>,
  { locale, format }: Spoken,
  key: K,
  ...params: ParamsOf<D[K]>
): string {
  const entry: Entry = messages[locale][key];
  // ParamsOf ties the parameters to this very key; the compiler cannot carry that through the lookup.
  return typeof entry === 'string' ? entry : entry(params[0] as never, format);
}
