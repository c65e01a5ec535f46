import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { HOST } from '../../shared/show/actor.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';
import type { PushNews, PushSubscription } from '../../shared/protocol/push.ts';
import { MAX_MISSES, type Store } from '../store/port.ts';
import { channel, createShow, makeTestLog, openShows } from '../shows/shows-fixture.ts';
import type { PushOutcome } from './line.ts';
import { Reminders } from './reminders.ts';

const HOUR_MS = 3_600_000;

const subscription = (name: string): PushSubscription => ({
  endpoint: `https://push.example/${name}`,
  keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
});

const open = () => {
  const { shows, store, clock, openRegistry } = openShows();
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
  return { shows, store, clock, openRegistry, sent, outcomes, reminders, start };
};

const followers = ({ records }: Store) =>
  records
    .followersOf(channel.id, null, 10)
    .map(({ subscription: { endpoint }, doubt }) => [endpoint.slice('https://push.example/'.length), doubt]);

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

  it('are not sent for an unlisted show', async () => {
    const { shows, sent, reminders, start } = all;
    const show = createShow(shows, 'Among friends');
    reminders.follow(channel.id, subscription('ann'));
    await show.submit({ type: 'show.plan', plan: { ...NO_PLAN, visibility: 'unlisted' } }, HOST);
    await show.submit({ type: 'show.start' }, HOST);
    await start(createShow(shows));
    expect(sent.map(({ news }) => news.body)).toEqual(['Spring teas']);
  });

  it('forget who is gone, and only those', async () => {
    const { shows, store, sent, outcomes, reminders, start } = all;
    for (const name of ['gone', 'failed', 'broken', 'fine']) reminders.follow(channel.id, subscription(name));
    outcomes.set(subscription('gone').endpoint, 'gone');
    outcomes.set(subscription('failed').endpoint, 'failed');
    outcomes.set(subscription('broken').endpoint, new Error('no line'));
    await start(createShow(shows));
    expect(sent).toHaveLength(4);
    expect(followers(store)).toEqual([
      ['fine', 0],
      ['broken', 2],
      ['failed', 2],
    ]);
  });

  it('forget who is missed again and again, while others are reached', async () => {
    const { shows, store, outcomes, reminders, start } = all;
    for (const name of ['failed', 'fine']) reminders.follow(channel.id, subscription(name));
    outcomes.set(subscription('failed').endpoint, 'failed');
    for (let show = 1; show < MAX_MISSES; show += 1) await start(createShow(shows, `Show ${show}`));
    expect(followers(store)).toEqual([
      ['fine', 0],
      ['failed', MAX_MISSES],
    ]);
    outcomes.set(subscription('fine').endpoint, 'failed');
    await start(createShow(shows, 'Our own line is down'));
    expect(followers(store)).toHaveLength(2);
    outcomes.delete(subscription('fine').endpoint);
    await start(createShow(shows, 'Last'));
    expect(followers(store)).toEqual([['fine', 0]]);
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

  it('are not sent again by a server that was started meanwhile', async () => {
    const { shows, clock, openRegistry, sent, reminders, start } = all;
    const show = createShow(shows);
    reminders.follow(channel.id, subscription('ann'));
    await start(show);
    await show.submit({ type: 'show.end' }, HOST);
    clock.atMs += 1;
    const next = openRegistry();
    const again = next.get(show.state.id);
    assert(again, 'it is stored');
    next.listen((events, state) => reminders.hear(events, state));
    const told = start(createShow(next, 'Another'));
    await again.submit({ type: 'show.start' }, HOST);
    await told;
    expect(sent.map(({ news }) => news.body)).toEqual(['Spring teas', 'Another']);
  });
});
