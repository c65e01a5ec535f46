import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { typedOf } from '../../shared/catalog/edit-product.ts';
import type { TypedProduct } from '../../shared/catalog/typed-product.ts';
import { PictureId, ProductId, VariantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { Currency } from '../../shared/money.ts';
import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import { CATALOG_EXPORT_PATH, MAX_PRODUCTS, type ProductVersion } from '../../shared/protocol/catalog.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { catalogImportPath, catalogPreviewPath, ImportPreview } from '../../shared/protocol/table-import.ts';
import { openHttp, tea } from './http-fixture.ts';

const EUR = v.parse(Currency, 'EUR');
const TABLE = 'Handle,Title,Variant SKU,Variant Price\nhoney,Honey,H-1,9\njam,Jam,J-1,3\n';
const newId = v.parse(ProductId, 'Ab12Cd34Ef56Gh78Ij90');
const typedJam: TypedProduct = {
  facts: { title: 'Plum jam', vendor: null, description: 'Sweet', link: null, ownPictureId: null },
  variants: [
    {
      id: v.parse(VariantId, 'variant1'),
      sku: null,
      priceMinor: 450,
      formerPriceMinor: null,
      currency: EUR,
      stock: { kind: 'tracked', quantity: 7, whenOut: 'stop' },
    },
  ],
};

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ signUp: 'open' });
});
afterEach(() => http.close());

type Visitor = ReturnType<(typeof http)['visit']>;

const anOwner = async (): Promise<Visitor> => {
  const owner = http.visit();
  await owner.post(ENDPOINTS.signUp.path, { body: tea });
  return owner;
};
const preview = async (owner: Visitor, raw: string) =>
  v.parse(ImportPreview, (await owner.post(catalogPreviewPath(EUR), { raw })).body);
const importInto = async (owner: Visitor, raw: string) =>
  (await owner.post(catalogImportPath(EUR, (await preview(owner, raw)).plan), { raw })).body;
const listed = async (owner: Visitor) => {
  const body = { showId: null, search: '', after: null };
  return v.parse(
    CATALOG_ENDPOINTS.listProducts.result,
    (await owner.post(CATALOG_ENDPOINTS.listProducts.path, { body })).body,
  ).products;
};
const found = async (owner: Visitor, title: string) => {
  const card = (await listed(owner)).find((product) => product.title === title);
  assert(card, `${title} is in the catalog`);
  const { body } = await owner.post(CATALOG_ENDPOINTS.findProduct.path, { body: { showId: null, productId: card.id } });
  return v.parse(CATALOG_ENDPOINTS.findProduct.result, body);
};
const save = async (owner: Visitor, productId: string, version: ProductVersion | null, typed: TypedProduct) =>
  owner.post(CATALOG_ENDPOINTS.saveProduct.path, { body: { productId, version, typed } });
const saved = { status: 200, body: { outcome: 'saved' } };
const changed = { status: 200, body: { outcome: 'changed' } };

describe('a product that its owner types', () => {
  it('is in the catalog once, however often it is asked for, and goes out by the export', async () => {
    const owner = await anOwner();
    const answers = await Promise.all([1, 2, 3].map(() => save(owner, newId, null, typedJam)));
    for (const answer of answers) expect(answer).toMatchObject(saved);
    expect(await listed(owner)).toMatchObject([{ id: newId, title: 'Plum jam', stock: { kind: 'counted', units: 7 } }]);
    const { text } = await owner.get(CATALOG_EXPORT_PATH);
    expect(text).toContain('"Plum jam","plum-jam-ab12cd34","Sweet"');
    expect(await preview(owner, text)).toMatchObject({ counts: { create: 0, update: 0, unchanged: 1 } });
  });

  it('is another one than a shop’s of the same name, which comes by a table', async () => {
    const owner = await anOwner();
    await save(owner, newId, null, { ...typedJam, facts: { ...typedJam.facts, title: 'Jam' } });
    expect(await importInto(owner, TABLE)).toMatchObject({ create: 2, update: 0 });
    expect((await listed(owner)).map(({ title }) => title)).toEqual(['Jam', 'Honey', 'Jam']);
  });

  it('is what it was where the same id comes with other words, or with variants', async () => {
    const owner = await anOwner();
    await save(owner, newId, null, typedJam);
    const other = { ...typedJam, facts: { ...typedJam.facts, title: 'Apple jam' } };
    expect(await save(owner, newId, null, other)).toMatchObject(changed);
    expect((await listed(owner)).map(({ title }) => title)).toEqual(['Plum jam']);
    const two = { ...typedJam, variants: [...typedJam.variants, ...typedJam.variants] };
    expect(await save(owner, 'another', null, two)).toMatchObject({
      status: 400,
      body: { code: 'request.malformed', field: 'typed.variants' },
    });
  });

  it('names the field that no table could bring either', async () => {
    const owner = await anOwner();
    const [variant] = typedJam.variants;
    assert(variant, 'there is one');
    const answer = await save(owner, newId, null, { ...typedJam, variants: [{ ...variant, priceMinor: -1 }] });
    expect(answer).toMatchObject({ status: 400, body: { field: 'typed.variants.0.priceMinor' } });
  });

  it('is one of fifty thousand at the most', async () => {
    await http.close();
    http = await openHttp({
      wrapStore: (store) => ({ ...store, catalog: { ...store.catalog, countProducts: () => MAX_PRODUCTS } }),
    });
    const owner = await anOwner();
    expect(await save(owner, newId, null, typedJam)).toMatchObject({ status: 409, body: { code: 'catalog.full' } });
  });
});

