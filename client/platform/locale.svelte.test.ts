import { expect, it } from 'vitest';
import { Locale, type LocalePage } from './locale.svelte.ts';
import type { Format } from './translate.ts';

const en = { close: 'Close', gain: (p: { db: number }, f: Format) => `${f.decibels(p.db)} dB` };
const messages = { en, 'zh-CN': { ...en, close: '关闭' } };

function aPage(saved: string | null, preferred: readonly string[]) {
  const log: string[] = [];
  const page: LocalePage = {
    saved: () => saved,
    preferred: () => preferred,
    save: (tag) => log.push(`save ${tag}`),
    show: (tag) => log.push(`show ${tag}`),
  };
  return { page, log };
}

it('starts in the person’s language and tells the page', () => {
  const { page, log } = aPage(null, ['zh-CN']);
  expect(new Locale(page).current).toBe('zh-CN');
  expect(log).toEqual(['show zh-CN']);
});

it('changes all texts at once when another language is chosen, and remembers it', () => {
  const { page, log } = aPage(null, ['en']);
  const locale = new Locale(page);
  const text = locale.texts(messages);
  expect(text('close')).toBe('Close');
  expect(text('gain', { db: -2 })).toBe('−2.0 dB');
  expect(text('gain', { db: -Infinity })).toBe('−∞ dB');
  locale.choose('zh-CN');
  expect(text('close')).toBe('关闭');
  expect(log).toEqual(['show en', 'save zh-CN', 'show zh-CN']);
});
