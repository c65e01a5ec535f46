import { expect, test } from 'vitest';
import { toldFields } from './told-fields.ts';

test.each([
  ['shopify-classic', ['Handle', 'Title', 'Variant Price'], []],
  ['shopify-classic', ['Handle', 'Title', 'Variant Price', 'variant inventory tracker'], ['stock']],
  ['shopify-current', ['Title', 'URL handle', 'Price', 'Description', 'Link'], ['description', 'link']],
  ['woocommerce', ['Type', 'SKU', 'Name', 'Regular price', 'Images'], ['pictureUrls', 'pictureUrl']],
  ['merchant-feed', ['id', 'title', 'price', 'availability', 'size'], ['optionNames', 'stock']],
] as const)('a %s table of %j tells of %j', (dialect, header, fields) => {
  expect([...toldFields(dialect, header)]).toEqual(fields);
});
