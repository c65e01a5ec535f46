import { expect, it } from 'vitest';
import { makeIdText } from '../../shared/random.ts';
import { cryptoRandom } from './random.ts';

it('gives numbers in [0, 1) that differ', () => {
  const numbers = Array.from({ length: 1_000 }, cryptoRandom);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBeGreaterThan(990);
});

it('makes ids that differ', () => {
  const ids = Array.from({ length: 100 }, () => makeIdText(cryptoRandom));
  expect(new Set(ids).size).toBe(100);
});
