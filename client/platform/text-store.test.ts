import * as v from 'valibot';
import { expect, it } from 'vitest';
import { keep, readKept, type TextStore } from './text-store.ts';

const Size = v.object({ widthPx: v.number() });

const aStore = (text: string | null = null): TextStore => {
  const texts = new Map<string, string>();
  if (text !== null) texts.set('size', text);
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
  };
};

it('gives back what was kept', () => {
  const store = aStore();
  keep(store, 'size', { widthPx: 300 });
  expect(readKept(store, 'size', Size)).toEqual({ widthPx: 300 });
});

it.each([null, 'nonsense', '{"widthPx":"wide"}'])('gives nothing for %j', (text) => {
  expect(readKept(aStore(text), 'size', Size)).toBeNull();
});

it('is nothing at all without a store', () => {
  keep(null, 'size', { widthPx: 300 });
  expect(readKept(null, 'size', Size)).toBeNull();
});

it('forgets what a full store refuses, without a failure', () => {
  const full: TextStore = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => keep(full, 'size', { widthPx: 300 })).not.toThrow();
});
