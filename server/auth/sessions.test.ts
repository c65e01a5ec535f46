import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AccountId, ChannelId } from '../../shared/ids.ts';
import { openMemoryStore } from '../store/sqlite/open.ts';
import { Sessions, type PageTransport } from './sessions.ts';
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
