import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { PushSubscription } from '../../../shared/protocol/push.ts';
import { MAX_FOLLOWERS, type Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const FollowerRow = v.pipe(
  v.object({ endpoint: v.string(), p256dh: v.string(), auth: v.string() }),
  v.transform(({ endpoint, p256dh, auth }) => ({ endpoint, keys: { p256dh, auth } })),
  PushSubscription,
);
const CountRow = v.object({ others: v.number() });

type FollowerRecords = Pick<Records, 'addFollower' | 'removeFollower' | 'followersOf' | 'forgetFollower'>;

export const makeFollowerRecords = (database: DatabaseSync): FollowerRecords => {
  const countOthers = database.prepare(
    'SELECT count(*) AS others FROM follower WHERE channel_id = ? AND endpoint <> ?',
  );
  const save = database.prepare(
    `INSERT INTO follower (channel_id, endpoint, p256dh, auth, since_ms) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (channel_id, endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth`,
  );
  const remove = database.prepare('DELETE FROM follower WHERE channel_id = ? AND endpoint = ?');
  const ofChannel = database.prepare(
    'SELECT endpoint, p256dh, auth FROM follower WHERE channel_id = ? ORDER BY since_ms, endpoint',
  );
  const forget = database.prepare('DELETE FROM follower WHERE endpoint = ?');
  return {
    addFollower: (channelId, { endpoint, keys }, atMs) =>
      guarded(() =>
        inTransaction(database, () => {
          if (v.parse(CountRow, countOthers.get(channelId, endpoint)).others >= MAX_FOLLOWERS) return 'full';
          save.run(channelId, endpoint, keys.p256dh, keys.auth, atMs);
          return 'added';
        }),
      ),
    removeFollower: (channelId, endpoint) => guarded(() => void remove.run(channelId, endpoint)),
    followersOf: (channelId) => guarded(() => ofChannel.all(channelId).map((row) => v.parse(FollowerRow, row))),
    forgetFollower: (endpoint) => guarded(() => void forget.run(endpoint)),
  };
};
