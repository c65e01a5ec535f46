import { describe, expect, it } from 'vitest';
import { imported } from '../../shared/catalog/catalog-fixture.ts';
import { assert } from '../../shared/invariant.ts';
import { Catalog } from './catalog.svelte.ts';
import { FakeOffice } from './testing/fake-office.ts';

const TITLES = ['Honey', 'Tea', 'Green tea', 'Jam'];

const aCatalog = (titles: readonly string[] = TITLES) => {
  const office = new FakeOffice();
  office.products.push(
    ...imported(titles.map((title) => ({ 'URL handle': title, Title: title, SKU: title, Price: '5' }))),
  );
  const controller = new AbortController();
  return { office, controller, catalog: new Catalog(office.call, null, controller.signal) };
};
const titlesOf = ({ products }: Catalog) => products?.map(({ title }) => title);

describe('the list of products', () => {
  it('is read page by page', async () => {
    const { catalog, office } = aCatalog();
    office.pageSize = 3;
    expect([catalog.products, catalog.total, catalog.hasMore]).toEqual([null, null, false]);
    await catalog.load();
    expect([titlesOf(catalog), catalog.total, catalog.hasMore]).toEqual([['Honey', 'Tea', 'Green tea'], 4, true]);
    await catalog.more();
    expect([titlesOf(catalog), catalog.hasMore]).toEqual([TITLES, false]);
    await catalog.more();
    expect(office.asked).toHaveLength(2);
  });

  it('is read anew as far as it is shown', async () => {
    const { catalog, office } = aCatalog();
    office.pageSize = 2;
    await catalog.refresh();
    expect(titlesOf(catalog)).toEqual(['Honey', 'Tea']);
    await catalog.more();
    office.products.splice(1, 1);
    await catalog.refresh();
    expect([titlesOf(catalog), catalog.hasMore]).toEqual([['Honey', 'Green tea', 'Jam'], false]);
    office.failures.set('listProducts', 'net.unreachable');
    await catalog.refresh();
    expect([titlesOf(catalog), catalog.problem]).toEqual([['Honey', 'Green tea', 'Jam'], 'net.unreachable']);
  });

  it('shows what was searched for last, whichever answer comes last', async () => {
    const { catalog } = aCatalog();
    await Promise.all([catalog.load('honey'), catalog.load('tea')]);
    expect([titlesOf(catalog), catalog.search, catalog.total]).toEqual([['Tea', 'Green tea'], 'tea', 4]);
  });

  it('says why it could not be read, and keeps what it has', async () => {
    const { catalog, office } = aCatalog();
    await catalog.load();
    office.failures.set('listProducts', 'net.unreachable');
    await catalog.load('tea');
    expect([catalog.problem, titlesOf(catalog)]).toEqual(['net.unreachable', TITLES]);
    office.failures.clear();
    await catalog.load();
    expect([catalog.problem, titlesOf(catalog)]).toEqual([null, ['Tea', 'Green tea']]);
  });

  it('finds a product with its variants, or says that it is gone', async () => {
    const { catalog, office } = aCatalog();
    const [honey] = office.products;
    assert(honey, 'the fixture has products');
    expect(await catalog.find(honey.id)).toMatchObject({ ok: true, value: { product: honey } });
    office.products.length = 0;
    expect(await catalog.find(honey.id)).toEqual({ ok: false, error: { code: 'catalog.product-not-found' } });
  });

  it('loses a product that is removed, on another page too, and says why one is still there', async () => {
    const { catalog, office } = aCatalog();
    const [honey, tea] = office.products;
    assert(honey && tea, 'the fixture has products');
    await catalog.load();
    expect(await catalog.remove(honey.id)).toBe(true);
    expect([titlesOf(catalog), catalog.total]).toEqual([['Tea', 'Green tea', 'Jam'], 3]);
    expect(await catalog.remove(honey.id)).toBe(true);
    office.failures.set('removeProduct', 'net.unreachable');
    expect(await catalog.remove(tea.id)).toBe(false);
    expect([titlesOf(catalog), catalog.problem]).toEqual([['Tea', 'Green tea', 'Jam'], 'net.unreachable']);
  });

  it('is gone when its owner is', async () => {
    const { catalog } = aCatalog();
    await catalog.load('tea');
    expect(catalog.currency).toBe('EUR');
    const late = catalog.load('jam');
    catalog.clear();
    await late;
    expect([catalog.products, catalog.total, catalog.search, catalog.currency]).toEqual([null, null, '', null]);
  });

  it('is silent once the page closes', async () => {
    const { catalog, controller } = aCatalog();
    controller.abort();
    await catalog.load();
    expect([catalog.problem, catalog.products]).toEqual([null, null]);
  });
});
