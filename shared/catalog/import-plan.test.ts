import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { PictureId } from '../ids.ts';
import { seededRandom } from '../random.ts';
import { HONEY, imported, shirtRows, size } from './catalog-fixture.ts';
import { planImport, type ImportPlan } from './import-plan.ts';
import type { Product } from './product.ts';
import { readCells } from './table-fixture.ts';

type Cells = Readonly<Record<string, string>>;

const plan = (existing: readonly Product[], rows: readonly Cells[]): ImportPlan =>
  planImport(existing, readCells(...rows), seededRandom(2));
const shortOf = ({ steps }: ImportPlan): readonly unknown[] =>
  steps.map((step) => [step.kind, step.product.handle, ...(step.kind === 'update' ? step.changed : [])]);
const wrongOf = ({ problems }: ImportPlan): readonly unknown[] =>
  problems.map(({ line, code, value }) => [line, code, value]);
const skusOf = (product: Product | undefined): readonly unknown[] =>
  product?.variants.map(({ sku, optionValues }) => [sku, ...optionValues]) ?? [];

describe('a first import', () => {
  test('creates every product, with ids of its own', () => {
    const [honey, shirt] = imported([HONEY, ...shirtRows(size('S'), size('M'))]);
    expect(honey).toMatchObject({ handle: 'honey', title: 'Honey', variants: [{ sku: 'H-1', priceMinor: 900 }] });
    expect(skusOf(shirt)).toEqual([
      ['S-S', 'S'],
      ['S-M', 'M'],
    ]);
    const ids = [honey, shirt].flatMap((product) => [product?.id, ...(product?.variants.map(({ id }) => id) ?? [])]);
    expect(new Set(ids).size).toBe(5);
    expect(honey).not.toHaveProperty('line');
    expect(honey?.variants[0]).not.toHaveProperty('line');
  });

  test('is the same twice', () => {
    const rows = [HONEY, ...shirtRows(size('S'))];
    expect(plan([], rows)).toEqual(plan([], rows));
  });
});

describe('another import', () => {
  test('of the same file changes nothing', () => {
    const rows = [HONEY, ...shirtRows(size('S'), size('M'))];
    expect(shortOf(plan(imported(rows), rows))).toEqual([
      ['unchanged', 'honey'],
      ['unchanged', 'shirt'],
    ]);
  });

  test('names what changed, and leaves products alone that it does not name', () => {
    const existing = imported([HONEY, ...shirtRows(size('S'))]);
    const next = plan(existing, [{ ...HONEY, Title: 'Wild honey', Price: '10' }]);
    expect(shortOf(next)).toEqual([['update', 'honey', 'title', 'priceMinor']]);
    expect(next.steps[0]?.product.id).toBe(existing[0]?.id);
    expect(next.steps[0]?.product.variants[0]?.id).toBe(existing[0]?.variants[0]?.id);
  });

  test('finds a product by its handle in any case, and a renamed one by a SKU in any case', () => {
    const existing = imported([HONEY, ...shirtRows(size('S'))]);
    expect(shortOf(plan(existing, [{ ...HONEY, 'URL handle': 'HONEY' }]))).toEqual([['update', 'HONEY', 'handle']]);
    expect(shortOf(plan(existing, [{ ...HONEY, 'URL handle': 'wild', SKU: 'h-1' }]))).toEqual([
      ['update', 'wild', 'handle', 'sku'],
    ]);
  });

  test('keeps what it has no column for, and empties what it has an empty cell for', () => {
    const told = { Vendor: 'Wang', 'Inventory tracker': 'shopify', 'Inventory quantity': '4', Description: 'Sweet' };
    const existing = imported([{ ...HONEY, ...told, 'Compare-at price': '12' }]);
    expect(shortOf(plan(existing, [HONEY]))).toEqual([['unchanged', 'honey']]);
    expect(shortOf(plan(existing, [{ ...HONEY, Vendor: '' }]))).toEqual([['update', 'honey', 'vendor']]);
  });

  test('drops a former price that the new one reaches', () => {
    const existing = imported([{ ...HONEY, 'Compare-at price': '12' }]);
    expect(shortOf(plan(existing, [{ ...HONEY, Price: '12' }]))).toEqual([
      ['update', 'honey', 'priceMinor', 'formerPriceMinor'],
    ]);
  });

  test('keeps the pictures that were fetched, by their addresses', () => {
    const picture = { 'Product image URL': 'https://a.example/1.jpg' };
    const [honey] = imported([{ ...HONEY, ...picture }]);
    const pictureId = v.parse(PictureId, 'fetched');
    const fetched = honey ? [{ ...honey, pictures: [{ url: picture['Product image URL'], pictureId }] }] : [];
    const next = plan(fetched, [
      { ...HONEY, ...picture },
      { 'URL handle': 'honey', 'Product image URL': 'https://a.example/2.jpg' },
    ]);
    expect(next.steps[0]?.product.pictures).toEqual([
      { url: 'https://a.example/1.jpg', pictureId },
      { url: 'https://a.example/2.jpg', pictureId: null },
    ]);
  });
});

