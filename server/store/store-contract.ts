import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountId, ChannelId, ItemId, PictureId, ShowAddress, SellerId, ShowId } from '../../shared/ids.ts';
import { Currency } from '../../shared/money.ts';
import { apply } from '../../shared/show/apply.ts';
import type { ShowEvent } from '../../shared/show/event.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { describeCatalog } from './catalog-contract.ts';
import { describeShelfSets } from './set-contract.ts';
import { describeInvites, describeSeats } from './people-contract.ts';
import { MAX_MISSES, type Store } from './port.ts';
import { account, address, channel, showId } from './store-fixture.ts';

const created: ShowEvent = { type: 'show.created', id: showId, channelId: channel.id, title: 'Spring', address };
const renamed = (title: string): ShowEvent => ({ type: 'show.renamed', title });

/** What every store must do, whatever its medium: run it over each adapter. */
export const describeStore = (name: string, open: () => Store): void => {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());
    describeLog(() => store);
    describeAccounts(() => store);
    describeShows(() => store);
    describeFollowers(() => store);
    describeInvites(() => store);
    describeSeats(() => store);
    describeCatalog(() => store);
    describeShelfSets(() => store);
    describeProviderEvents(() => store);
    it('is writable while it is open, and not after', () => {
      expect(store.isWritable()).toBe(true);
      store.close();
      expect(store.isWritable()).toBe(false);
      expect(() => store.log.read(showId, 0)).toThrow(expect.objectContaining({ code: 'store.unavailable' }));
    });
  });
};

