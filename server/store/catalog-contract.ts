import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { ImportStep } from '../../shared/catalog/import-plan.ts';
import { imported } from '../../shared/catalog/catalog-fixture.ts';
import type { Product } from '../../shared/catalog/product.ts';
import { AccountId, ChannelId, PictureId, ProductId } from '../../shared/ids.ts';
import { PlanToken } from '../../shared/protocol/table-import.ts';
import { seededRandom } from '../../shared/random.ts';
import type { Store } from './port.ts';

const channelId = v.parse(ChannelId, 'channel1');
const otherId = v.parse(ChannelId, 'channel2');
const plan = (letter: string): PlanToken => v.parse(PlanToken, letter.repeat(43));

const rows = ['Honey', 'Dark honey 50%', 'Tea_pot'].map((title, at) => ({
  'URL handle': `product-${at}`,
  Title: title,
  SKU: `Sku-${at}`,
  Price: '9',
  Vendor: 'Wang',
  'Product image URL': 'https://a.example/1.jpg',
}));
const products = imported(rows, seededRandom(1));
const created: readonly ImportStep[] = products.map((product) => ({ kind: 'create', product }));

const withChannels = (store: Store): Store['catalog'] => {
  for (const [at, id] of [channelId, otherId].entries()) {
    const account = { id: v.parse(AccountId, `a${at}`), handle: `h${at}`, passwordHash: 'hash', channelId: id };
    store.records.createAccount(account, { id, name: 'Tea house', handle: `h${at}` });
  }
  return store.catalog;
};

