import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PictureId, ProductId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { seededRandom } from '../random.ts';
import { HONEY, imported, shirtRows, size } from './catalog-fixture.ts';
import { doubledSku, editProduct, makeProduct, typedOf } from './edit-product.ts';
import { exportTable } from './export-table.ts';
import { planImport } from './import-plan.ts';
import type { Product } from './product.ts';
import { readTable } from './read-table.ts';
import { EUR, readCells } from './table-fixture.ts';
import { TypedProduct } from './typed-product.ts';

type Cells = Readonly<Record<string, string>>;

const id = v.parse(ProductId, 'Ab12Cd34Ef56Gh78Ij90');
const only = (products: readonly Product[]): Product => {
  const [product, ...others] = products;
  assert(product && others.length === 0, 'the fixture has one product');
  return product;
};
const honey = (cells: Cells = {}): Product => only(imported([{ ...HONEY, ...cells }]));
const typedHoney = (over: Partial<TypedProduct['facts']> = {}, sku: string | null = null): TypedProduct => {
  const { facts, variants } = typedOf(honey());
  return { facts: { ...facts, ...over }, variants: variants.map((variant) => ({ ...variant, sku })) };
};
const made = (typed: TypedProduct): Product => {
  const product = makeProduct(id, typed);
  assert(product, 'it has one variant');
  return product;
};
const edited = (product: Product, change: (typed: TypedProduct) => TypedProduct): Product => {
  const next = editProduct(product, change(typedOf(product)));
  assert(next, 'its variants are those that it has');
  return next;
};
const withSku = (product: Product, sku: string | null): Product =>
  edited(product, ({ facts, variants }) => ({ facts, variants: variants.map((variant) => ({ ...variant, sku })) }));

const stepsOf = (existing: readonly Product[], rows: readonly Cells[]) =>
  planImport(existing, readCells(...rows), seededRandom(2)).steps;
const exportedAgain = (products: readonly Product[]) => {
  const [header = [], ...rows] = exportTable(products);
  const sheet = rows.map((cells, index) => ({ line: index + 2, cells }));
  const table = readTable({ dialect: 'shopify-current', header, currency: EUR }, sheet);
  return planImport(products, table, seededRandom(3));
};

describe('a product that is added by hand', () => {
  it('has one variant, and a handle of its title that no shop would think of', () => {
    const product = made(typedHoney({ title: 'Wild honey, 500 g', vendor: 'Wang' }));
    expect(product).toMatchObject({
      id,
      handle: 'wild-honey-500-g-ab12cd34',
      title: 'Wild honey, 500 g',
      vendor: 'Wang',
    });
    expect(product.variants).toMatchObject([{ sku: 'wild-honey-500-g-ab12cd34', priceMinor: 900, optionValues: [] }]);
    expect(made(typedHoney({ title: '🍯' })).handle).toBe('product-ab12cd34');
    expect(made(typedHoney({ title: '野花蜂蜜' })).handle).toBe('野花蜂蜜-ab12cd34');
  });

  it('has no two variants, which are an import’s to bring', () => {
    const { facts, variants } = typedHoney();
    expect(makeProduct(id, { facts, variants: [...variants, ...variants] })).toBeNull();
  });

  it('stays another product than a shop’s of the same title', () => {
    const byHand = made(typedHoney());
    expect(stepsOf([byHand], [{ ...HONEY, SKU: '' }]).map(({ kind }) => kind)).toEqual(['create']);
    expect(stepsOf([byHand], [HONEY]).map(({ kind }) => kind)).toEqual(['create']);
  });

  it('is found by its SKU when the shop’s table comes', () => {
    const byHand = made(typedHoney({ title: 'Honey of ours' }, 'h-1'));
    const [step, ...others] = stepsOf([byHand], [HONEY]);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ kind: 'update', product: { id, handle: 'honey', title: 'Honey' } });
  });

  it('goes out by the export, and comes back as it is', () => {
    const byHand = made(
      typedHoney({ description: ' 5 < 6 &amp; more\n\n  second  line ', link: 'https://a.example/h' }),
    );
    expect(byHand.description).toBe('5 < 6 &amp; more\nsecond line');
    expect(exportedAgain([byHand])).toMatchObject({ problems: [], steps: [{ kind: 'unchanged' }] });
    expect(exportedAgain([made(typedHoney({ title: '=1+1' }, '-2'))])).toMatchObject({
      steps: [{ kind: 'unchanged' }],
    });
  });
});

