import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { imported, shirtRows, size } from '../../../shared/catalog/catalog-fixture.ts';
import { PictureId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { readItemForm } from './item-form.ts';
import { pickedForm, type Pick } from './picked-form.ts';

const picked = (cells: Readonly<Record<string, string>>, at = 0): Pick => {
  const [product] = imported(shirtRows(size('S', cells), size('M', { 'Option1 value': 'M' })));
  const variant = product?.variants[at];
  assert(product && variant, 'the fixture has a product with two variants');
  return { product, variant };
};

const TRACKED = { 'Inventory tracker': 'shopify', 'Inventory quantity': '7' };

describe('a variant that is picked for a show', () => {
  it('fills the form with what the catalog says', () => {
    const pick = picked({ ...TRACKED, 'Compare-at price': '20', Link: 'https://a.example/shirt' });
    expect(pickedForm(pick)).toEqual({
      name: 'Shirt · S',
      price: '12.50',
      formerPrice: '20.00',
      currency: 'EUR',
      stock: 7,
      link: 'https://a.example/shirt',
      pictureId: null,
      sku: 'S-S',
      limitPerBuyer: null,
    });
    expect(readItemForm(pickedForm(pick))).toMatchObject({ ok: true, value: { priceMinor: 1_250, stock: 7 } });
  });

  it('brings the shop’s number for it, and none that an import made', () => {
    expect(pickedForm(picked({ SKU: 'SH-S' })).sku).toBe('SH-S');
    expect(pickedForm(picked({ SKU: '' })).sku).toBe('');
  });

  it('leads to itself in the shop, where a feed says which variant it is', () => {
    const pick = picked({ SKU: 'shopify_US_11_42', Link: 'https://a.example/shirt?variant=41' });
    expect(pickedForm(pick).link).toBe('https://a.example/shirt?variant=42');
    const other = picked({ SKU: 'shopify_11_42', Link: 'https://a.example/shirt?variant=41' });
    expect(pickedForm(other).link).toBe('https://a.example/shirt?variant=41');
  });

  it('is called as its product where it has no options, and never too long for a shelf', () => {
    const [honey] = imported([{ 'URL handle': 'honey', Title: 'H'.repeat(200), Price: '9' }]);
    const variant = honey?.variants[0];
    assert(honey && variant, 'the fixture has a product');
    expect(pickedForm({ product: honey, variant }).name).toBe('H'.repeat(120));
  });

  it.each([
    ['is counted', TRACKED, 7],
    ['is not counted', { 'Inventory quantity': '7' }, null],
    ['is sold on when it is out', { ...TRACKED, 'Continue selling when out of stock': 'TRUE' }, null],
  ])('may be promised as the shop says: %s', (_what, cells, units) => {
    expect(pickedForm(picked(cells)).stock).toBe(units);
  });

  it('has its own picture, else the owner’s of the product, else its first that was fetched', () => {
    const [one, two] = ['one', 'two'].map((id) => v.parse(PictureId, id));
    const url = (name: string) => `https://a.example/${name}.jpg`;
    const pick = picked({ 'Variant image URL': url('b') });
    const pictures = [
      { url: url('x'), pictureId: null },
      { url: url('a'), pictureId: one ?? null },
      { url: url('b'), pictureId: two ?? null },
    ];
    const own = v.parse(PictureId, 'own');
    expect(pickedForm({ ...pick, product: { ...pick.product, pictures } }).pictureId).toBe('two');
    const brought = { ...pick.product, pictures: pictures.slice(0, 2), ownPictureId: own };
    expect(pickedForm({ ...pick, product: brought }).pictureId).toBe('own');
    expect(pickedForm({ ...pick, product: { ...pick.product, pictures: pictures.slice(0, 2) } }).pictureId).toBe('one');
  });
});
