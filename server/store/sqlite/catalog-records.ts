import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as v from 'valibot';
import { importCounts } from '../../../shared/catalog/import-counts.ts';
import type { Product } from '../../../shared/catalog/product.ts';
import type { ChannelId } from '../../../shared/ids.ts';
import { ImportCounts } from '../../../shared/protocol/table-import.ts';
import type { CatalogImport, CatalogStore } from '../catalog-port.ts';
import { guarded, inTransaction } from './database.ts';
import { makeMissingPictures } from './missing-pictures.ts';
import { missingPictures, ProductRow } from './product-row.ts';

const RevisionRow = v.object({ revision: v.number() });
const CountRow = v.object({ count: v.number(), last: v.number() });

export const makeCatalogRecords = (database: DatabaseSync): CatalogStore => {
  const revision = database.prepare('SELECT revision FROM catalog WHERE channel_id = ?');
  const count = database.prepare(
    'SELECT count(*) AS count, coalesce(max(position), 0) AS last FROM product WHERE channel_id = ?',
  );
  const page = database.prepare(
    `SELECT position, body FROM product WHERE channel_id = ? AND position > ? AND search_text LIKE ? ESCAPE '\\'
      ORDER BY position LIMIT ?`,
  );
  const byId = database.prepare('SELECT position, body FROM product WHERE channel_id = ? AND id = ?');
  const importByPlan = database.prepare(
    `SELECT created AS "create", updated AS "update", unchanged FROM catalog_import WHERE channel_id = ? AND plan = ?`,
  );
  const raise = database.prepare('UPDATE catalog SET revision = revision + 1 WHERE channel_id = ?');
  const remove = database.prepare('DELETE FROM product WHERE channel_id = ? AND id = ?');
  const commit = makeCommit(database, raise);
  const revisionOf = (channelId: ChannelId): number => {
    const row = revision.get(channelId);
    return row === undefined ? 0 : v.parse(RevisionRow, row).revision;
  };
  const countOf = (channelId: ChannelId) => v.parse(CountRow, count.get(channelId));

  return {
    ...makeMissingPictures(database),
    revision: (channelId) => guarded(() => revisionOf(channelId)),
    countProducts: (channelId) => guarded(() => countOf(channelId).count),
    productPage: (channelId, { search, afterPosition, limit }) =>
      guarded(() =>
        page.all(channelId, afterPosition, likeWords(search), limit).map((row) => v.parse(ProductRow, row)),
      ),
    productById: (channelId, id) =>
      guarded(() => {
        const row = byId.get(channelId, id);
        return row === undefined ? null : v.parse(ProductRow, row).product;
      }),
    removeProduct: (channelId, id) =>
      guarded(() =>
        inTransaction(database, () => {
          if (remove.run(channelId, id).changes === 0) return 'absent';
          raise.run(channelId);
          return 'removed';
        }),
      ),
    importByPlan: (channelId, plan) =>
      guarded(() => {
        const row = importByPlan.get(channelId, plan);
        return row === undefined ? null : v.parse(ImportCounts, row);
      }),
    commitImport: (channelId, made) =>
      guarded(() =>
        inTransaction(database, () => {
          if (revisionOf(channelId) !== made.revision) return 'outdated';
          commit(channelId, made, countOf(channelId).last);
          return 'committed';
        }),
      ),
  };
};

const makeCommit = (database: DatabaseSync, raise: StatementSync) => {
  const insertCatalog = database.prepare('INSERT INTO catalog (channel_id, revision) VALUES (?, 1)');
  const insert = database.prepare(
    'INSERT INTO product (channel_id, position, id, search_text, missing_pictures, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = database.prepare(
    'UPDATE product SET search_text = ?, missing_pictures = ?, body = ? WHERE channel_id = ? AND id = ?',
  );
  const insertImport = database.prepare(
    'INSERT INTO catalog_import (channel_id, plan, at_ms, created, updated, unchanged) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return (channelId: ChannelId, { plan, atMs, steps }: CatalogImport, lastPosition: number): void => {
    let position = lastPosition;
    for (const { kind, product } of steps) {
      if (kind === 'unchanged') continue;
      const columns = [searchText(product), missingPictures(product), JSON.stringify(product)] as const;
      if (kind === 'create') insert.run(channelId, (position += 1), product.id, ...columns);
      else update.run(...columns, channelId, product.id);
    }
    const counts = importCounts(steps);
    insertImport.run(channelId, plan, atMs, counts.create, counts.update, counts.unchanged);
    if (raise.run(channelId).changes === 0) insertCatalog.run(channelId);
  };
};

const searchText = ({ title, handle, vendor, variants }: Product): string =>
  [title, handle, vendor ?? '', ...variants.map(({ sku }) => sku)].join('\n').toLowerCase();

/** The words in their order, with anything between them. */
const likeWords = (search: string): string => {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return `%${words.map((word) => `${word.replace(/[\\%_]/g, '\\$&')}%`).join('')}`;
};
