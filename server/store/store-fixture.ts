import * as v from 'valibot';
import { AccountId, ChannelId, ShowAddress, ShowId } from '../../shared/ids.ts';
import type { Store } from './port.ts';

export const showId = v.parse(ShowId, 'show1');
export const channel = { id: v.parse(ChannelId, 'channel1'), name: 'Tea house', handle: 'tea' };
export const account = {
  id: v.parse(AccountId, 'account1'),
  handle: 'tea',
  passwordHash: 'hash',
  channelId: channel.id,
};
export const address = v.parse(ShowAddress, '春茶-2');

/** A show that people can be invited to, and its records. */
export const withShow = (store: Store): Store['records'] => {
  const { records } = store;
  records.createAccount(account, channel);
  records.createShow({ id: showId, channelId: channel.id, address, createdAtMs: 20 });
  return records;
};
