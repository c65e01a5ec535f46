import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { Currency, formatPrice, minorDigits, parsePrice, PriceMinor } from './money.ts';
import { seededRandom } from './random.ts';

const currency = (code: string): Currency => v.parse(Currency, code);

describe('minorDigits', () => {
  it.each([
    ['CNY', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('of %s is %i', (code, digits) => {
    expect(minorDigits(currency(code))).toBe(digits);
  });

  it('makes one format for a currency, however many prices a table has', () => {
    const made = vi.spyOn(Intl, 'NumberFormat');
    for (let row = 0; row < 100; row += 1) parsePrice('9', currency('CHF'));
    expect(made.mock.calls.length).toBe(1);
    made.mockRestore();
  });
});

describe('formatPrice', () => {
  it.each([
    [3_990, 'CNY', 'zh-CN', '¥39.90'],
    [3_990, 'CNY', 'en', '¥39.90'],
    [129_000, 'USD', 'en', '$1,290.00'],
    [1_500, 'JPY', 'en', '¥1,500'],
    [0, 'USD', 'en', '$0.00'],
    [1, 'KWD', 'en', 'KWD\u00a00.001'],
  ])('%i minor units of %s in %s', (priceMinor, code, locale, text) => {
    expect(formatPrice(priceMinor, currency(code), locale)).toBe(text);
  });
});

describe('parsePrice', () => {
  it.each([
    ['39.90', 'CNY', 3_990],
    ['39,90', 'CNY', 3_990],
    ['39.9', 'CNY', 3_990],
    ['39', 'CNY', 3_900],
    ['1,290', 'USD', 129_000],
    ['1.290', 'USD', 129_000],
    ['1,290.50', 'USD', 129_050],
    ['1.290,50', 'USD', 129_050],
    ['1 290.5', 'USD', 129_050],
    ['1’290.50', 'USD', 129_050],
    ['1\u202f290,50', 'USD', 129_050],
    ['12345678', 'USD', 1_234_567_800],
    ['1500', 'JPY', 1_500],
    ['1,500', 'JPY', 1_500],
    ['1.500', 'JPY', 1_500],
    ['0.001', 'KWD', 1],
    ['1,290.500', 'KWD', 1_290_500],
    ['1,234,567.89', 'USD', 123_456_789],
    ['  7 ', 'USD', 700],
    ['0', 'USD', 0],
  ])('reads "%s" %s as %i', (text, code, priceMinor) => {
    expect(parsePrice(text, currency(code))).toBe(priceMinor);
  });

  it.each([
    ['', 'USD'],
    ['free', 'USD'],
    ['-5', 'USD'],
    ['1.2.3', 'USD'],
    ['1.5', 'JPY'],
    ['0.290', 'USD'],
    ['39.9999', 'USD'],
    ['1,290,50', 'USD'],
    ['12345,678', 'USD'],
    ['1.290,500.50', 'USD'],
    ['39.', 'USD'],
    ['$5', 'USD'],
    ['1e3', 'USD'],
    ['.', 'USD'],
    ['99999999999999', 'USD'],
  ])('refuses "%s" %s', (text, code) => {
    expect(parsePrice(text, currency(code))).toBeNull();
  });

  it('reads back every price that it formats without a symbol (seed 21)', () => {
    const random = seededRandom(21);
    for (let run = 0; run < 500; run += 1) {
      const priceMinor = Math.floor(random() * 10_000_000);
      const text = formatPrice(priceMinor, currency('USD'), 'en').replace('$', '');
      expect(parsePrice(text, currency('USD')), text).toBe(priceMinor);
    }
  });
});

describe('PriceMinor', () => {
  it.each([-1, 0.5, Number.NaN, Infinity, 1e13])('refuses %f', (value) => {
    expect(v.is(PriceMinor, value)).toBe(false);
  });
});
