import { expect, test } from 'vitest';
import { EUR, readCells } from './table-fixture.ts';

const SHIRT = {
  Handle: 'shirt',
  Title: 'Shirt',
  'Option1 Name': 'Size',
  'Option1 Value': 'S',
  'Variant Price': '12.50',
};
const HONEY = {
  Handle: 'honey',
  Title: 'Honey',
  'Option1 Name': 'Title',
  'Option1 Value': 'Default Title',
  'Variant Price': '9',
};

test('rows of one handle are the variants of one product, and more of its pictures', () => {
  const { products, problems } = readCells(
    { ...SHIRT, 'Body (HTML)': '<p>Soft</p>', Vendor: 'Wang', 'Image Src': 'https://a.example/1.jpg' },
    { Handle: 'shirt', 'Option1 Value': 'M', 'Variant Price': '13', 'Image Src': 'https://a.example/2.jpg' },
    { Handle: 'shirt', 'Image Src': 'https://a.example/3.jpg' },
  );
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    {
      handle: 'shirt',
      title: 'Shirt',
      description: 'Soft',
      vendor: 'Wang',
      optionNames: ['Size'],
      variants: [
        { sku: 'shirt / S', optionValues: ['S'], priceMinor: 1_250, currency: EUR },
        { sku: 'shirt / M', optionValues: ['M'], priceMinor: 1_300 },
      ],
      pictureUrls: ['https://a.example/1.jpg', 'https://a.example/2.jpg', 'https://a.example/3.jpg'],
    },
  ]);
});

test('“Default Title” is how a product without options is written', () => {
  const { products } = readCells(HONEY);
  expect(products).toMatchObject([{ optionNames: [], variants: [{ sku: 'honey', optionValues: [] }] }]);
});

test('without an inventory tracker the quantity is no limit', () => {
  const { products } = readCells({ ...HONEY, 'Variant Inventory Qty': '1', 'Variant Inventory Policy': 'deny' });
  expect(products[0]?.variants[0]?.stock).toEqual({ kind: 'untracked' });
});

test.each([
  ['7', 'deny', { kind: 'tracked', quantity: 7, whenOut: 'stop' }],
  ['7', 'continue', { kind: 'tracked', quantity: 7, whenOut: 'sell-on' }],
  ['-3', 'deny', { kind: 'tracked', quantity: 0, whenOut: 'stop' }],
])('a tracked quantity of %s with “%s” is a rule', (quantity, policy, stock) => {
  const tracked = { 'Variant Inventory Tracker': 'shopify', 'Variant Inventory Qty': quantity };
  const { products } = readCells({ ...HONEY, ...tracked, 'Variant Inventory Policy': policy });
  expect(products[0]?.variants[0]?.stock).toEqual(stock);
});

test('the current export says the same by other names', () => {
  const { products, problems } = readCells({
    'URL handle': 'honey',
    Title: 'Honey',
    SKU: 'H-1',
    Barcode: '4001234567890',
    Price: '9',
    'Compare-at price': '12',
    'Inventory tracker': 'shopify',
    'Inventory quantity': '4',
    'Continue selling when out of stock': 'true',
    'Product image URL': 'https://a.example/h.jpg',
  });
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    {
      handle: 'honey',
      variants: [
        {
          sku: 'H-1',
          barcode: '4001234567890',
          priceMinor: 900,
          formerPriceMinor: 1_200,
          stock: { kind: 'tracked', quantity: 4, whenOut: 'sell-on' },
        },
      ],
      pictureUrls: ['https://a.example/h.jpg'],
    },
  ]);
});

test('our own export adds currency and link, which are read; a currency that is none is guessed with a warning', () => {
  const { products, problems } = readCells(
    { ...HONEY, Currency: 'USD', Link: 'https://a.example/h' },
    { ...SHIRT, Currency: 'euro' },
  );
  expect(products.map(({ link, variants }) => [link, variants[0]?.currency])).toEqual([
    ['https://a.example/h', 'USD'],
    [null, EUR],
  ]);
  expect(problems).toMatchObject([{ line: 3, severity: 'warning', code: 'no-currency', value: 'euro' }]);
});

