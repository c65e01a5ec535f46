import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { ChannelId, PictureId, ShowAddress, ShowId } from '../../../shared/ids.ts';
import type { Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const ShowTableRow = v.pipe(
  v.object({ id: ShowId, channel_id: ChannelId, address: ShowAddress, created_at_ms: v.number() }),
  v.transform(({ id, channel_id: channelId, address, created_at_ms: createdAtMs }) => ({
    id,
    channelId,
    address,
    createdAtMs,
  })),
);
const PictureRow = v.pipe(
  v.object({ id: PictureId, channel_id: ChannelId, bytes: v.instance(Uint8Array) }),
  v.transform(({ id, channel_id: channelId, bytes }) => ({ id, channelId, bytes })),
);

type ShowRecords = Pick<
  Records,
  'createShow' | 'showById' | 'showByAddress' | 'showsOfChannel' | 'allShows' | 'createPicture' | 'pictureById'
>;

export const makeShowRecords = (database: DatabaseSync): ShowRecords => {
  const columns = 'id, channel_id, address, created_at_ms';
  const insert = database.prepare(`INSERT INTO show (${columns}) VALUES (?, ?, ?, ?)`);
  const byId = database.prepare(`SELECT ${columns} FROM show WHERE id = ?`);
  const byAddress = database.prepare(`SELECT ${columns} FROM show WHERE address = ?`);
  const ofChannel = database.prepare(`SELECT ${columns} FROM show WHERE channel_id = ? ORDER BY created_at_ms, id`);
  const all = database.prepare(`SELECT ${columns} FROM show ORDER BY created_at_ms, id`);
  const insertPicture = database.prepare('INSERT INTO picture (id, channel_id, bytes) VALUES (?, ?, ?)');
  const pictureById = database.prepare('SELECT id, channel_id, bytes FROM picture WHERE id = ?');
  const show = (row: unknown) => (row === undefined ? null : v.parse(ShowTableRow, row));
  const shows = (rows: readonly unknown[]) => rows.map((row) => v.parse(ShowTableRow, row));

  return {
    createShow: ({ id, channelId, address, createdAtMs }) =>
      guarded(() =>
        inTransaction(database, () => {
          if (byAddress.get(address)) return 'address-taken';
          insert.run(id, channelId, address, createdAtMs);
          return 'created';
        }),
      ),
    showById: (id) => guarded(() => show(byId.get(id))),
    showByAddress: (address) => guarded(() => show(byAddress.get(address))),
    showsOfChannel: (channelId) => guarded(() => shows(ofChannel.all(channelId))),
    allShows: () => guarded(() => shows(all.all())),
    createPicture: ({ id, channelId, bytes }) => guarded(() => void insertPicture.run(id, channelId, bytes)),
    pictureById: (id) =>
      guarded(() => {
        const row = pictureById.get(id);
        return row === undefined ? null : v.parse(PictureRow, row);
      }),
  };
};
