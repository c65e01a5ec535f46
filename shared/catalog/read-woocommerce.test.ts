import { expect, test } from 'vitest';
import { readCells } from './table-fixture.ts';

const SIMPLE = {
  ID: '1',
  Type: 'simple, downloadable, virtual',
  SKU: 'woo-single',
  Name: 'Single',
  'Regular price': '3',
};
const SHIRT = {
  ID: '7',
  Type: 'variable',
  SKU: 'woo-tshirt',
  Name: 'T-shirt',
  'Regular price': '',
  'Attribute 1 name': 'Color',
};
const RED = {
  ID: '8',
  Type: 'variation',
  SKU: 'woo-tshirt-red',
  Name: 'T-shirt - Red',
  'Regular price': '20',
  'Attribute 1 value(s)': 'Red',
};

test('variations find their parent by its SKU in any case, or by its id, also before it', () => {
  const { products, problems } = readCells(
    { ...RED, Parent: 'Woo-Tshirt' },
    { ...SHIRT, Images: 'https://a.example/a,b.jpg, https://a.example/c.jpg' },
    { ...RED, ID: '9', SKU: '', Parent: 'id:7', 'Attribute 1 value(s)': 'Blue' },
  );
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    {
      handle: 'woo-tshirt',
      optionNames: ['Color'],
      variants: [
        { sku: 'woo-tshirt-red', optionValues: ['Red'], priceMinor: 2_000 },
        { sku: 'woo-tshirt / Blue', optionValues: ['Blue'] },
      ],
      pictureUrls: ['https://a.example/a,b.jpg', 'https://a.example/c.jpg'],
    },
  ]);
});

test('a sale price is the price, and the regular one the former; a sale of certain days is left to a flash sale', () => {
  const { products, problems } = readCells(
    { ...SIMPLE, 'Sale price': '.5' },
    { ...SIMPLE, ID: '2', SKU: 'dated', 'Sale price': '2', 'Date sale price ends': '2026-12-24' },
  );
  expect(products.map(({ variants }) => [variants[0]?.priceMinor, variants[0]?.formerPriceMinor])).toEqual([
    [50, 300],
    [300, null],
  ]);
  expect(problems.map(({ line, code }) => [line, code])).toEqual([[3, 'sale-dates-ignored']]);
});

test.each([
  [{ 'In stock?': '1', Stock: '' }, { kind: 'untracked' }],
  [
    { 'In stock?': '0', Stock: '' },
    { kind: 'tracked', quantity: 0, whenOut: 'stop' },
  ],
  [
    { Stock: '5', 'Backorders allowed?': 'notify' },
    { kind: 'tracked', quantity: 5, whenOut: 'sell-on' },
  ],
])('stock of %j', (cells, stock) => {
  expect(readCells({ ...SIMPLE, ...cells }).products[0]?.variants[0]?.stock).toEqual(stock);
});

test('a page of links is left out, and so are variations of nobody', () => {
  const { products, problems } = readCells(
    { ...SIMPLE, Type: 'grouped' },
    { ...RED, Parent: '' },
    { ...RED, SKU: 'orphan', Parent: 'gone' },
    { ...SIMPLE, ID: '4', SKU: 'no-price', 'Regular price': '' },
  );
  expect(products).toEqual([]);
  expect(problems.map(({ line, code }) => [line, code])).toEqual([
    [2, 'unsupported-type'],
    [3, 'unknown-parent'],
    [4, 'unknown-parent'],
    [5, 'no-price'],
    [5, 'no-variant'],
  ]);
});

test('a value belongs to the attribute of its own column, also where one before it has no name', () => {
  const color = { 'Attribute 1 name': '', 'Attribute 2 name': 'Color\u202e' };
  const value = { 'Attribute 1 value(s)': '' };
  const { products, problems } = readCells(
    { ...SHIRT, ...color, Name: 'T-shirt\u0000' },
    { ...RED, ...value, Parent: 'woo-tshirt', 'Attribute 2 value(s)': 'Red' },
    { ...RED, ...value, SKU: 'blue', Parent: 'woo-tshirt', 'Attribute 2 value(s)': 'Bl\u202eue' },
  );
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    { title: 'T-shirt', optionNames: ['Color'], variants: [{ optionValues: ['Red'] }, { optionValues: ['Blue'] }] },
  ]);
});

test('line ends of a description are written as a backslash and an n, and such a text with one more', () => {
  const { products } = readCells({ ...SIMPLE, Description: 'Soft.\\nWarm.\\n\\nUnder C:\\\\new.' });
  expect(products[0]?.description).toBe('Soft.\nWarm.\nUnder C:\\new.');
});
