import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Product } from '../../../shared/catalog/product.ts';
import type { CatalogStore } from '../catalog-port.ts';
import { guarded, inTransaction } from './database.ts';
import { missingPictures, ProductRow } from './product-row.ts';

const MissingRow = v.object({ missing: v.number() });

type PictureMethods = 'countMissingPictures' | 'productsMissingPictures' | 'keepFetchedPicture';

export const makeMissingPictures = (database: DatabaseSync): Pick<CatalogStore, PictureMethods> => {
  const count = database.prepare(
    'SELECT coalesce(sum(missing_pictures), 0) AS missing FROM product WHERE channel_id = ? AND missing_pictures > 0',
  );
  const page = database.prepare(
    `SELECT position, body FROM product WHERE channel_id = ? AND position > ? AND missing_pictures > 0
      ORDER BY position LIMIT ?`,
  );
  const byId = database.prepare('SELECT position, body FROM product WHERE channel_id = ? AND id = ?');
  const replace = database.prepare('UPDATE product SET missing_pictures = ?, body = ? WHERE channel_id = ? AND id = ?');

  return {
    countMissingPictures: (channelId) => guarded(() => v.parse(MissingRow, count.get(channelId)).missing),
    productsMissingPictures: (channelId, { afterPosition, limit }) =>
      guarded(() => page.all(channelId, afterPosition, limit).map((row) => v.parse(ProductRow, row))),
    keepFetchedPicture: (channelId, { productId, url, pictureId }) =>
      guarded(() =>
        inTransaction(database, () => {
          const row = byId.get(channelId, productId);
          if (row === undefined) return;
          const { product } = v.parse(ProductRow, row);
          const pictures = product.pictures.map((picture) => (picture.url === url ? { url, pictureId } : picture));
          const changed: Product = { ...product, pictures };
          replace.run(missingPictures(changed), JSON.stringify(changed), channelId, productId);
        }),
      ),
  };
};