const describeLog = (store: () => Store): void => {
  it('numbers events without gaps and gives them back as they were', () => {
    const { log } = store();
    const facts = {
      name: 'Tea "A" \u2028 龙井',
      priceMinor: 3_990,
      formerPriceMinor: null,
      currency: v.parse(Currency, 'CNY'),
      stock: 0,
      link: 'https://example.org/tea?a=1',
      pictureId: null,
      sku: null,
      limitPerBuyer: null,
    };
    const added: ShowEvent = {
      type: 'shelf.added',
      itemId: v.parse(ItemId, 'item1'),
      facts,
      visibility: 'hidden',
      seller: { id: v.parse(SellerId, 'invite1'), name: 'Ann' },
    };
    expect(log.append(showId, 0, 5, [created, renamed('Two')])).toEqual([
      { seq: 1, atMs: 5, event: created },
      { seq: 2, atMs: 5, event: renamed('Two') },
    ]);
    log.append(showId, 2, 9, [added]);
    expect(log.read(showId, 1)).toEqual([
      { seq: 2, atMs: 5, event: renamed('Two') },
      { seq: 3, atMs: 9, event: added },
    ]);
    expect(log.read(showId, 3)).toEqual([]);
    expect(log.read(showId, 0, 2).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(log.read(showId, 2, 2).map(({ seq }) => seq)).toEqual([3]);
  });

  it('gives back texts that no command would bring any more', () => {
    const { log } = store();
    log.append(showId, 0, 5, [created, renamed('\u200b')]);
    expect(log.read(showId, 1)).toEqual([{ seq: 2, atMs: 5, event: renamed('\u200b') }]);
  });

  it('refuses to append at another seq, and stores nothing of it', () => {
    const { log } = store();
    log.append(showId, 0, 5, [created]);
    for (const wrongSeq of [0, 2]) {
      expect(() => log.append(showId, wrongSeq, 6, [renamed('Two'), renamed('Three')])).toThrow(
        expect.objectContaining({ code: 'store.unavailable' }),
      );
    }
    expect(log.read(showId, 0)).toHaveLength(1);
  });

  it('keeps the logs of shows apart', () => {
    const { log } = store();
    log.append(showId, 0, 5, [created]);
    expect(log.read(v.parse(ShowId, 'show2'), 0)).toEqual([]);
  });

  it('keeps the newest snapshot', () => {
    const { log } = store();
    expect(log.readSnapshot(showId)).toBeNull();
    const states = [created, renamed('Two')].map((event, index) => ({ seq: index + 1, atMs: 5, event }));
    const first = apply(null, states[0] ?? { seq: 0, atMs: 0, event: created });
    const second: ShowState = { ...first, title: 'Two', seq: 2 };
    log.writeSnapshot(first);
    log.writeSnapshot(second);
    expect(log.readSnapshot(showId)).toEqual(second);
  });
};

const describeAccounts = (store: () => Store): void => {
  it('creates an account with its channel, once a handle', () => {
    const { records } = store();
    expect(records.countAccounts()).toBe(0);
    expect(records.createAccount(account, channel)).toBe('created');
    const other = { ...account, id: v.parse(AccountId, 'account2'), channelId: v.parse(ChannelId, 'channel2') };
    expect(records.createAccount(other, { ...channel, id: other.channelId })).toBe('handle-taken');
    expect(records.countAccounts()).toBe(1);
    expect(records.accountByHandle('tea')).toEqual(account);
    expect(records.accountById(account.id)).toEqual(account);
    expect(records.accountOfChannel(channel.id)).toEqual(account);
    expect(records.accountOfChannel(other.channelId)).toBeNull();
    expect(records.channelById(channel.id)).toEqual(channel);
    expect(records.channelById(other.channelId)).toBeNull();
    expect(records.accountByHandle('coffee')).toBeNull();
  });

  it('changes a channel, whose handle may be no other channel’s and no other account’s', () => {
    const { records } = store();
    records.createAccount(account, channel);
    const other = { ...account, id: v.parse(AccountId, 'account2'), handle: 'coffee' };
    const theirs = { ...channel, id: v.parse(ChannelId, 'channel2'), handle: 'beans' };
    records.createAccount({ ...other, channelId: theirs.id }, theirs);
    const changed = { ...channel, name: 'Cups', handle: 'cups' };
    expect(records.changeChannel(changed, account.id)).toBe('changed');
    expect(records.channelByHandle('cups')).toEqual(changed);
    expect(records.channelByHandle(channel.handle)).toBeNull();
    for (const handle of ['coffee', 'beans']) {
      expect(records.changeChannel({ ...changed, handle }, account.id)).toBe('handle-taken');
    }
    expect(records.changeChannel(channel, account.id)).toBe('changed');
    expect(records.channelById(channel.id)).toEqual(channel);
  });

  it('forgets a session when it is deleted or expired', () => {
    const { records } = store();
    records.createAccount(account, channel);
    records.createSession('short', { accountId: account.id, expiresAtMs: 100 });
    records.createSession('long', { accountId: account.id, expiresAtMs: 200 });
    expect(records.sessionByTokenHash('short', 99)).toEqual({ accountId: account.id, expiresAtMs: 100 });
    expect(records.sessionByTokenHash('short', 100)).toBeNull();
    records.deleteExpiredSessions(100);
    expect(records.sessionByTokenHash('short', 0)).toBeNull();
    expect(records.sessionByTokenHash('long', 100)).not.toBeNull();
    records.deleteSession('long');
    expect(records.sessionByTokenHash('long', 100)).toBeNull();
  });
};

const describeFollowers = (store: () => Store): void => {
  const follower = (name: string) => ({
    endpoint: `https://push.example/${name}`,
    keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
  });

  it('knows who follows a channel, once, with their newest keys', () => {
    const { records } = store();
    records.createAccount(account, channel);
    expect(records.addFollower(channel.id, follower('ann'), 5)).toBe('added');
    records.addFollower(channel.id, follower('bo'), 6);
    const renewed = { ...follower('ann'), keys: { p256dh: 'q'.repeat(87), auth: 'b'.repeat(22) } };
    records.addFollower(channel.id, renewed, 7);
    expect(records.followersOf(channel.id, null, 10)).toEqual([
      { subscription: renewed, doubt: 1 },
      { subscription: follower('bo'), doubt: 1 },
    ]);
    records.removeFollower(channel.id, follower('bo').endpoint);
    records.forgetFollower(renewed.endpoint);
    expect(records.followersOf(channel.id, null, 10)).toEqual([]);
  });

  it('reads followers in pages, surest first, and forgets who is missed again and again', () => {
    const { records } = store();
    records.createAccount(account, channel);
    for (const name of ['ann', 'bo', 'cy', 'di']) records.addFollower(channel.id, follower(name), 5);
    const endpoint = (name: string) => follower(name).endpoint;
    records.settleFollowers({ reached: [endpoint('cy')], missed: [endpoint('ann')] });
    const first = records.followersOf(channel.id, null, 2);
    const rest = records.followersOf(channel.id, first[1] ?? null, 9);
    expect([...first, ...rest].map(({ subscription, doubt }) => [subscription, doubt])).toEqual([
      [follower('cy'), 0],
      [follower('bo'), 1],
      [follower('di'), 1],
      [follower('ann'), 2],
    ]);
    for (let missed = 1; missed < MAX_MISSES; missed += 1) {
      records.settleFollowers({ reached: [], missed: [endpoint('ann'), endpoint('cy')] });
    }
    expect(records.followersOf(channel.id, null, 9).map(({ subscription }) => subscription)).toEqual([
      follower('bo'),
      follower('di'),
      follower('cy'),
    ]);
  });
};

const describeProviderEvents = (store: () => Store): void => {
  it('remembers what a provider told, until it is long ago', () => {
    const { records } = store();
    expect(records.isProviderEventKnown('evt_1')).toBe(false);
    records.rememberProviderEvent('evt_1', { atMs: 100, forgetBeforeMs: 0 });
    records.rememberProviderEvent('evt_1', { atMs: 200, forgetBeforeMs: 0 });
    records.rememberProviderEvent('evt_2', { atMs: 200, forgetBeforeMs: 100 });
    expect(['evt_1', 'evt_2'].map((id) => records.isProviderEventKnown(id))).toEqual([true, true]);
    records.rememberProviderEvent('evt_3', { atMs: 300, forgetBeforeMs: 101 });
    expect(['evt_1', 'evt_2'].map((id) => records.isProviderEventKnown(id))).toEqual([false, true]);
  });
};

const describeShows = (store: () => Store): void => {
  it('finds shows by id, by address and by channel, oldest first', () => {
    const { records } = store();
    records.createAccount(account, channel);
    const newer = { id: showId, channelId: channel.id, address, createdAtMs: 20 };
    const older = { ...newer, id: v.parse(ShowId, 'show0'), address: v.parse(ShowAddress, 'older'), createdAtMs: 10 };
    expect(records.createShow(newer)).toBe('created');
    expect(records.createShow(older)).toBe('created');
    expect(records.showById(showId)).toEqual(newer);
    expect(records.showByAddress(address)).toEqual(newer);
    expect(records.showByAddress(v.parse(ShowAddress, 'nowhere'))).toBeNull();
    expect(records.showsOfChannel(channel.id)).toEqual([older, newer]);
    expect(records.showsOfChannel(v.parse(ChannelId, 'channel9'))).toEqual([]);
    expect(records.allShows()).toEqual([older, newer]);
  });

  it('refuses a second show at the same address', () => {
    const { records } = store();
    records.createAccount(account, channel);
    const show = { id: showId, channelId: channel.id, address, createdAtMs: 20 };
    records.createShow(show);
    expect(records.createShow({ ...show, id: v.parse(ShowId, 'show2') })).toBe('address-taken');
    expect(records.allShows()).toEqual([show]);
  });

  it('gives back a picture byte by byte', () => {
    const { records } = store();
    records.createAccount(account, channel);
    const picture = { id: v.parse(PictureId, 'p1'), channelId: channel.id, bytes: Uint8Array.of(0, 255, 128) };
    records.createPicture(picture);
    expect(records.pictureById(picture.id)).toEqual(picture);
    expect(records.pictureById(v.parse(PictureId, 'p2'))).toBeNull();
  });
};
