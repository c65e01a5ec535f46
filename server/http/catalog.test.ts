import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Currency } from '../../shared/money.ts';
import { CATALOG_ENDPOINTS } from '../../shared/protocol/catalog-endpoints.ts';
import { CATALOG_EXPORT_PATH } from '../../shared/protocol/catalog.ts';
import {
  CATALOG_PREVIEW_PATH,
  catalogImportPath,
  catalogPreviewPath,
  ImportPreview,
  MAX_TABLE_BYTES,
} from '../../shared/protocol/table-import.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { openHttp, tea } from './http-fixture.ts';

const EUR = v.parse(Currency, 'EUR');
const SHOP = readFileSync(new URL('../../e2e/fixtures/shopify-export.csv', import.meta.url));
const everything = { showId: null, search: '', after: null };

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ signUp: 'open' });
});
afterEach(() => http.close());

type Visitor = ReturnType<(typeof http)['visit']>;

const anOwner = async (handle = 'tea'): Promise<Visitor> => {
  const owner = http.visit();
  await owner.post(ENDPOINTS.signUp.path, { body: { ...tea, handle } });
  return owner;
};
const preview = async (owner: Visitor, raw: string | Uint8Array<ArrayBuffer>) =>
  v.parse(ImportPreview, (await owner.post(catalogPreviewPath(EUR), { raw })).body);
const importInto = async (owner: Visitor, raw: string | Uint8Array<ArrayBuffer>) =>
  owner.post(catalogImportPath(EUR, (await preview(owner, raw)).plan), { raw });
const listed = async (owner: Visitor, body: object = everything) =>
  v.parse(
    CATALOG_ENDPOINTS.listProducts.result,
    (await owner.post(CATALOG_ENDPOINTS.listProducts.path, { body })).body,
  );

describe('the owner’s catalog', () => {
  it('is imported by a preview, listed, and written out', async () => {
    const owner = await anOwner();
    expect((await preview(owner, SHOP)).counts.create).toBe(6);
    expect(await listed(owner)).toEqual({ products: [], next: null, total: 0 });

    expect(await importInto(owner, SHOP)).toMatchObject({ status: 200, body: { create: 6, update: 0, unchanged: 0 } });
    const { products, total } = await listed(owner);
    expect(total).toBe(6);
    expect(products[0]).toMatchObject({
      title: 'Longjing, before the rain',
      variants: 3,
      prices: [{ currency: 'EUR', minMinor: 3_990, maxMinor: 16_000 }],
      stock: { kind: 'counted', units: 52, variants: 'all' },
      pictureId: null,
    });
    expect(products.map(({ stock }) => stock.kind)).toEqual([
      'counted',
      'uncounted',
      'uncounted',
      'counted',
      'sold-out',
      'counted',
    ]);
    const body = { showId: null, productId: products[1]?.id };
    expect(await owner.post(CATALOG_ENDPOINTS.findProduct.path, { body })).toMatchObject({
      status: 200,
      body: { product: { optionNames: ['Color', 'Size'], variants: [{ sku: 'gaiwan / White / S' }, {}, {}] } },
    });

    const file = await owner.get(CATALOG_EXPORT_PATH);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=tea-products.csv');
    expect(await preview(owner, `\ufeff${file.text}`)).toMatchObject({
      counts: { create: 0, update: 0, unchanged: 6 },
      asksCurrency: false,
      errors: 0,
    });
  });

  it('is rid of a product by its owner, and has it back by another import', async () => {
    const owner = await anOwner();
    await importInto(owner, SHOP);
    const { products } = await listed(owner);
    const body = { productId: products[0]?.id };
    expect(await owner.post(CATALOG_ENDPOINTS.removeProduct.path, { body })).toMatchObject({ status: 200 });
    expect(await owner.post(CATALOG_ENDPOINTS.removeProduct.path, { body })).toMatchObject({
      status: 404,
      body: { code: 'catalog.product-not-found' },
    });
    expect((await listed(owner)).products.map(({ title }) => title)).toEqual(
      products.slice(1).map(({ title }) => title),
    );
    expect(await importInto(owner, SHOP)).toMatchObject({ body: { create: 1, update: 0, unchanged: 5 } });
  });

  it('is searched and read in pages', async () => {
    const owner = await anOwner();
    const rows = Array.from({ length: 60 }, (_, at) => `p-${at},Product ${at},5`);
    await importInto(owner, ['Handle,Title,Variant Price', ...rows].join('\n'));
    const first = await listed(owner);
    expect([first.products.length, first.total]).toEqual([50, 60]);
    const second = await listed(owner, { ...everything, after: first.next });
    expect(second.products.map(({ title }) => title)).toEqual(
      Array.from({ length: 10 }, (_, at) => `Product ${at + 50}`),
    );
    expect(second.next).toBeNull();
    const found = await listed(owner, { ...everything, search: 'product 5' });
    expect(found.products).toHaveLength(15);
  });

  it('is told from another channel’s', async () => {
    const [owner, other] = [await anOwner(), await anOwner('jam')];
    await importInto(owner, SHOP);
    const { products } = await listed(owner);
    expect((await listed(other)).total).toBe(0);
    const body = { showId: null, productId: products[0]?.id };
    expect(await other.post(CATALOG_ENDPOINTS.findProduct.path, { body })).toMatchObject({
      status: 404,
      body: { code: 'catalog.product-not-found' },
    });
    expect((await other.get(CATALOG_EXPORT_PATH)).text).not.toContain('Longjing');
  });
});

