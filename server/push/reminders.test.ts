import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST } from '../../shared/show/actor.ts';
import type { PushNews, PushSubscription } from '../../shared/protocol/push.ts';
import { channel, createShow, makeTestLog, openShows } from '../shows/shows-fixture.ts';
import type { PushOutcome } from './line.ts';
import { Reminders } from './reminders.ts';

const HOUR_MS = 3_600_000;

const subscription = (name: string): PushSubscription => ({
  endpoint: `https://push.example/${name}`,
  keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
});

const open = () => {
  const { shows, store, clock } = openShows();
  const sent: { to: string; news: PushNews }[] = [];
  const outcomes = new Map<string, PushOutcome | Error>();
  let done: () => void = () => undefined;
  const log = makeTestLog();
  const reminders = new Reminders({
    records: store.records,
    line: {
      send: ({ endpoint }, news) => {
        sent.push({ to: endpoint, news });
        const outcome = outcomes.get(endpoint) ?? 'sent';
        return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
      },
    },
    publicKey: 'key',
    deadline: () => new AbortController().signal,
    clock: () => clock.atMs,
    log: { ...log, info: () => done() },
  });
  shows.listen((events, state) => reminders.hear(events, state));
  const start = async (show: ReturnType<typeof createShow>) => {
    const told = new Promise<void>((resolve) => (done = resolve));
    await show.submit({ type: 'show.start' }, HOST);
    await told;
  };
  return { shows, store, clock, sent, outcomes, reminders, start };
};

let all: ReturnType<typeof open>;
beforeEach(() => {
  all = open();
});
afterEach(() => all.store.close());

describe('reminders', () => {
  it('go to those who follow the channel, when its show begins', async () => {
    const { shows, sent, reminders, start } = all;
    const show = createShow(shows);
    reminders.follow(channel.id, subscription('ann'));
    reminders.follow(channel.id, subscription('ann'));
    reminders.follow(channel.id, subscription('bo'));
    reminders.unfollow(channel.id, subscription('bo').endpoint);
    await start(show);
    expect(sent).toEqual([
      {
        to: 'https://push.example/ann',
        news: { title: `${channel.name} · LIVE`, body: 'Spring teas', path: '/watch/spring-teas' },
      },
    ]);
  });

  it('forget who is gone, and only those', async () => {
    const { shows, store, sent, outcomes, reminders, start } = all;
    for (const name of ['gone', 'failed', 'broken', 'fine']) reminders.follow(channel.id, subscription(name));
    outcomes.set(subscription('gone').endpoint, 'gone');
    outcomes.set(subscription('failed').endpoint, 'failed');
    outcomes.set(subscription('broken').endpoint, new Error('no line'));
    await start(createShow(shows));
    expect(sent).toHaveLength(4);
    const left = store.records.followersOf(channel.id).map(({ endpoint }) => endpoint);
    expect(left.toSorted()).toEqual(['broken', 'failed', 'fine'].map((name) => subscription(name).endpoint));
  });

  it('are not sent again for a show that goes on after it was ended', async () => {
    const { shows, clock, sent, reminders, start } = all;
    const show = createShow(shows);
    reminders.follow(channel.id, subscription('ann'));
    await start(show);
    await show.submit({ type: 'show.end' }, HOST);
    clock.atMs += HOUR_MS;
    await show.submit({ type: 'show.start' }, HOST);
    expect(sent).toHaveLength(1);
  });
});