describe('variants', () => {
  const existing = imported(shirtRows(size('S'), size('M')));
  const idOf = (product: Product | undefined, value: string): string | undefined =>
    product?.variants.find(({ optionValues }) => optionValues[0] === value)?.id;

  test('that the file does not name stay, and new ones come in', () => {
    const next = plan(existing, shirtRows(size('L'), size('M')));
    expect(shortOf(next)).toEqual([['update', 'shirt', 'variants']]);
    expect(skusOf(next.steps[0]?.product)).toEqual([
      ['S-L', 'L'],
      ['S-M', 'M'],
      ['S-S', 'S'],
    ]);
  });

  test('are found by their options where the SKU is new, or missing', () => {
    const renamed = plan(existing, shirtRows(size('S', { SKU: 'new' }), size('M'))).steps[0]?.product;
    expect(skusOf(renamed)).toEqual([
      ['new', 'S'],
      ['S-M', 'M'],
    ]);
    expect(idOf(renamed, 'S')).toBe(idOf(existing[0], 'S'));
    expect(shortOf(plan(existing, shirtRows(size('S', { SKU: '' }), size('M', { SKU: '' }))))).toEqual([
      ['unchanged', 'shirt'],
    ]);
  });

  test('go by their SKU where SKU and options are another two’s', () => {
    const swapped = plan(existing, shirtRows(size('M', { SKU: 'S-S' }), size('S', { SKU: 'S-M' })));
    expect(swapped.steps[0]?.product.variants[0]?.id).toBe(idOf(existing[0], 'S'));
    const partly = plan(existing, shirtRows(size('M', { SKU: 'S-S' })));
    expect(skusOf(partly.steps[0]?.product)).toEqual([['S-S', 'M']]);
  });

  test('of another number of options replace the former ones', () => {
    const row = { 'Option2 name': 'Color', 'Option2 value': 'Red' };
    const next = plan(existing, shirtRows(size('S', { ...row, SKU: 'red' })));
    expect(skusOf(next.steps[0]?.product)).toEqual([['red', 'S', 'Red']]);
  });

  test('of a file without options are changed by SKU, and cannot be added', () => {
    const row = { 'URL handle': 'shirt', Title: 'Shirt', Price: '20' };
    const next = plan(existing, [{ ...row, SKU: 's-m' }]);
    expect(
      next.steps[0]?.product.variants.map(({ optionValues, priceMinor }) => [optionValues[0], priceMinor]),
    ).toEqual([
      ['M', 2_000],
      ['S', 1_250],
    ]);
    const added = plan(existing, [{ ...row, SKU: 'S-XL' }]);
    expect(wrongOf(added)).toEqual([[2, 'no-options', 'S-XL']]);
    expect(shortOf(added)).toEqual([['unchanged', 'shirt']]);
  });
});

describe('what the import leaves out', () => {
  const existing = imported([HONEY, ...shirtRows(size('S'))]);

  test('is a variant whose SKU is another product’s', () => {
    const next = plan(existing, shirtRows(size('S'), size('M', { SKU: 'h-1' })));
    expect(wrongOf(next)).toEqual([[3, 'sku-taken', 'h-1']]);
    expect(shortOf(next)).toEqual([['unchanged', 'shirt']]);
  });

  test('is a product of which no variant is left', () => {
    const next = plan(existing, [
      HONEY,
      { ...HONEY, 'URL handle': 'other', SKU: 'S-S', Title: 'Other' },
      ...shirtRows(size('M')),
    ]);
    expect(wrongOf(next)).toEqual([
      [3, 'sku-taken', 'S-S'],
      [3, 'no-variant', 'Other'],
    ]);
  });

  test('is the second product of one handle', () => {
    const item = { id: 'X', title: 'One', price: '1 EUR', availability: 'in_stock', item_group_id: '' };
    const next = plan([], [item, { ...item, id: 'Y', item_group_id: 'x' }]);
    expect(wrongOf(next)).toEqual([[3, 'duplicate-product', 'x']]);
  });

  test('is a second variant of the same options', () => {
    const next = plan([], shirtRows(size('S'), size('s', { SKU: 'other' })));
    expect(wrongOf(next)).toEqual([[3, 'duplicate-variant', 'other']]);
  });
});
