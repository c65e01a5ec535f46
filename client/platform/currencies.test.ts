import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Currency } from '../../shared/money.ts';
import { currencyMark, currencyOptions, likelyCurrency } from './currencies.ts';

const of = (code: string): Currency => v.parse(Currency, code);

describe('the currencies of the shelf', () => {
  it.each([
    ['zh-CN', 'CNY'],
    ['zh', 'CNY'],
    ['en', 'USD'],
    ['en-GB', 'GBP'],
    ['de-AT', 'EUR'],
    ['vi', 'VND'],
    ['fr-CH', 'USD'],
  ])('for %s begin with %s', (language, code) => {
    expect(likelyCurrency(language)).toBe(code);
  });

  it('are offered by code and name, with the one that is chosen', () => {
    const usual = currencyOptions(of('USD'), 'en');
    expect(usual).toHaveLength(14);
    expect(usual[0]).toEqual({ value: 'CNY', label: 'CNY · Chinese Yuan' });
    expect(currencyOptions(of('CHF'), 'zh-CN').at(-1)).toEqual({ value: 'CHF', label: 'CHF · 瑞士法郎' });
  });

  it('have the sign that people write', () => {
    expect([currencyMark(of('CNY'), 'en'), currencyMark(of('BRL'), 'zh-CN')]).toEqual(['¥', 'R$']);
  });
});
