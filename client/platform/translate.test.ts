import { expect, it } from 'vitest';
import * as v from 'valibot';
import { Currency } from '../../shared/money.ts';
import {
  chooseLocale,
  formatFor,
  t,
  type Dictionary,
  type Format,
  type Messages,
  type Translation,
} from './translate.ts';

const en = {
  close: 'Close',
  viewers: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'viewer', other: 'viewers' })}`,
} satisfies Dictionary;
const zh = { close: '关闭', viewers: (p, f) => `${f.number(p.count)} 位观众` } satisfies Translation<typeof en>;
const messages = { en, 'zh-CN': zh } satisfies Messages<typeof en>;
const inEnglish = { locale: 'en', format: formatFor('en') } as const;
const inChinese = { locale: 'zh-CN', format: formatFor('zh-CN') } as const;

it('says a plain text in the language of the page', () => {
  expect(t(messages, inEnglish, 'close')).toBe('Close');
  expect(t(messages, inChinese, 'close')).toBe('关闭');
});

it('picks the plural form by the rules of the language', () => {
  expect(t(messages, inEnglish, 'viewers', { count: 1 })).toBe('1 viewer');
  expect(t(messages, inEnglish, 'viewers', { count: 1284 })).toBe('1,284 viewers');
  expect(t(messages, inChinese, 'viewers', { count: 1 })).toBe('1 位观众');
});

it('does not compile a missing parameter, an unknown key or a missing translation', () => {
  // @ts-expect-error: the count is not optional
  expect(() => t(messages, inEnglish, 'viewers')).toThrow(TypeError);
  // @ts-expect-error: there is no such key
  expect(() => t(messages, inEnglish, 'nothing')).toThrow(TypeError);
  // @ts-expect-error: `viewers` is missing
  expect({ close: '关闭' } satisfies Translation<typeof en>).not.toHaveProperty('viewers');
});

it('writes money with the currency’s own digits', () => {
  const cny = v.parse(Currency, 'CNY');
  const jpy = v.parse(Currency, 'JPY');
  expect(formatFor('en').money(3990, cny)).toBe('¥39.90');
  expect(formatFor('zh-CN').money(129000, cny)).toBe('¥1,290.00');
  expect(formatFor('en').money(1290, jpy)).toBe('¥1,290');
});

it('shows hours on a clock only when there are any', () => {
  expect(formatFor('en').clock(0)).toBe('00:00');
  expect(formatFor('en').clock(754_900)).toBe('12:34');
  expect(formatFor('en').clock(3_600_000 + 754_000)).toBe('01:12:34');
  expect(formatFor('en').clock(-5)).toBe('00:00');
});

it('takes the saved language first, then the person’s languages in order, then English', () => {
  expect(chooseLocale('zh-CN', ['en-US'])).toBe('zh-CN');
  expect(chooseLocale('fr', ['de-DE', 'zh-Hant-TW', 'en'])).toBe('zh-CN');
  expect(chooseLocale(null, ['fr', 'en-GB', 'zh'])).toBe('en');
  expect(chooseLocale(null, ['fr'])).toBe('en');
});
