import { expect, it } from 'vitest';
import { cryptoRandom } from './crypto-random.ts';

it('gives numbers in [0, 1) that spread over the whole range', () => {
  const numbers = Array.from({ length: 2_000 }, cryptoRandom);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers.map((number) => Math.floor(number * 16))).size).toBe(16);
});
