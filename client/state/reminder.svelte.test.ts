import { describe, expect, it } from 'vitest';
import type { PushPlace } from '../platform/push-place.ts';
import { Reminder } from './reminder.svelte.ts';
import { FakeOffice } from './testing/fake-office.ts';

const SUBSCRIPTION = {
  endpoint: 'https://push.example/ann',
  keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
};

const open = () => {
  const office = new FakeOffice();
  const browser: {
    permission: ReturnType<PushPlace['permission']>;
    answer: 'granted' | 'blocked';
    failure: Error | null;
  } = {
    permission: 'ask',
    answer: 'granted',
    failure: null,
  };
  const place: PushPlace = {
    permission: () => browser.permission,
    find: () => Promise.resolve(SUBSCRIPTION),
    subscribe: () => {
      if (browser.failure !== null) return Promise.reject(browser.failure);
      browser.permission = browser.answer;
      return Promise.resolve(browser.answer === 'granted' ? SUBSCRIPTION : null);
    },
  };
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  const { signal } = new AbortController();
  const load = () => new Reminder({ handle: 'tea', key: 'a key', place, call: office.call, store }, signal);
  return { office, browser, load };
};

describe('a reminder', () => {
  it('is asked for, kept over a reload, and ended', async () => {
    const { office, load } = open();
    const reminder = load();
    expect(reminder.standing).toBe('off');
    await reminder.follow();
    expect([...office.followed]).toEqual(['tea']);
    const later = load();
    expect(later.standing).toBe('on');
    await later.unfollow();
    expect([...office.followed]).toEqual([]);
    expect(load().standing).toBe('off');
  });

  it('is not there where the person said no', async () => {
    const { office, browser, load } = open();
    browser.answer = 'blocked';
    const reminder = load();
    await reminder.follow();
    expect(reminder.standing).toBe('blocked');
    expect(load().standing).toBe('blocked');
    expect(office.followed.size).toBe(0);
  });

  it('says when the server or the push service does not answer, and can be asked for again', async () => {
    const { office, browser, load } = open();
    const reminder = load();
    browser.failure = new DOMException('no service', 'AbortError');
    await reminder.follow();
    expect(reminder.standing).toBe('failed');
    browser.failure = null;
    office.failures.set('follow', 'net.unreachable');
    await reminder.follow();
    expect(reminder.standing).toBe('failed');
    office.failures.clear();
    await reminder.follow();
    expect(reminder.standing).toBe('on');
  });
});
