import { expect, test } from 'vitest';
import { HONEY, imported, shirtRows, size } from './catalog-fixture.ts';
import { csvLine, exportTable } from './export-table.ts';

/** The rows as objects of the cells that are not empty. */
const rowsOf = (products: Parameters<typeof exportTable>[0]): readonly Readonly<Record<string, string>>[] => {
  const [header = [], ...rows] = exportTable(products);
  return rows.map((cells) =>
    Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''] as const).filter(([, cell]) => cell !== '')),
  );
};

test('a product is a row for each variant, with its pictures beside them and below', () => {
  const pictures = ['1', '2', '3'].map((name) => ({ 'Product image URL': `https://a.example/${name}.jpg` }));
  const shirt = imported([
    ...shirtRows({ ...size('S'), ...pictures[0] }, { ...size('M'), ...pictures[1] }),
    { 'URL handle': 'shirt', ...pictures[2] },
  ]);
  expect(rowsOf(shirt)).toEqual([
    {
      Title: 'Shirt',
      'URL handle': 'shirt',
      SKU: 'S-S',
      'Option1 name': 'Size',
      'Option1 value': 'S',
      Price: '12.50',
      'Product image URL': 'https://a.example/1.jpg',
      'Image position': '1',
      Currency: 'EUR',
    },
    {
      'URL handle': 'shirt',
      SKU: 'S-M',
      'Option1 value': 'M',
      Price: '12.50',
      'Product image URL': 'https://a.example/2.jpg',
      'Image position': '2',
      Currency: 'EUR',
    },
    { 'URL handle': 'shirt', 'Product image URL': 'https://a.example/3.jpg', 'Image position': '3' },
  ]);
});

test('what a spreadsheet would compute is text, and a description is markup', () => {
  const stock = {
    'Inventory tracker': 'shopify',
    'Inventory quantity': '0',
    'Continue selling when out of stock': 'true',
  };
  const honey = { ...HONEY, ...stock, Title: '=HYPERLINK("x")', SKU: '-1', Description: '5 &lt; 6<br>&amp; more' };
  expect(rowsOf(imported([honey]))).toEqual([
    {
      Title: '\'=HYPERLINK("x")',
      'URL handle': 'honey',
      Description: '5 &lt; 6<br>&amp; more',
      SKU: "'-1",
      'Option1 name': 'Title',
      'Option1 value': 'Default Title',
      Price: '9.00',
      'Inventory tracker': 'shopify',
      'Inventory quantity': '0',
      'Continue selling when out of stock': 'continue',
      Currency: 'EUR',
    },
  ]);
});

test('a line of the file quotes every cell', () => {
  expect(csvLine(['a', 'say "hi"', 'two\nlines', ''])).toBe('"a","say ""hi""","two\nlines",""\r\n');
});