describe('a product that is edited by hand', () => {
  it('says of itself what is given back to it, and is the same then', () => {
    const [shirt] = imported(
      shirtRows(size('S', { Vendor: 'Wang', 'Compare-at price': '20' }), size('M', { SKU: '' })),
    );
    assert(shirt, 'the fixture has a product');
    expect(typedOf(shirt).variants.map(({ sku }) => sku)).toEqual(['S-S', null]);
    expect(edited(shirt, (typed) => typed)).toEqual(shirt);
  });

  it('keeps handle, options, barcode and the shop’s pictures', () => {
    const before = honey({ Barcode: '0123', 'Product image URL': 'https://a.example/1.jpg' });
    const ownPictureId = v.parse(PictureId, 'own');
    const after = edited(before, ({ facts, variants }) => ({
      facts: { ...facts, title: 'Wild honey', ownPictureId },
      variants: variants.map((variant) => ({ ...variant, priceMinor: 1_000, formerPriceMinor: 1_200 })),
    }));
    expect(after).toEqual({
      ...before,
      title: 'Wild honey',
      ownPictureId,
      variants: [{ ...before.variants[0], priceMinor: 1_000, formerPriceMinor: 1_200 }],
    });
  });

  it('takes no variants but its own', () => {
    const [shirt] = imported(shirtRows(size('S'), size('M')));
    assert(shirt, 'the fixture has a product');
    const { facts, variants } = typedOf(shirt);
    expect(editProduct(shirt, { facts, variants: variants.slice(0, 1) })).toBeNull();
    expect(editProduct(shirt, { facts, variants: [...variants, ...variants.slice(0, 1)] })).toBeNull();
    expect(editProduct(shirt, { facts, variants: typedHoney().variants })).toBeNull();
  });

  it.each([
    [
      'title and price',
      (product: Product) => edited(product, ({ facts, variants }) => ({ facts: { ...facts, title: 'Jam' }, variants })),
    ],
    ['its SKU', (product: Product) => withSku(product, 'other')],
    ['no SKU any more', (product: Product) => withSku(product, null)],
  ])('is found by the same table again, and is one product: %s', (_what, change) => {
    const before = honey();
    const [step, ...others] = stepsOf([change(before)], [HONEY]);
    expect(others).toEqual([]);
    expect(step).toMatchObject({ kind: 'update', product: before });
  });

  it('has its variants found by the same table again, whatever their SKUs are now', () => {
    const rows = shirtRows(size('S'), size('M'));
    const shirt = only(imported(rows));
    const swapped = edited(shirt, ({ facts, variants: [small, middle] }) => {
      assert(small && middle, 'the fixture has two variants');
      return { facts, variants: [{ ...small, sku: 'new', priceMinor: 1 }, middle] };
    });
    expect(stepsOf([swapped], rows)).toMatchObject([{ kind: 'update', product: shirt }]);
  });

  it('keeps its own SKU where the shop’s table has none, and its own picture whatever the table says', () => {
    const rows = [{ ...HONEY, SKU: '', 'Product image URL': '' }];
    const ownPictureId = v.parse(PictureId, 'own');
    const changed = { ...withSku(only(imported(rows)), 'mine'), ownPictureId };
    expect(stepsOf([changed], rows)).toMatchObject([{ kind: 'unchanged', product: { ownPictureId } }]);
  });

  it('goes out by the export as it is now', () => {
    const changed = withSku({ ...honey(), title: 'Wild honey' }, 'W-1');
    const rows = [...exportTable([changed])];
    expect(rows[1]).toEqual(expect.arrayContaining(['Wild honey', 'W-1']));
    expect(exportedAgain([changed])).toMatchObject({ problems: [], steps: [{ kind: 'unchanged' }] });
  });

  it('has no SKU twice, in any case', () => {
    const [shirt] = imported(shirtRows(size('S'), size('M')));
    assert(shirt, 'the fixture has a product');
    expect(doubledSku(shirt)).toBeNull();
    const [small, middle] = shirt.variants;
    assert(small && middle, 'the fixture has two variants');
    expect(doubledSku({ ...shirt, variants: [small, { ...middle, sku: 's-s' }] })).toBe('s-s');
  });
});

describe('what is typed', () => {
  const whole = typedHoney();
  const [variant] = whole.variants;
  const withFacts = (over: object) => ({ ...whole, facts: { ...whole.facts, ...over } });
  const withVariant = (over: object) => ({ ...whole, variants: [{ ...variant, ...over }] });

  it.each([
    ['no title', withFacts({ title: ' \u200b ' })],
    ['a title that no list could show', withFacts({ title: 'H'.repeat(256) })],
    ['a description that no table’s cell holds', withFacts({ description: '&'.repeat(20_000) })],
    ['a link that is none', withFacts({ link: 'javascript:alert(1)' })],
    ['a price below nothing', withVariant({ priceMinor: -1 })],
    ['a price of half a cent', withVariant({ priceMinor: 0.5 })],
    ['a price beyond any', withVariant({ priceMinor: 1_000_000_000_001 })],
    ['a former price that is not higher', withVariant({ formerPriceMinor: 900 })],
    ['a currency that is none', withVariant({ currency: 'euro' })],
    ['a stock below nothing', withVariant({ stock: { kind: 'tracked', quantity: -1, whenOut: 'stop' } })],
    ['a stock beyond any', withVariant({ stock: { kind: 'tracked', quantity: 1_000_001, whenOut: 'stop' } })],
    ['a SKU of nothing', withVariant({ sku: '' })],
    ['a SKU too long', withVariant({ sku: 's'.repeat(256) })],
    ['no variant', { ...whole, variants: [] }],
    ['what nobody can say by hand', withFacts({ handle: 'mine' })],
  ])('is refused: %s', (_what, typed) => {
    expect(v.is(TypedProduct, typed)).toBe(false);
  });

  it('is cleaned as a table’s cells are', () => {
    const { facts } = withFacts({ title: ' Wild\thoney ', link: 'https://a.example/ ' });
    const { variants } = withVariant({ sku: ' a\u0007 ' });
    const product = made(v.parse(TypedProduct, { facts, variants }));
    expect(product).toMatchObject({ title: 'Wild honey', link: 'https://a.example/', variants: [{ sku: 'a' }] });
  });
});
