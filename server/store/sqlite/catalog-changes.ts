import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { handleKey, skuKey } from '../../../shared/catalog/catalog-key.ts';
import { importCounts } from '../../../shared/catalog/import-counts.ts';
import type { Product } from '../../../shared/catalog/product.ts';
import type { ChannelId, ProductId } from '../../../shared/ids.ts';
import { isSameValue } from '../../../shared/same-value.ts';
import type { CatalogImport, CatalogStore } from '../catalog-port.ts';
import { guarded, inTransaction } from './database.ts';
import { missingPictures } from './product-row.ts';

const TextRow = v.object({ text: v.string() });

/** What is read within a change. */
type Looks = {
  revision(channelId: ChannelId): number;
  /** `last`: the position of the last one, 0 where there is none. */
  count(channelId: ChannelId): { readonly count: number; readonly last: number };
  product(channelId: ChannelId, id: ProductId): Product | null;
};

export const makeCatalogChanges = (
  database: DatabaseSync,
  look: Looks,
): Pick<CatalogStore, 'keepProduct' | 'removeProduct' | 'commitImport'> => {
  const remove = database.prepare('DELETE FROM product WHERE channel_id = ? AND id = ?');
  const writer = makeWriter(database);
  const commit = makeCommit(database, writer);
  const findTaken = makeFindTaken(database);
  return {
    keepProduct: (channelId, product) =>
      guarded(() =>
        inTransaction(database, () => {
          const before = look.product(channelId, product.id);
          // The search reads a line of every product; most changes are of prices and stock.
          const isKnown = before !== null && isSameValue(keysOf(before), keysOf(product));
          const sku = isKnown ? null : findTaken(channelId, product);
          if (sku !== null) return { outcome: 'sku-taken', sku };
          if (before) writer.update(channelId, product);
          else writer.create(channelId, look.count(channelId).last + 1, product);
          writer.raise(channelId);
          return { outcome: 'kept' };
        }),
      ),
    removeProduct: (channelId, id) =>
      guarded(() =>
        inTransaction(database, () => {
          if (remove.run(channelId, id).changes === 0) return 'absent';
          writer.raise(channelId);
          return 'removed';
        }),
      ),
    commitImport: (channelId, made) =>
      guarded(() =>
        inTransaction(database, () => {
          if (look.revision(channelId) !== made.revision) return 'outdated';
          commit(channelId, made, look.count(channelId).last);
          return 'committed';
        }),
      ),
  };
};

const makeWriter = (database: DatabaseSync) => {
  const insertCatalog = database.prepare('INSERT INTO catalog (channel_id, revision) VALUES (?, 1)');
  const raise = database.prepare('UPDATE catalog SET revision = revision + 1 WHERE channel_id = ?');
  const insert = database.prepare(
    'INSERT INTO product (channel_id, position, id, search_text, missing_pictures, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare(
    'UPDATE product SET search_text = ?, missing_pictures = ?, body = ? WHERE channel_id = ? AND id = ?',
  );
  const columnsOf = (product: Product) =>
    [searchText(product), missingPictures(product), JSON.stringify(product)] as const;
  return {
    create: (channelId: ChannelId, position: number, product: Product): void =>
      void insert.run(channelId, position, product.id, ...columnsOf(product)),
    update: (channelId: ChannelId, product: Product): void =>
      void update.run(...columnsOf(product), channelId, product.id),
    /** The catalog is another one by what was written. */
    raise: (channelId: ChannelId): void => {
      if (raise.run(channelId).changes === 0) insertCatalog.run(channelId);
    },
  };
};
type Writer = ReturnType<typeof makeWriter>;

const makeCommit = (database: DatabaseSync, writer: Writer) => {
  const insertImport = database.prepare(
    'INSERT INTO catalog_import (channel_id, plan, at_ms, created, updated, unchanged) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return (channelId: ChannelId, { plan, atMs, steps }: CatalogImport, lastPosition: number): void => {
    let position = lastPosition;
    for (const { kind, product } of steps) {
      if (kind === 'create') writer.create(channelId, (position += 1), product);
      if (kind === 'update') writer.update(channelId, product);
    }
    const counts = importCounts(steps);
    insertImport.run(channelId, plan, atMs, counts.create, counts.update, counts.unchanged);
    writer.raise(channelId);
  };
};

/** By what an import finds the product. */
const keysOf = ({ handle, variants }: Product): readonly string[] => [
  handleKey(handle),
  ...variants.map(({ sku }) => skuKey(sku)),
];

/** Finds the SKU, or the handle, by which another product would be found too. */
const makeFindTaken = (database: DatabaseSync) => {
  const texts = database.prepare('SELECT id, search_text AS text FROM product WHERE channel_id = ? AND id <> ?');
  return (channelId: ChannelId, { id, handle, variants }: Product): string | null => {
    const skus = new Map(variants.map(({ sku }) => [skuKey(sku), sku]));
    for (const row of texts.iterate(channelId, id)) {
      const [, otherHandle = '', , ...otherSkus] = v.parse(TextRow, row).text.split('\n');
      if (otherHandle === handleKey(handle)) return handle;
      for (const key of otherSkus) if (skus.has(key)) return skus.get(key) ?? null;
    }
    return null;
  };
};

/** In lower case, a line for each, in this order: no line of a product breaks. */
const searchText = ({ title, handle, vendor, variants }: Product): string =>
  [title, handle, vendor ?? '', ...variants.map(({ sku }) => sku)].join('\n').toLowerCase();
