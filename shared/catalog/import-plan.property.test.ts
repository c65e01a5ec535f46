import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../random.ts';
import { handleKey, optionsKey, skuKey } from './catalog-key.ts';
import { exportTable } from './export-table.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import type { Product } from './product.ts';
import { readTable } from './read-table.ts';
import { EUR, readCells } from './table-fixture.ts';
import { visibleLine } from '../visible-text.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
const FILES = 60;

const pick = <Value>(random: Random, values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];

const WORDS = [
  'Honey',
  '=1+1',
  "'=x",
  "''-2",
  '@a',
  '蜂蜜',
  'a, "b"',
  'two\nlines',
  '5 &lt; 6',
  '&amp;lt;b&gt;',
  'a\u202eb',
  '\u200b',
  '\u0000=2',
  '',
] as const;
const HEADER = [
  'Title',
  'URL handle',
  'Price',
  'SKU',
  'Description',
  'Vendor',
  'Barcode',
  'Compare-at price',
  'Currency',
];
const OPTIONS = ['Option1 name', 'Option1 value', 'Option2 name', 'Option2 value'];
const STOCK = ['Inventory tracker', 'Inventory quantity', 'Continue selling when out of stock'];
const PICTURES = ['Product image URL', 'Variant image URL', 'Link'];

/** What a shop may send: few handles and SKUs, so that they meet; columns missing, cells blank, formulas. */
const aFile = (random: Random): ReturnType<typeof readCells> => {
  const columns = new Set(
    [HEADER.slice(0, 4), HEADER.slice(4), OPTIONS, STOCK, PICTURES].flatMap((names, at) =>
      at === 0 || random() < 0.7 ? names : [],
    ),
  );
  const rows = Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
    const address = `https://a.example/${Math.floor(random() * 4)}.jpg`;
    const all: Readonly<Record<string, string>> = {
      Title: pick(random, WORDS),
      'URL handle': pick(random, ['a', 'A', 'b', '-c', "'=d", 'e']),
      Price: pick(random, ['1', '12.50', '', '1,290', 'free']),
      SKU: pick(random, ['', '', 's1', 'S1', '=s2', 's3', 's4', 'a / S']),
      Description: pick(random, WORDS),
      Vendor: pick(random, WORDS),
      Barcode: pick(random, ['', '+40', '0123']),
      'Compare-at price': pick(random, ['', '99']),
      Currency: pick(random, ['', 'USD', 'JPY', 'KWD']),
      'Option1 name': pick(random, ['Size', 'Size', 'Color', '']),
      'Option1 value': pick(random, ['S', 'M', '-L', 'S\u0007', '']),
      'Option2 name': pick(random, ['', 'Cut']),
      'Option2 value': pick(random, ['', 'Slim', 'slim']),
      'Inventory tracker': pick(random, ['', 'shopify']),
      'Inventory quantity': pick(random, ['', '0', '7', '-3']),
      'Continue selling when out of stock': pick(random, ['deny', 'TRUE']),
      'Product image URL': pick(random, ['', address]),
      'Variant image URL': pick(random, ['', address]),
      Link: pick(random, ['', address]),
    };
    return Object.fromEntries(Object.entries(all).filter(([name]) => columns.has(name)));
  });
  return readCells(...rows);
};

const applied = (existing: readonly Product[], { steps }: ImportPlan): readonly Product[] => {
  const catalog = new Map(existing.map((product) => [product.id, product]));
  for (const { product } of steps) catalog.set(product.id, product);
  return [...catalog.values()];
};

const exported = (products: readonly Product[]): ReturnType<typeof readTable> => {
  const [header = [], ...rows] = exportTable(products);
  const sheet = rows.map((cells, index) => ({ line: index + 2, cells }));
  return readTable({ dialect: 'shopify-current', header, currency: EUR }, sheet);
};

const changesOf = ({ steps }: ImportPlan): readonly unknown[] => steps.filter(({ kind }) => kind !== 'unchanged');

const expectOnce = (keys: readonly string[]): void => {
  expect(new Set(keys).size).toBe(keys.length);
};

describe(`imports of any files into one catalog (TALLY_SEED=${SEED})`, () => {
  const random = seededRandom(SEED);
  let catalog: readonly Product[] = [];

  it.each(Array.from({ length: FILES }, (_, index) => index + 1))('file %i', (file) => {
    if (file % 6 === 1) catalog = [];
    const table = aFile(random);
    const plan = planImport(catalog, table, random);
    const before = catalog;
    catalog = applied(catalog, plan);

    // Nothing goes, and nobody is found twice.
    expect(catalog.length).toBeGreaterThanOrEqual(before.length);
    expectOnce(plan.steps.map(({ product }) => product.id));
    expectOnce(catalog.map(({ handle }) => handleKey(handle)));
    expectOnce(catalog.flatMap(({ variants }) => variants.map(({ sku }) => skuKey(sku))));
    expectOnce(catalog.flatMap(({ variants }) => variants.map(({ id }) => id)));
    for (const { variants, optionNames } of catalog) {
      expect(variants.length).toBeGreaterThan(0);
      expectOnce(variants.map(({ optionValues }) => optionsKey(optionValues)));
      expect(variants.every(({ optionValues }) => optionValues.length === optionNames.length)).toBe(true);
    }

    for (const { title, optionNames, variants } of catalog)
      for (const text of [title, ...optionNames, ...variants.flatMap(({ optionValues }) => optionValues)])
        expect(visibleLine(text)).toBe(text);

    // What was exported is what is there.
    const again = exported(catalog);
    expect(again.problems).toEqual([]);
    const none = planImport(catalog, again, random);
    expect(none.steps).toHaveLength(catalog.length);
    expect(changesOf(none)).toEqual([]);
  });
});
