import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { HONEY, imported, shirtRows, size } from '../../shared/catalog/catalog-fixture.ts';
import { typedOf } from '../../shared/catalog/edit-product.ts';
import type { Product } from '../../shared/catalog/product.ts';
import { VariantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { Currency } from '../../shared/money.ts';
import {
  currencyOf,
  emptyProductForm,
  onlyVariant,
  productFormOf,
  readProductForm,
  type ProductForm,
} from './product-form.ts';

const JPY = v.parse(Currency, 'JPY');
const only = ([product]: readonly Product[]): Product => {
  assert(product, 'the fixture has a product');
  return product;
};
const honey = () => productFormOf(only(imported([HONEY])));
const shirt = () => productFormOf(only(imported(shirtRows(size('S'), size('M', { Currency: 'JPY', Price: '900' })))));
const withVariant = (form: ProductForm, at: number, change: Partial<ProductForm['variants'][number]>): ProductForm => ({
  ...form,
  variants: form.variants.map((variant, index) => (index === at ? { ...variant, ...change } : variant)),
});
const faultsOf = (form: ProductForm) => {
  const read = readProductForm(form);
  return read.ok ? null : read.error;
};

describe('the form of a product of the catalog', () => {
  it.each([
    ['one of nothing but a price', [HONEY]],
    [
      'one of everything',
      [
        {
          ...HONEY,
          Vendor: 'Wang',
          Description: 'Sweet<br>and dark',
          Link: 'https://a.example/h',
          'Compare-at price': '12',
        },
      ],
    ],
    ['counted', [{ ...HONEY, 'Inventory tracker': 'shopify', 'Inventory quantity': '0' }]],
    [
      'sold on when out',
      [
        {
          ...HONEY,
          'Inventory tracker': 'shopify',
          'Inventory quantity': '4',
          'Continue selling when out of stock': 'true',
        },
      ],
    ],
    ['several variants, one without a SKU of its own', shirtRows(size('S', { SKU: '' }), size('M'))],
  ])('reads back what it was filled with: %s', (_what, rows) => {
    const product = only(imported(rows));
    expect(readProductForm(productFormOf(product))).toEqual({ ok: true, value: typedOf(product) });
  });

  it('names the variants by their options, and one that is alone by nothing', () => {
    expect(shirt().variants.map(({ name, sku }) => [name, sku])).toEqual([
      ['S', 'S-S'],
      ['M', 'S-M'],
    ]);
    expect(honey().variants.map(({ name }) => name)).toEqual(['']);
    const onlySmall = productFormOf(only(imported(shirtRows(size('S')))));
    expect([honey(), onlySmall, shirt()].map((form) => onlyVariant(form)?.sku ?? null)).toEqual(['H-1', null, null]);
  });

  it('asks for a name and a price and for nothing else', () => {
    const empty = emptyProductForm(JPY, v.parse(VariantId, 'one'));
    expect(faultsOf(empty)).toEqual({ title: 'missing', variants: [{ price: 'missing' }] });
    expect(readProductForm(withVariant({ ...empty, title: ' Tea ' }, 0, { price: '1,290' }))).toEqual({
      ok: true,
      value: {
        facts: { title: 'Tea', vendor: null, description: '', link: null, ownPictureId: null },
        variants: [
          {
            id: 'one',
            sku: null,
            priceMinor: 1_290,
            formerPriceMinor: null,
            currency: 'JPY',
            stock: { kind: 'untracked' },
          },
        ],
      },
    });
  });

  it('says of each field what is wrong with it', () => {
    const wrong = { ...shirt(), title: '\u200b', link: 'my shop', description: '&'.repeat(20_000) };
    expect(faultsOf(withVariant(wrong, 1, { price: 'nine', formerPrice: '5o', stock: 1.5 }))).toEqual({
      title: 'missing',
      link: 'unreadable',
      description: 'too-long',
      variants: [{}, { price: 'unreadable', formerPrice: 'unreadable', stock: 'unreadable' }],
    });
    expect(faultsOf(withVariant(honey(), 0, { formerPrice: '9' }))?.variants).toEqual([{ formerPrice: 'not-higher' }]);
  });

  it('takes no SKU twice, in any case, and none as often as it likes', () => {
    expect(faultsOf(withVariant(shirt(), 1, { sku: ' s-s ' }))?.variants).toEqual([
      { sku: 'doubled' },
      { sku: 'doubled' },
    ]);
    expect(faultsOf(withVariant(withVariant(shirt(), 0, { sku: '' }), 1, { sku: ' ' }))).toBeNull();
  });

  it('has a currency where all of its variants have the same', () => {
    expect([currencyOf(honey()), currencyOf(shirt())]).toEqual(['EUR', null]);
  });
});
