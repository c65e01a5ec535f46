import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AccountId, ChannelId, ShelfSetId } from '../../shared/ids.ts';
import { MAX_SHELF_SETS, type ShelfSet } from '../../shared/show/shelf-set.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import type { Records, Store } from './port.ts';

const channelId = v.parse(ChannelId, 'channel1');
const otherId = v.parse(ChannelId, 'channel2');
const named = (name: string, products = 1, id = `id of ${name}`): ShelfSet => ({
  id: v.parse(ShelfSetId, id.replaceAll(' ', '-')),
  name,
  items: Array.from({ length: products }, () => ({ facts: someFacts(), visibility: 'hidden' as const })),
});

const withChannels = ({ records }: Store): Records => {
  for (const [at, id] of [channelId, otherId].entries()) {
    const account = { id: v.parse(AccountId, `a${at}`), handle: `h${at}`, passwordHash: 'hash', channelId: id };
    records.createAccount(account, { id, name: 'Tea house', handle: `h${at}` });
  }
  return records;
};

export const describeShelfSets = (store: () => Store): void => {
  it('keeps sets of a channel by name, each name once', () => {
    const records = withChannels(store());
    const [spring, autumn] = [named('spring', 2), named('Autumn')];
    expect(records.shelfSetsOf(channelId)).toEqual([]);
    for (const set of [spring, autumn]) expect(records.saveShelfSet(channelId, set)).toBe('saved');
    expect(records.shelfSetsOf(channelId)).toEqual([
      { id: autumn.id, name: 'Autumn', products: 1 },
      { id: spring.id, name: 'spring', products: 2 },
    ]);
    expect(records.shelfSet(channelId, spring.id)).toEqual(spring);
    expect(records.saveShelfSet(channelId, named('spring', 3, 'another'))).toBe('saved');
    expect(records.shelfSet(channelId, spring.id)?.items.length).toBe(3);
    expect([records.shelfSetsOf(otherId), records.shelfSet(otherId, spring.id)]).toEqual([[], null]);
    expect(records.deleteShelfSet(otherId, spring.id)).toBe('unknown');
    expect(records.deleteShelfSet(channelId, spring.id)).toBe('deleted');
    expect(records.shelfSetsOf(channelId).map(({ name }) => name)).toEqual(['Autumn']);
  });

  it('keeps so many sets and no more; one that is there can still be replaced', () => {
    const records = withChannels(store());
    for (let at = 0; at < MAX_SHELF_SETS; at += 1) records.saveShelfSet(channelId, named(`set ${at}`));
    expect(records.saveShelfSet(channelId, named('One more'))).toBe('full');
    expect(records.saveShelfSet(channelId, named('set 7', 4))).toBe('saved');
    expect(records.saveShelfSet(otherId, named('One more'))).toBe('saved');
    expect(records.shelfSetsOf(channelId).length).toBe(MAX_SHELF_SETS);
  });
};
