import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { HONEY, imported, shirtRows, size } from '../../shared/catalog/catalog-fixture.ts';
import { PictureId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { Currency } from '../../shared/money.ts';
import { seededRandom } from '../../shared/random.ts';
import { CatalogEditing } from '../state/catalog-editing.ts';
import { Catalog } from '../state/catalog.svelte.ts';
import { FakeOffice } from '../state/testing/fake-office.ts';
import { ProductEditor } from './product-editor.svelte.ts';

const [CNY, JPY] = ['CNY', 'JPY'].map((code) => v.parse(Currency, code));
assert(CNY && JPY, 'there are two currencies');
const likelyCurrency = CNY;

const open = async (rows: Parameters<typeof imported>[0]) => {
  const office = new FakeOffice();
  if (rows.length > 0) office.products.push(...imported(rows));
  const { signal } = new AbortController();
  const catalog = new Catalog(office.call, null, signal);
  const upload = () => Promise.resolve(v.parse(PictureId, 'p1'));
  const editing = new CatalogEditing({ call: office.call, upload, random: seededRandom(5) }, signal);
  const [product] = office.products;
  const seen = product ? await catalog.find(product.id) : null;
  const editor = new ProductEditor({ catalog, editing, likelyCurrency, seen: seen?.ok ? seen.value : null });
  office.asked.length = 0;
  return { office, editor };
};
const aNewOne = async () => {
  const { office, editor } = await open([]);
  editor.set({ title: 'Tea' });
  editor.setVariant(0, { price: '88' });
  return { office, editor };
};
const anOpenOne = async (rows: Parameters<typeof imported>[0] = [HONEY]) => {
  const { office, editor } = await open(rows);
  const [product] = office.products;
  assert(product, 'the fixture has a product');
  return { office, editor, product };
};

describe('a product on its way into the catalog', () => {
  it('is added once, however often the button is pressed', async () => {
    const { editor, office } = await aNewOne();
    expect(editor.form.variants[0]?.currency).toBe('CNY');
    expect(await Promise.all([editor.save(), editor.save()])).toEqual(['Tea', null]);
    expect(office.products).toMatchObject([{ title: 'Tea', variants: [{ priceMinor: 8_800 }] }]);
    expect(office.asked).toEqual(['saveProduct']);
  });

  it('is added once, too, where the answer was lost and somebody presses again', async () => {
    const { editor, office } = await aNewOne();
    office.failures.set('saveProduct', 'net.unreachable');
    expect(await editor.save()).toBeNull();
    expect(editor.attempt.refusal).toBe('net.unreachable');
    office.failures.clear();
    expect(await editor.save()).toBe('Tea');
    expect(office.products).toHaveLength(1);
  });

  it('may be of any currency', async () => {
    const { editor, office } = await aNewOne();
    editor.setCurrency(JPY);
    expect(await editor.save()).toBe('Tea');
    expect(office.products).toMatchObject([{ variants: [{ priceMinor: 88, currency: 'JPY' }] }]);
  });

  it('says what is wrong once somebody has tried, and asks nobody then', async () => {
    const { editor, office } = await open([]);
    expect(editor.faults).toEqual({ variants: [] });
    expect(await editor.save()).toBeNull();
    expect(editor.faults).toEqual({ title: 'missing', variants: [{ price: 'missing' }] });
    expect(office.asked).toEqual([]);
  });
});

describe('a product that is edited', () => {
  it('is what was typed, each variant by itself', async () => {
    const { editor, office } = await anOpenOne(shirtRows(size('S'), size('M')));
    editor.setVariant(1, { price: '15', stock: 4 });
    expect(await editor.save()).toBe('Shirt');
    expect(office.products[0]?.variants).toMatchObject([
      { priceMinor: 1_250, stock: { kind: 'untracked' } },
      { priceMinor: 1_500, stock: { kind: 'tracked', quantity: 4, whenOut: 'stop' } },
    ]);
  });

  it('is not saved over what somebody else saved, and can be shown as it is now', async () => {
    const { editor, office, product } = await anOpenOne();
    editor.set({ title: 'Mine' });
    office.products.splice(0, 1, { ...product, title: 'Theirs' });
    expect(await editor.save()).toBeNull();
    expect([editor.trouble, editor.form.title, office.products[0]?.title]).toEqual([
      { kind: 'changed' },
      'Mine',
      'Theirs',
    ]);
    await editor.showCurrent();
    expect([editor.trouble, editor.form.title]).toEqual([null, 'Theirs']);
    editor.set({ title: 'Mine' });
    expect(await editor.save()).toBe('Mine');
    office.products.length = 0;
    await editor.showCurrent();
    expect(editor.trouble).toEqual({ kind: 'gone', code: 'catalog.product-not-found' });
  });

  it('says of which variant another product has the SKU, until another one is typed', async () => {
    const { editor, office } = await anOpenOne(shirtRows(size('S'), size('M')));
    editor.setVariant(1, { sku: ' H-1 ' });
    office.outcomes.push({ outcome: 'sku-taken', sku: 'h-1' });
    expect(await editor.save()).toBeNull();
    const faults = () => editor.form.variants.map((variant) => editor.skuFault(variant, {}));
    expect(faults()).toEqual([undefined, 'taken']);
    editor.setVariant(1, { sku: 'S-L' });
    expect(faults()).toEqual([undefined, undefined]);
    const [variant] = editor.form.variants;
    assert(variant, 'there are two');
    expect(editor.skuFault(variant, { sku: 'doubled' })).toBe('doubled');
  });
});
