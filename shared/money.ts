import * as v from 'valibot';

/** ISO 4217 code, upper case. */
export const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/), v.brand('Currency'));
export type Currency = v.InferOutput<typeof Currency>;

/** An amount in minor units (cents, fen; JPY has none): integers only, so sums are exact. 10^12 minor units is above any price. */
export const PriceMinor = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000_000));

/** Digits after the point in `currency`: 2 for CNY and USD, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: Currency): number => {
  const known = knownDigits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  knownDigits.set(currency, digits);
  return digits;
};

/** A format takes 30 µs to make, and a table asks for every price. What is remembered never changes; there are 26³ codes. */
const knownDigits = new Map<Currency, number>();

/** The price as people read it in `locale`: ¥39.90, $1,290.00. */
export const formatPrice = (priceMinor: number, currency: Currency, locale: string): string => {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    priceMinor / 10 ** digits,
  );
};

/** An amount as plain digits that `parsePrice` reads back: 39.90, 1290, 0.500. */
export const priceText = (priceMinor: number, currency: Currency): string => {
  const digits = minorDigits(currency);
  return (priceMinor / 10 ** digits).toFixed(digits);
};

/** Plain digits, or groups of three behind one kind of mark; a group never follows a leading zero. */
const WHOLE = /^(?:\d+|[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*)$/;

/**
 * Reads what a person typed as a price ("39.90", "39,90", "1,290", "1 290.5") into minor units, or null when it is no price.
 * The last point or comma followed by at most the currency's digits is the decimal mark; every other one groups thousands.
 * A decimal mark never groups, too, and digits beyond the currency's are refused: a price is never guessed.
 */
export const parsePrice = (text: string, currency: Currency): number | null => {
  const digits = minorDigits(currency);
  const compact = text.trim().replace(/[\s'’\u00a0\u202f]/g, '');
  const decimal = /^(.+)([.,])(\d+)$/.exec(compact);
  const [, beforeMark = '', mark = '', afterMark = ''] = (decimal?.[3] ?? '').length <= digits ? (decimal ?? []) : [];
  const match = WHOLE.exec(mark === '' ? compact : beforeMark);
  if (match === null || (mark !== '' && match[1] === mark)) return null;
  const whole = match[0].replace(/[.,]/g, '');
  const priceMinor = Number(whole) * 10 ** digits + Number(afterMark.padEnd(digits, '0') || '0');
  return v.is(PriceMinor, priceMinor) ? priceMinor : null;
};