describe('a table that is refused', () => {
  it('is a stranger’s, or comes from another site', async () => {
    const stranger = http.visit();
    const required = { status: 401, body: { code: 'auth.required' } };
    expect(await stranger.post(catalogPreviewPath(EUR), { raw: SHOP })).toMatchObject(required);
    expect(await stranger.get(CATALOG_EXPORT_PATH)).toMatchObject(required);
    expect(await stranger.post(CATALOG_ENDPOINTS.listProducts.path, { body: everything })).toMatchObject(required);
    const owner = await anOwner();
    const headers = { origin: 'https://evil.example' };
    expect(await owner.post(catalogPreviewPath(EUR), { raw: SHOP, headers })).toMatchObject({
      status: 403,
      body: { code: 'request.wrong-origin' },
    });
  });

  it('names no currency, or no plan', async () => {
    const owner = await anOwner();
    const malformed = { status: 400, body: { code: 'request.malformed' } };
    expect(await owner.post(CATALOG_PREVIEW_PATH, { raw: SHOP })).toMatchObject(malformed);
    expect(await owner.post('/api/catalog/import?currency=EUR', { raw: SHOP })).toMatchObject(malformed);
  });

  it('is too large, unreadable, or another one than was previewed', async () => {
    const owner = await anOwner();
    const large = new Uint8Array(MAX_TABLE_BYTES + 1).fill(0x61);
    expect(await owner.post(catalogPreviewPath(EUR), { raw: large })).toMatchObject({
      status: 413,
      body: { code: 'import.too-large' },
    });
    expect(await owner.post(catalogPreviewPath(EUR), { raw: Uint8Array.of(0xff, 0x61, 0x62, 0x63) })).toMatchObject({
      status: 415,
      body: { code: 'import.encoding' },
    });
    expect(await owner.post(catalogPreviewPath(EUR), { raw: 'Handle,Title,Variant Price\n"a,b,1\n' })).toMatchObject({
      status: 422,
      body: { code: 'import.broken-quotes', field: '2' },
    });
    const { plan } = await preview(owner, SHOP);
    expect(await owner.post(catalogImportPath(EUR, plan), { raw: `${SHOP.toString()}x,X,,,` })).toMatchObject({
      status: 409,
      body: { code: 'import.outdated' },
    });
  });

  it('is one of too many', async () => {
    await http.close();
    http = await openHttp({ limits: { tables: { requests: 1, windowMs: 60_000 } } });
    const owner = await anOwner();
    expect((await owner.post(catalogPreviewPath(EUR), { raw: SHOP })).status).toBe(200);
    expect((await owner.post(catalogPreviewPath(EUR), { raw: SHOP })).status).toBe(429);
  });
});
