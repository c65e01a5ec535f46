import { expect, test } from 'vitest';
import { dialectOf } from './dialect.ts';

test.each([
  ['shopify-classic', ['Variant Price', 'Title', 'Handle', 'Vendor']],
  ['shopify-current', ['\ufeffTitle', 'URL handle', 'Price', 'Status']],
  ['woocommerce', ['ID', 'Type', 'SKU', 'Name', 'Sale price', 'Regular price']],
  ['merchant-feed', ['ID', 'Title', 'Link', 'Price', ' availability ']],
] as const)('a table is %s by the names of its columns, in any order and case', (dialect, header) => {
  expect(dialectOf(header)).toBe(dialect);
});

test('a table that lacks a column of every dialect is nobody’s', () => {
  expect(dialectOf(['Handle', 'Title', 'Price'])).toBeNull();
  expect(dialectOf([])).toBeNull();
});
