import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountId, ChannelId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { openMemoryStore } from '../store/sqlite/open.ts';
import type { PageTransport } from './secret-cookie.ts';
import { Sessions } from './sessions.ts';
import { hashToken } from './token.ts';

const channel = { id: v.parse(ChannelId, 'channel1'), name: 'Tea house', handle: 'tea' };
const account = { id: v.parse(AccountId, 'account1'), handle: 'tea', passwordHash: 'x', channelId: channel.id };
const DAY_MS = 24 * 60 * 60 * 1_000;

const openSessions = (transport: PageTransport = 'http') => {
  const { records } = openMemoryStore();
  records.createAccount(account, channel);
  const clock = { atMs: 1_000 };
  return { records, clock, sessions: new Sessions({ records, clock: () => clock.atMs, transport }) };
};
/** What a browser sends back for a `Set-Cookie` value. */
const cookieOf = (setCookie: string): string => setCookie.split(';')[0] ?? '';

describe('Sessions', () => {
  it('gives a cookie that scripts and other sites cannot use, bound to this host where HTTPS allows', () => {
    expect(openSessions('http').sessions.open(account.id)).toMatch(
      /^tally=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(openSessions('https').sessions.open(account.id)).toMatch(
      /^__Host-tally=[A-Za-z0-9_-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it('knows who sends the cookie, among others', () => {
    const { sessions } = openSessions();
    const cookie = cookieOf(sessions.open(account.id));
    expect(sessions.sessionOf(cookie)).toEqual({ accountId: account.id, channel });
    expect(sessions.sessionOf(`a=1; ${cookie}; b=2`)).toEqual({ accountId: account.id, channel });
  });

  it('stores a hash of the cookie, never the cookie', () => {
    const { sessions, records } = openSessions();
    const token = cookieOf(sessions.open(account.id)).slice('tally='.length);
    expect(records.sessionByTokenHash(token, 0)).toBeNull();
    expect(records.sessionByTokenHash(hashToken(token), 0)).toMatchObject({ accountId: account.id });
  });

  it('takes no other cookie for one', () => {
    const { sessions } = openSessions();
    const token = cookieOf(sessions.open(account.id)).slice('tally='.length);
    for (const header of [undefined, '', 'tally=', 'tally=abc', `x-tally=${token}`, `__Host-tally=${token}`, token]) {
      expect(sessions.sessionOf(header)).toBeNull();
    }
  });

  it('ends after thirty days', () => {
    const { sessions, clock } = openSessions();
    const cookie = cookieOf(sessions.open(account.id));
    clock.atMs += 30 * DAY_MS - 1;
    expect(sessions.sessionOf(cookie)).not.toBeNull();
    clock.atMs += 1;
    expect(sessions.sessionOf(cookie)).toBeNull();
  });

  it('ends when it is closed, and only that one', () => {
    const { sessions } = openSessions();
    const [first, second] = [cookieOf(sessions.open(account.id)), cookieOf(sessions.open(account.id))];
    expect(sessions.close(first)).toBe('tally=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
    expect(sessions.sessionOf(first)).toBeNull();
    expect(sessions.sessionOf(second)).not.toBeNull();
  });
});

describe('who watches a sign-in', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const signIn = ({ sessions }: ReturnType<typeof openSessions>) => {
    const cookie = cookieOf(sessions.open(account.id));
    const ended = vi.fn();
    const found = sessions.signInOf(cookie);
    assert(found, 'the cookie is a sign-in');
    return { cookie, ended, watching: sessions.watch(found, ended) };
  };

  it('hears once that it was closed, and of no other', () => {
    const world = openSessions();
    const [first, second] = [signIn(world), signIn(world)];
    world.sessions.close(first.cookie);
    world.sessions.close(first.cookie);
    expect(first.ended).toHaveBeenCalledTimes(1);
    expect(second.ended).not.toHaveBeenCalled();
  });

  it('hears within a minute that its thirty days are over', () => {
    const world = openSessions();
    const { ended } = signIn(world);
    vi.advanceTimersByTime(10 * 60_000);
    expect(ended).not.toHaveBeenCalled();
    world.clock.atMs += 30 * DAY_MS;
    vi.advanceTimersByTime(60_000);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('goes over to the next sign-in of the same account in the same browser', () => {
    const world = openSessions();
    const { cookie, ended } = signIn(world);
    world.clock.atMs += 29 * DAY_MS;
    const next = cookieOf(world.sessions.open(account.id, cookie));
    expect(world.sessions.sessionOf(cookie)).toBeNull();
    world.clock.atMs += 2 * DAY_MS;
    vi.advanceTimersByTime(60_000);
    expect(ended).not.toHaveBeenCalled();
    world.sessions.close(next);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('hears that another account signed in with its cookie', () => {
    const world = openSessions();
    const other = { ...account, id: v.parse(AccountId, 'account2'), handle: 'coffee' };
    world.records.createAccount(other, { ...channel, id: v.parse(ChannelId, 'channel2'), handle: 'coffee' });
    const { cookie, ended } = signIn(world);
    world.sessions.open(other.id, cookie);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('hears nothing after it has gone, and leaves no timer behind', () => {
    const world = openSessions();
    const { cookie, ended, watching } = signIn(world);
    watching.close();
    vi.advanceTimersByTime(60_000);
    expect(vi.getTimerCount()).toBe(0);
    world.sessions.close(cookie);
    expect(ended).not.toHaveBeenCalled();
  });
});
