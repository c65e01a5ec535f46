import { expect, test } from 'vitest';
import { readCells } from './table-fixture.ts';

const HONEY = { id: 'H1', title: 'Honey', link: 'https://a.example/h', price: '15.00 USD', availability: 'in_stock' };

test('a row is a product, in the currency that its price names', () => {
  const pictures = {
    image_link: 'https://a.example/1.jpg',
    additional_image_link: 'https://a.example/2.jpg,https://a.example/3.jpg',
  };
  const { products, problems } = readCells({ ...HONEY, ...pictures, brand: 'Wang', gtin: '4001234567' });
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    {
      handle: 'H1',
      vendor: 'Wang',
      link: 'https://a.example/h',
      optionNames: [],
      variants: [
        { sku: 'H1', priceMinor: 1_500, currency: 'USD', barcode: '4001234567', stock: { kind: 'untracked' } },
      ],
      pictureUrls: ['https://a.example/1.jpg', 'https://a.example/2.jpg', 'https://a.example/3.jpg'],
    },
  ]);
});

test('rows of one item group are variants, told apart by the columns that the feed has', () => {
  const { products } = readCells(
    { ...HONEY, id: 'S1', item_group_id: 'S', color: 'Red', size: 'M' },
    { ...HONEY, id: 'S2', item_group_id: 'S', color: 'Blue', size: 'L' },
  );
  expect(products).toMatchObject([
    {
      handle: 'S',
      optionNames: ['Color', 'Size'],
      variants: [
        { sku: 'S1', optionValues: ['Red', 'M'] },
        { sku: 'S2', optionValues: ['Blue', 'L'] },
      ],
    },
  ]);
});

test('what real feeds write against the rules is read, with a warning where something was guessed', () => {
  const { products, problems } = readCells(
    { ...HONEY, price: '15,00', availability: 'in stock', quantity: '4' },
    { ...HONEY, id: 'H2', availability: 'out of stock', sale_price: '12.00 USD' },
    { ...HONEY, id: 'H3', availability: 'backorder', quantity: '0' },
    { ...HONEY, id: 'H4', availability: 'sometimes' },
    { ...HONEY, id: 'H5', sale_price: '12.00 EUR' },
  );
  expect(products.map(({ handle, variants }) => [handle, variants[0]?.currency, variants[0]?.priceMinor])).toEqual([
    ['H1', 'EUR', 1_500],
    ['H2', 'USD', 1_200],
    ['H3', 'USD', 1_500],
  ]);
  expect(products.map(({ variants }) => variants[0]?.stock)).toEqual([
    { kind: 'tracked', quantity: 4, whenOut: 'stop' },
    { kind: 'tracked', quantity: 0, whenOut: 'stop' },
    { kind: 'untracked' },
  ]);
  expect(problems.map(({ line, severity, code }) => [line, severity, code])).toEqual([
    [2, 'warning', 'no-currency'],
    [5, 'error', 'bad-availability'],
    [5, 'error', 'no-variant'],
    [6, 'error', 'bad-price'],
    [6, 'error', 'no-variant'],
  ]);
});

test('what a person reads is cleaned, and a brand that nobody can see is none', () => {
  const { products } = readCells({
    ...HONEY,
    title: 'Ho\u202eney',
    brand: '\u200b',
    item_group_id: 'G',
    color: 'R\u0000ed',
  });
  expect(products).toMatchObject([{ title: 'Honey', vendor: null, variants: [{ optionValues: ['Red'] }] }]);
});
