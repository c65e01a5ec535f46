import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { HONEY, imported } from '../../shared/catalog/catalog-fixture.ts';
import { typedOf } from '../../shared/catalog/edit-product.ts';
import { AppError } from '../../shared/errors.ts';
import { PictureId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { seededRandom } from '../../shared/random.ts';
import { CatalogEditing } from './catalog-editing.ts';
import { FakeOffice } from './testing/fake-office.ts';

const anEditor = (upload: () => Promise<PictureId> = () => Promise.resolve(v.parse(PictureId, 'p1'))) => {
  const office = new FakeOffice();
  const { signal } = new AbortController();
  return { office, editing: new CatalogEditing({ call: office.call, upload, random: seededRandom(4) }, signal) };
};
const typed = () => {
  const [honey] = imported([HONEY]);
  assert(honey, 'the fixture has a product');
  return typedOf(honey);
};

describe('what an owner does to the catalog by hand', () => {
  it('adds a product of one id, however often it is pressed', async () => {
    const { office, editing } = anEditor();
    const { productId, variantId } = editing.newIds();
    expect(editing.newIds()).not.toEqual({ productId, variantId });
    const { facts, variants } = typed();
    const wish = {
      productId,
      version: null,
      typed: { facts, variants: variants.map((one) => ({ ...one, id: variantId })) },
    };
    expect(await editing.save(wish)).toEqual({ ok: true, value: { outcome: 'saved' } });
    expect(office.products).toMatchObject([{ id: productId, title: 'Honey', variants: [{ id: variantId }] }]);
  });

  it('says why nothing was saved', async () => {
    const { office, editing } = anEditor();
    const wish = { productId: editing.newIds().productId, version: null, typed: typed() };
    office.outcomes.push({ outcome: 'sku-taken', sku: 'H-1' });
    expect(await editing.save(wish)).toEqual({ ok: true, value: { outcome: 'sku-taken', sku: 'H-1' } });
    office.failures.set('saveProduct', 'catalog.full');
    expect(await editing.save(wish)).toEqual({ ok: false, error: { code: 'catalog.full' } });
  });

  it('brings a picture, or says why it does not', async () => {
    expect(await anEditor().editing.uploadPicture(new Blob())).toEqual({ ok: true, value: 'p1' });
    const { editing } = anEditor(() => Promise.reject(new AppError('picture.unreadable')));
    expect(await editing.uploadPicture(new Blob())).toEqual({ ok: false, error: { code: 'picture.unreadable' } });
  });
});