describe('a product that its owner edits', () => {
  it('is changed at its place, and found again by the same table, which then says what it says', async () => {
    const owner = await anOwner();
    await importInto(owner, TABLE);
    const { product, version } = await found(owner, 'Honey');
    const before = await preview(owner, TABLE);
    const typed = typedOf({ ...product, title: 'Wild honey' });
    expect(await save(owner, product.id, version, typed)).toMatchObject(saved);
    expect((await listed(owner)).map(({ title }) => title)).toEqual(['Wild honey', 'Jam']);
    expect(await owner.post(catalogImportPath(EUR, before.plan), { raw: TABLE })).toMatchObject({
      body: { code: 'import.outdated' },
    });
    expect(await importInto(owner, TABLE)).toMatchObject({ create: 0, update: 1, unchanged: 1 });
    expect((await found(owner, 'Honey')).product).toEqual(product);
  });

  it('is not changed by whoever saw another version, unless it says what they wish already', async () => {
    const owner = await anOwner();
    await importInto(owner, TABLE);
    const { product, version } = await found(owner, 'Honey');
    const [mine, theirs] = ['Wild honey', 'Dark honey'].map((title) => typedOf({ ...product, title }));
    assert(mine && theirs, 'there are two');
    expect(await save(owner, product.id, version, theirs)).toMatchObject(saved);
    expect(await save(owner, product.id, version, mine)).toMatchObject(changed);
    expect(await save(owner, product.id, version, theirs)).toMatchObject(saved);
    const now = await found(owner, 'Dark honey');
    expect(await save(owner, product.id, now.version, mine)).toMatchObject(saved);
  });

  it('is of no other version by a picture that is fetched meanwhile', async () => {
    const owner = await anOwner();
    await importInto(owner, 'Handle,Title,Variant Price,Image Src\nhoney,Honey,9,https://a.example/1.jpg\n');
    const { product, version } = await found(owner, 'Honey');
    const channelId = http.store.records.channelByHandle(tea.handle)?.id;
    assert(channelId, 'the owner has a channel');
    const picture = { productId: product.id, url: 'https://a.example/1.jpg', pictureId: v.parse(PictureId, 'p1') };
    http.store.catalog.keepFetchedPicture(channelId, picture);
    expect(await save(owner, product.id, version, typedOf({ ...product, title: 'Wild honey' }))).toMatchObject(saved);
    expect((await found(owner, 'Wild honey')).product.pictures).toEqual([{ url: picture.url, pictureId: 'p1' }]);
  });

  it('has a SKU that no other has, and none of its own twice', async () => {
    const owner = await anOwner();
    await importInto(
      owner,
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\ntea,Tea,Size,S,T-S,5\ntea,,,M,T-M,9\n',
    );
    await importInto(owner, TABLE);
    const { product, version } = await found(owner, 'Tea');
    const [small, middle] = typedOf(product).variants;
    assert(small && middle, 'there are two');
    const withSku = (sku: string) => ({ ...typedOf(product), variants: [small, { ...middle, sku }] });
    for (const sku of ['h-1', 't-s'])
      expect(await save(owner, product.id, version, withSku(sku))).toMatchObject({
        status: 200,
        body: { outcome: 'sku-taken', sku },
      });
    expect(await save(owner, product.id, version, withSku('T-L'))).toMatchObject(saved);
    expect((await found(owner, 'Tea')).product.variants.map(({ sku }) => sku)).toEqual(['T-S', 'T-L']);
  });

  it('may have as many variants as shops allow', async () => {
    const owner = await anOwner();
    const rows = Array.from({ length: 2_048 }, (_, at) => `tea,${at === 0 ? 'Tea,Size' : ','},${at},TEA-SIZE-${at},5`);
    await importInto(owner, ['Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price', ...rows].join('\n'));
    const { product, version } = await found(owner, 'Tea');
    const typed = typedOf(product);
    const variants = typed.variants.map((variant) => ({ ...variant, priceMinor: 900 }));
    expect(await save(owner, product.id, version, { ...typed, variants })).toMatchObject(saved);
    expect(await listed(owner)).toMatchObject([{ variants: 2_048, prices: [{ minMinor: 900, maxMinor: 900 }] }]);
  });

  it('is gone where it was removed meanwhile', async () => {
    const owner = await anOwner();
    await importInto(owner, TABLE);
    const { product, version } = await found(owner, 'Honey');
    await owner.post(CATALOG_ENDPOINTS.removeProduct.path, { body: { productId: product.id } });
    expect(await save(owner, product.id, version, typedOf(product))).toMatchObject({
      status: 404,
      body: { code: 'catalog.product-not-found' },
    });
  });
});
