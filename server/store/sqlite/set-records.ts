import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { ShelfSetId } from '../../../shared/ids.ts';
import { MAX_SHELF_SETS, SetItem, ShelfSetCard } from '../../../shared/show/shelf-set.ts';
import type { Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const SetRow = v.pipe(
  v.object({ id: ShelfSetId, name: v.string(), body: v.pipe(v.string(), v.parseJson(), v.array(SetItem)) }),
  v.transform(({ id, name, body: items }) => ({ id, name, items })),
);
const CountRow = v.object({ others: v.number() });

type SetRecords = Pick<Records, 'shelfSetsOf' | 'shelfSet' | 'saveShelfSet' | 'deleteShelfSet'>;

export const makeSetRecords = (database: DatabaseSync): SetRecords => {
  const ofChannel = database.prepare(
    'SELECT id, name, products FROM shelf_set WHERE channel_id = ? ORDER BY name COLLATE NOCASE, name',
  );
  const byId = database.prepare('SELECT id, name, body FROM shelf_set WHERE channel_id = ? AND id = ?');
  const countOthers = database.prepare('SELECT count(*) AS others FROM shelf_set WHERE channel_id = ? AND name <> ?');
  const save = database.prepare(
    `INSERT INTO shelf_set (channel_id, id, name, products, body) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (channel_id, name) DO UPDATE SET products = excluded.products, body = excluded.body`,
  );
  const remove = database.prepare('DELETE FROM shelf_set WHERE channel_id = ? AND id = ?');
  return {
    shelfSetsOf: (channelId) => guarded(() => ofChannel.all(channelId).map((row) => v.parse(ShelfSetCard, row))),
    shelfSet: (channelId, id) =>
      guarded(() => {
        const row = byId.get(channelId, id);
        return row === undefined ? null : v.parse(SetRow, row);
      }),
    saveShelfSet: (channelId, { id, name, items }) =>
      guarded(() =>
        inTransaction(database, () => {
          if (v.parse(CountRow, countOthers.get(channelId, name)).others >= MAX_SHELF_SETS) return 'full';
          save.run(channelId, id, name, items.length, JSON.stringify(items));
          return 'saved';
        }),
      ),
    deleteShelfSet: (channelId, id) => guarded(() => (remove.run(channelId, id).changes > 0 ? 'deleted' : 'unknown')),
  };
};
