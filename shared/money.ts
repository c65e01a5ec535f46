import * as v from 'valibot';

/** ISO 4217 code, upper case. */
export const Currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/), v.brand('Currency'));
export type Currency = v.InferOutput<typeof Currency>;

/** An amount in minor units (cents, fen; JPY has none): integers only, so sums are exact. 10^12 minor units is above any price. */
export const PriceMinor = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000_000));

/** Digits after the point in `currency`: 2 for CNY and USD, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: Currency): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** The price as people read it in `locale`: ¥39.90, $1,290.00. */
export const formatPrice = (priceMinor: number, currency: Currency, locale: string): string => {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    priceMinor / 10 ** digits,
  );
};

/**
 * Reads what a person typed as a price ("39.90", "39,90", "1,290", "1 290.5") into minor units, or null when it is no price.
 * The last point or comma followed by at most the currency's digits is the decimal mark; every other one groups thousands.
 */
export const parsePrice = (text: string, currency: Currency): number | null => {
  const digits = minorDigits(currency);
  const compact = text.trim().replace(/[\s'’\u00a0\u202f]/g, '');
  const match = /^(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d+))?$/.exec(compact);
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return null;
  const whole = (match[1] ?? '').replace(/[.,]/g, '');
  const priceMinor = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || '0');
  return v.is(PriceMinor, priceMinor) ? priceMinor : null;
};
