import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Product } from '../../../shared/catalog/product.ts';
import type { ChannelId, ProductId } from '../../../shared/ids.ts';
import { ImportCounts } from '../../../shared/protocol/table-import.ts';
import type { CatalogStore } from '../catalog-port.ts';
import { makeCatalogChanges } from './catalog-changes.ts';
import { guarded } from './database.ts';
import { makeMissingPictures } from './missing-pictures.ts';
import { ProductRow } from './product-row.ts';

const RevisionRow = v.object({ revision: v.number() });
const CountRow = v.object({ count: v.number(), last: v.number() });

export const makeCatalogRecords = (database: DatabaseSync): CatalogStore => {
  const look = makeLooks(database);
  const page = database.prepare(
    `SELECT position, body FROM product WHERE channel_id = ? AND position > ? AND search_text LIKE ? ESCAPE '\\'
      ORDER BY position LIMIT ?`,
  );
  const importByPlan = database.prepare(
    `SELECT created AS "create", updated AS "update", unchanged FROM catalog_import WHERE channel_id = ? AND plan = ?`,
  );

  return {
    ...makeMissingPictures(database),
    ...makeCatalogChanges(database, look),
    revision: (channelId) => guarded(() => look.revision(channelId)),
    countProducts: (channelId) => guarded(() => look.count(channelId).count),
    productPage: (channelId, { search, afterPosition, limit }) =>
      guarded(() =>
        page.all(channelId, afterPosition, likeWords(search), limit).map((row) => v.parse(ProductRow, row)),
      ),
    productById: (channelId, id) => guarded(() => look.product(channelId, id)),
    importByPlan: (channelId, plan) =>
      guarded(() => {
        const row = importByPlan.get(channelId, plan);
        return row === undefined ? null : v.parse(ImportCounts, row);
      }),
  };
};

/** What changes read too, within their own transaction. */
const makeLooks = (database: DatabaseSync) => {
  const revision = database.prepare('SELECT revision FROM catalog WHERE channel_id = ?');
  const count = database.prepare(
    'SELECT count(*) AS count, coalesce(max(position), 0) AS last FROM product WHERE channel_id = ?',
  );
  const byId = database.prepare('SELECT position, body FROM product WHERE channel_id = ? AND id = ?');
  return {
    revision: (channelId: ChannelId): number => {
      const row = revision.get(channelId);
      return row === undefined ? 0 : v.parse(RevisionRow, row).revision;
    },
    count: (channelId: ChannelId) => v.parse(CountRow, count.get(channelId)),
    product: (channelId: ChannelId, id: ProductId): Product | null => {
      const row = byId.get(channelId, id);
      return row === undefined ? null : v.parse(ProductRow, row).product;
    },
  };
};

/** The words in their order, with anything between them. */
const likeWords = (search: string): string => {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return `%${words.map((word) => `${word.replace(/[\\%_]/g, '\\$&')}%`).join('')}`;
};
