import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { AccountId, ChannelId } from '../../../shared/ids.ts';
import type { Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const AccountRow = v.pipe(
  v.object({ id: AccountId, handle: v.string(), password_hash: v.string(), channel_id: ChannelId }),
  v.transform(({ id, handle, password_hash: passwordHash, channel_id: channelId }) => ({
    id,
    handle,
    passwordHash,
    channelId,
  })),
);
const ChannelRow = v.object({ id: ChannelId, name: v.string(), handle: v.string() });
const CountRow = v.object({ count: v.number() });

type AccountRecords = Pick<
  Records,
  | 'createAccount'
  | 'countAccounts'
  | 'accountByHandle'
  | 'accountById'
  | 'accountOfChannel'
  | 'channelById'
  | 'channelByHandle'
  | 'changeChannel'
>;

export const makeAccountRecords = (database: DatabaseSync): AccountRecords => {
  const taken = database.prepare(
    'SELECT handle FROM account WHERE handle = ? UNION SELECT handle FROM channel WHERE handle = ?',
  );
  const insertAccount = database.prepare(
    'INSERT INTO account (id, handle, password_hash, channel_id) VALUES (?, ?, ?, ?)',
  );
  const insertChannel = database.prepare('INSERT INTO channel (id, name, handle) VALUES (?, ?, ?)');
  const count = database.prepare('SELECT count(*) AS count FROM account');
  const accountByHandle = database.prepare(
    'SELECT id, handle, password_hash, channel_id FROM account WHERE handle = ?',
  );
  const accountById = database.prepare('SELECT id, handle, password_hash, channel_id FROM account WHERE id = ?');
  const accountOfChannel = database.prepare(
    'SELECT id, handle, password_hash, channel_id FROM account WHERE channel_id = ?',
  );
  const channelById = database.prepare('SELECT id, name, handle FROM channel WHERE id = ?');
  const channelByHandle = database.prepare('SELECT id, name, handle FROM channel WHERE handle = ?');
  const takenByAnother = database.prepare(
    'SELECT handle FROM account WHERE handle = ? AND id <> ? UNION SELECT handle FROM channel WHERE handle = ? AND id <> ?',
  );
  const updateChannel = database.prepare('UPDATE channel SET name = ?, handle = ? WHERE id = ?');
  const parse = <Schema extends v.GenericSchema>(schema: Schema, row: unknown): v.InferOutput<Schema> | null =>
    row === undefined ? null : v.parse(schema, row);

  return {
    createAccount: (account, channel) =>
      guarded(() =>
        inTransaction(database, () => {
          if (taken.get(account.handle, channel.handle)) return 'handle-taken';
          insertChannel.run(channel.id, channel.name, channel.handle);
          insertAccount.run(account.id, account.handle, account.passwordHash, account.channelId);
          return 'created';
        }),
      ),
    countAccounts: () => guarded(() => v.parse(CountRow, count.get()).count),
    accountByHandle: (handle) => guarded(() => parse(AccountRow, accountByHandle.get(handle))),
    accountById: (id) => guarded(() => parse(AccountRow, accountById.get(id))),
    accountOfChannel: (channelId) => guarded(() => parse(AccountRow, accountOfChannel.get(channelId))),
    channelById: (id) => guarded(() => parse(ChannelRow, channelById.get(id))),
    channelByHandle: (handle) => guarded(() => parse(ChannelRow, channelByHandle.get(handle))),
    changeChannel: ({ id, name, handle }, owner) =>
      guarded(() =>
        inTransaction(database, () => {
          if (takenByAnother.get(handle, owner, handle, id)) return 'handle-taken';
          updateChannel.run(name, handle, id);
          return 'changed';
        }),
      ),
  };
};