export const describeCatalog = (store: () => Store): void => {
  const everything = (catalog: Store['catalog'], search = ''): readonly Product[] =>
    catalog.productPage(channelId, { search, afterPosition: 0, limit: 100 }).map(({ product }) => product);
  const importOf = (letter: string, revision: number, steps: readonly ImportStep[]) => ({
    plan: plan(letter),
    revision,
    atMs: 5,
    steps,
  });

  it('keeps products as they were, in the order in which they came', () => {
    const catalog = withChannels(store());
    expect([catalog.revision(channelId), catalog.countProducts(channelId)]).toEqual([0, 0]);
    expect(catalog.commitImport(channelId, importOf('a', 0, created))).toBe('committed');
    expect(everything(catalog)).toEqual(products);
    expect([catalog.revision(channelId), catalog.countProducts(channelId)]).toEqual([1, 3]);
    const [first, second] = products;
    expect(catalog.productById(channelId, v.parse(ProductId, second?.id))).toEqual(second);
    expect(catalog.productById(otherId, v.parse(ProductId, first?.id))).toBeNull();
    expect(catalog.productPage(otherId, { search: '', afterPosition: 0, limit: 9 })).toEqual([]);
  });

  it('loses one that is removed, of that channel alone, and is another catalog then', () => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    const [honey, dark, pot] = products;
    const id = v.parse(ProductId, dark?.id);
    expect(catalog.removeProduct(otherId, id)).toBe('absent');
    expect(catalog.removeProduct(channelId, id)).toBe('removed');
    expect(catalog.removeProduct(channelId, id)).toBe('absent');
    expect(everything(catalog)).toEqual([honey, pot]);
    expect([catalog.productById(channelId, id), catalog.revision(channelId)]).toEqual([null, 2]);
    expect(catalog.commitImport(channelId, importOf('b', 1, created))).toBe('outdated');
  });

  it('keeps one that is typed, behind the others or at its place, and is another catalog then', () => {
    const catalog = withChannels(store());
    const [jam] = imported([{ 'URL handle': 'jam', Title: 'Jam', SKU: 'J', Price: '3' }], seededRandom(2));
    const [honey, dark, pot] = products;
    if (!jam || !honey || !dark || !pot) throw new Error('the fixture has three products and one');
    expect(catalog.keepProduct(otherId, jam)).toEqual({ outcome: 'kept' });
    expect([catalog.revision(otherId), catalog.productById(otherId, jam.id)]).toEqual([1, jam]);
    catalog.commitImport(channelId, importOf('a', 0, created));
    expect(catalog.keepProduct(channelId, jam)).toEqual({ outcome: 'kept' });
    const darker = { ...dark, title: 'Darker honey', pictures: [] };
    expect(catalog.keepProduct(channelId, darker)).toEqual({ outcome: 'kept' });
    expect([everything(catalog), everything(catalog, 'darker')]).toEqual([[honey, darker, pot, jam], [darker]]);
    expect([catalog.revision(channelId), catalog.countMissingPictures(channelId)]).toEqual([3, 2]);
    expect(catalog.commitImport(channelId, importOf('b', 1, []))).toBe('outdated');
  });

  it('keeps none whose SKU or handle another product has, in any case', () => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    const [honey, , pot] = products;
    const [variant] = pot?.variants ?? [];
    if (!honey || !pot || !variant) throw new Error('the fixture has three products');
    const taken = { ...pot, variants: [{ ...variant, sku: 'SKU-0' }] };
    expect(catalog.keepProduct(channelId, taken)).toEqual({ outcome: 'sku-taken', sku: 'SKU-0' });
    expect(catalog.keepProduct(channelId, { ...pot, handle: 'Product-0' })).toEqual({
      outcome: 'sku-taken',
      sku: 'Product-0',
    });
    expect([everything(catalog), catalog.revision(channelId)]).toEqual([products, 1]);
    // Of a title no SKU is made, and another channel has SKUs of its own.
    expect(catalog.keepProduct(channelId, { ...pot, title: 'sku-0' })).toEqual({ outcome: 'kept' });
    expect(catalog.keepProduct(otherId, honey)).toEqual({ outcome: 'kept' });
  });

  it('gives them in pages', () => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    const first = catalog.productPage(channelId, { search: '', afterPosition: 0, limit: 2 });
    const second = catalog.productPage(channelId, { search: '', afterPosition: first[1]?.position ?? 0, limit: 2 });
    expect([...first, ...second].map(({ product }) => product)).toEqual(products);
    expect(second).toHaveLength(1);
  });

  it('changes those that an import changes, at their place, and adds others behind', () => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    const [honey, dark, pot] = products;
    const added = imported([{ 'URL handle': 'jam', Title: 'Jam', SKU: 'J', Price: '3' }], seededRandom(2))[0];
    if (!honey || !dark || !pot || !added) throw new Error('the fixture has three products and one');
    const renamed = { ...honey, title: 'Old honey' };
    const steps: readonly ImportStep[] = [
      { kind: 'create', product: added },
      { kind: 'update', product: renamed, changed: ['title'] },
      { kind: 'unchanged', product: dark },
    ];
    expect(catalog.commitImport(channelId, importOf('b', 1, steps))).toBe('committed');
    expect(everything(catalog)).toEqual([renamed, dark, pot, added]);
    expect(catalog.importByPlan(channelId, plan('b'))).toEqual({ create: 1, update: 1, unchanged: 1 });
    expect(catalog.importByPlan(otherId, plan('b'))).toBeNull();
  });

  it('writes nothing of an import for another revision', () => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    const [honey] = imported([{ 'URL handle': 'jam', Title: 'Jam', SKU: 'J', Price: '3' }], seededRandom(2));
    const late: readonly ImportStep[] = honey ? [{ kind: 'create', product: honey }] : [];
    for (const revision of [0, 2]) {
      expect(catalog.commitImport(channelId, importOf('b', revision, late))).toBe('outdated');
    }
    expect(everything(catalog)).toEqual(products);
    expect(catalog.importByPlan(channelId, plan('b'))).toBeNull();
    expect(catalog.revision(channelId)).toBe(1);
  });

  it('writes the whole import or nothing', () => {
    const catalog = withChannels(store());
    const twice = [...created, ...created.slice(0, 1)];
    expect(() => catalog.commitImport(channelId, importOf('a', 0, twice))).toThrow(
      expect.objectContaining({ code: 'store.unavailable' }),
    );
    expect([catalog.revision(channelId), catalog.countProducts(channelId)]).toEqual([0, 0]);
  });

  it('knows which products have pictures elsewhere, and keeps those that were fetched', () => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    const missing = (afterPosition = 0, limit = 9) =>
      catalog.productsMissingPictures(channelId, { afterPosition, limit }).map(({ product }) => product.title);
    expect([catalog.countMissingPictures(channelId), catalog.countMissingPictures(otherId)]).toEqual([3, 0]);
    expect([missing(), missing(0, 1), missing(2)]).toEqual([
      ['Honey', 'Dark honey 50%', 'Tea_pot'],
      ['Honey'],
      ['Tea_pot'],
    ]);
    const [honey, dark] = products;
    if (!honey || !dark) throw new Error('the fixture has three products');
    const pictureId = v.parse(PictureId, 'p1');
    const url = 'https://a.example/1.jpg';
    catalog.keepFetchedPicture(channelId, { productId: honey.id, url, pictureId });
    catalog.keepFetchedPicture(channelId, { productId: dark.id, url: 'https://a.example/2.jpg', pictureId });
    catalog.keepFetchedPicture(otherId, { productId: dark.id, url, pictureId });
    expect(catalog.productById(channelId, honey.id)).toEqual({ ...honey, pictures: [{ url, pictureId }] });
    expect(catalog.productById(channelId, dark.id)).toEqual(dark);
    expect([catalog.countMissingPictures(channelId), catalog.revision(channelId)]).toEqual([2, 1]);
    expect(missing()).toEqual(['Dark honey 50%', 'Tea_pot']);
    const without: readonly ImportStep[] = [
      { kind: 'update', product: { ...dark, pictures: [] }, changed: ['pictures'] },
    ];
    catalog.commitImport(channelId, importOf('b', 1, without));
    expect(catalog.countMissingPictures(channelId)).toBe(1);
  });

  it.each([
    ['honey', ['Honey', 'Dark honey 50%']],
    ['  DARK   50%', ['Dark honey 50%']],
    ['%', ['Dark honey 50%']],
    ['a_p', ['Tea_pot']],
    ['sku-2', ['Tea_pot']],
    ['wang product-0', []],
    ['product-0 wang', ['Honey']],
    ['\\', []],
  ])('finds %j', (search, titles) => {
    const catalog = withChannels(store());
    catalog.commitImport(channelId, importOf('a', 0, created));
    expect(everything(catalog, search).map(({ title }) => title)).toEqual(titles);
  });
};