test('a former price that is not higher is left out, with a warning', () => {
  const { products, problems } = readCells({ ...HONEY, 'Variant Compare At Price': '9.00' });
  expect(products[0]?.variants[0]?.formerPriceMinor).toBeNull();
  expect(problems).toEqual([
    {
      line: 2,
      severity: 'warning',
      code: 'former-price-not-higher',
      column: 'Variant Compare At Price',
      value: '9.00',
    },
  ]);
});

test('what is wrong is told by line and column, and the rest is read', () => {
  const tracked = { 'Variant Inventory Tracker': 'shopify', 'Variant Inventory Qty': 'many' };
  const { products, problems } = readCells(
    { ...SHIRT, 'Variant Price': 'free' },
    { Handle: '', Title: 'Nobody', 'Variant Price': '1' },
    { Handle: 'shirt', 'Option1 Value': 'M', 'Variant Price': '' },
    { ...HONEY, ...tracked },
    { Handle: 'lost', 'Option1 Value': 'S', 'Variant Price': '3' },
    { Handle: 'shirt', 'Option1 Value': 'L', 'Variant Price': '13', 'Image Src': 'http://a.example/1.jpg' },
    { Handle: 'SHIRT', 'Option1 Value': 'L', 'Variant Price': '14' },
  );
  expect(products).toMatchObject([
    { handle: 'shirt', variants: [{ sku: 'shirt / L', priceMinor: 1_300 }], pictureUrls: [] },
  ]);
  expect(problems.map(({ line, severity, code, column }) => [line, severity, code, column])).toEqual([
    [2, 'error', 'bad-price', 'Variant Price'],
    [3, 'error', 'no-handle', 'Handle'],
    [4, 'error', 'no-price', 'Variant Price'],
    [5, 'error', 'bad-stock', 'Variant Inventory Qty'],
    [5, 'error', 'no-variant', null],
    [6, 'error', 'no-title', null],
    [7, 'warning', 'bad-picture', 'Image Src'],
    [8, 'error', 'duplicate-variant', null],
  ]);
});

test('what a person reads is one line without controls and overrides, and blank where there is nothing to see', () => {
  const { products, problems } = readCells({
    ...SHIRT,
    Title: ' Cafe\u0301\u202e shirt\r\nred\u0000 ',
    Vendor: '\u200b',
    'Body (HTML)': '<p>So\u202eft</p><p>\u200b</p>&#8238;warm',
    'Option1 Name': 'Si\u0007ze',
    'Option1 Value': '\u2066S\u2069',
    'Variant SKU': 'A\n1',
  });
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    {
      title: 'Café shirt red',
      vendor: null,
      description: 'Soft\nwarm',
      optionNames: ['Size'],
      variants: [{ sku: 'A 1', optionValues: ['S'] }],
    },
  ]);
  expect(readCells({ ...HONEY, Title: '\u200b' }).problems).toMatchObject([{ code: 'no-title' }]);
});

test('a title that no list could show is cut, with a warning', () => {
  const { products, problems } = readCells({ ...HONEY, Title: `${'x'.repeat(254)}🍯🍯` });
  expect(products[0]?.title).toBe('x'.repeat(254));
  expect(problems).toMatchObject([{ line: 2, severity: 'warning', code: 'text-cut', column: 'Title' }]);
});

test('a value belongs to the option of its own column, also where one before it has no name', () => {
  const row = { ...SHIRT, 'Option1 Name': '', 'Option1 Value': '', 'Option2 Name': 'Color' };
  const { products, problems } = readCells(
    { ...row, 'Option2 Value': 'Red' },
    { Handle: 'shirt', 'Option2 Value': 'Blue', 'Variant Price': '13' },
  );
  expect(problems).toEqual([]);
  expect(products).toMatchObject([
    { optionNames: ['Color'], variants: [{ optionValues: ['Red'] }, { optionValues: ['Blue'] }] },
  ]);
});
