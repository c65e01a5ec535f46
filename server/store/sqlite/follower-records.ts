import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { PushSubscription } from '../../../shared/protocol/push.ts';
import { MAX_FOLLOWERS, MAX_MISSES, type Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const FollowerRow = v.pipe(
  v.object({ endpoint: v.string(), p256dh: v.string(), auth: v.string(), doubt: v.number() }),
  v.transform(({ endpoint, p256dh, auth, doubt }) => ({ subscription: { endpoint, keys: { p256dh, auth } }, doubt })),
  v.object({ subscription: PushSubscription, doubt: v.number() }),
);
/** No doubt is less. */
const FIRST = { doubt: -1, endpoint: '' };
const CountRow = v.object({ others: v.number() });

type FollowerRecords = Pick<
  Records,
  'addFollower' | 'removeFollower' | 'followersOf' | 'settleFollowers' | 'forgetFollower'
>;

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
    `SELECT endpoint, p256dh, auth, doubt FROM follower
      WHERE channel_id = ? AND (doubt, endpoint) > (?, ?) ORDER BY doubt, endpoint LIMIT ?`,
  );
  const trust = database.prepare('UPDATE follower SET doubt = 0 WHERE endpoint = ?');
  const distrust = database.prepare('UPDATE follower SET doubt = max(doubt, 1) + 1 WHERE endpoint = ?');
  const giveUp = database.prepare('DELETE FROM follower WHERE endpoint = ? AND doubt > ?');
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
    followersOf: (channelId, after, limit) =>
      guarded(() => {
        const { doubt, endpoint } = after ? { doubt: after.doubt, endpoint: after.subscription.endpoint } : FIRST;
        return ofChannel.all(channelId, doubt, endpoint, limit).map((row) => v.parse(FollowerRow, row));
      }),
    settleFollowers: ({ reached, missed }) =>
      guarded(() =>
        inTransaction(database, () => {
          for (const endpoint of reached) trust.run(endpoint);
          for (const endpoint of missed) {
            distrust.run(endpoint);
            giveUp.run(endpoint, MAX_MISSES);
          }
        }),
      ),
    forgetFollower: (endpoint) => guarded(() => void forget.run(endpoint)),
  };
};
