import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ItemId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { seededRandom } from '../../shared/random.ts';
import { apply } from '../../shared/show/apply.ts';
import { HOST } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { EventLog, Store } from '../store/port.ts';
import { openMemoryStore } from '../store/sqlite/open.ts';
import { createShow, openShows } from './shows-fixture.ts';

const rename = (title: string): ShowCommand => ({ type: 'show.rename', title });

/** A store whose log fails as `fault` says, before or after it has stored. */
const openFaultyStore = () => {
  const store = openMemoryStore();
  const fault: { when: 'never' | 'before' | 'after'; appends: number } = { when: 'never', appends: 0 };
  const log: EventLog = {
    ...store.log,
    append: (...args) => {
      if (fault.when === 'before') throw new AppError('store.unavailable');
      const logged = store.log.append(...args);
      if (fault.when === 'after') throw new AppError('store.unavailable');
      fault.appends += 1;
      return logged;
    },
  };
  const faulty: Store = { ...store, log };
  return { store: faulty, fault };
};

describe('ShowActor', () => {
  it('answers with the stored events, and changes its state', async () => {
    const { store, shows, clock } = openShows();
    const actor = createShow(shows);
    clock.atMs = 2_000;
    const answer = await actor.submit(rename('Summer teas'), HOST);
    const expected = { seq: 2, atMs: 2_000, event: { type: 'show.renamed', title: 'Summer teas' } };
    expect(answer).toEqual({ ok: true, value: [expected] });
    expect(store.log.read(actor.state.id, 1)).toEqual([expected]);
    expect(actor.state).toMatchObject({ title: 'Summer teas', seq: 2 });
  });

  it('refuses by role and by rule, and stores nothing of it', async () => {
    const { store, shows } = openShows();
    const actor = createShow(shows);
    expect(await actor.submit(rename('X'), { role: 'viewer' })).toEqual({
      ok: false,
      error: { code: 'auth.forbidden' },
    });
    expect(await actor.submit({ type: 'show.end' }, HOST)).toEqual({ ok: false, error: { code: 'show.not-live' } });
    expect(store.log.read(actor.state.id, 1)).toEqual([]);
  });

  it('decides commands of one turn in order, each on what the ones before led to, in one transaction', async () => {
    const { store, fault } = openFaultyStore();
    const { shows } = openShows(store);
    const actor = createShow(shows);
    const heard: number[] = [];
    actor.listen((events) => heard.push(events.length));
    fault.appends = 0;
    const answers = await Promise.all([
      actor.submit({ type: 'show.start' }, HOST),
      actor.submit({ type: 'show.start' }, HOST),
      actor.submit(rename('Now'), HOST),
      actor.submit({ type: 'show.end' }, HOST),
    ]);
    expect(answers.map((answer) => (answer.ok ? answer.value.map(({ seq }) => seq) : answer.error.code))).toEqual([
      [2],
      'show.already-live',
      [3],
      [4],
    ]);
    expect(fault.appends).toBe(1);
    expect(heard).toEqual([3]);
  });

  it('tells listeners in order, with the state after, before it answers; and nobody whose subscription is closed', async () => {
    const { shows } = openShows();
    const actor = createShow(shows);
    const order: string[] = [];
    const first = actor.listen((events, state) => order.push(`first ${events[0]?.seq} ${state.title}`));
    actor.listen(() => order.push('second'));
    await actor.submit(rename('A'), HOST).then(() => order.push('answer'));
    first.close();
    await actor.submit(rename('B'), HOST);
    expect(order).toEqual(['first 2 A', 'second', 'answer', 'second']);
  });

  it('goes on when a listener throws, and logs it', async () => {
    const { shows, log } = openShows();
    const actor = createShow(shows);
    let heard = 0;
    actor.listen(() => {
      throw new Error('a broken page');
    });
    actor.listen(() => (heard += 1));
    expect(await actor.submit(rename('A'), HOST)).toMatchObject({ ok: true });
    expect(heard).toBe(1);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', showId: actor.state.id }));
  });

  it('refuses everything of a transaction that was not stored, tells nobody, and goes on when the store is back', async () => {
    const { store, fault } = openFaultyStore();
    const { shows } = openShows(store);
    const actor = createShow(shows);
    const before = actor.state;
    let told = 0;
    actor.listen(() => (told += 1));
    fault.when = 'before';
    const refused = { ok: false, error: { code: 'store.unavailable' } };
    const asked = [actor.submit(rename('A'), HOST), actor.submit({ type: 'show.start' }, HOST)];
    expect(await Promise.all(asked)).toEqual([refused, refused]);
    expect(actor.state).toBe(before);
    expect(told).toBe(0);
    fault.when = 'never';
    expect(await actor.submit(rename('B'), HOST)).toMatchObject({ ok: true, value: [{ seq: 2 }] });
  });

  it('catches up with a transaction that the store kept although it reported a failure', async () => {
    const { store, fault } = openFaultyStore();
    const { shows } = openShows(store);
    const actor = createShow(shows);
    const told: LoggedEvent[] = [];
    actor.listen((events) => told.push(...events));
    fault.when = 'after';
    expect(await actor.submit(rename('Kept'), HOST)).toMatchObject({ ok: false });
    fault.when = 'never';
    expect(await actor.submit({ type: 'show.start' }, HOST)).toMatchObject({ ok: true, value: [{ seq: 3 }] });
    expect(actor.state).toMatchObject({ title: 'Kept', seq: 3, life: { phase: 'live' } });
    expect(told.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('gives the events after a seq, and null for a seq that it does not know', async () => {
    const { shows } = openShows();
    const actor = createShow(shows);
    for (const title of ['A', 'B', 'C']) await actor.submit(rename(title), HOST);
    expect(actor.since(4)).toEqual([]);
    expect(actor.since(2)?.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(actor.since(0)?.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(actor.since(5)).toBeNull();
  });

  it('no longer knows what is more than 512 events ago', async () => {
    const { shows } = openShows();
    const actor = createShow(shows);
    await Promise.all(Array.from({ length: 600 }, (_, index) => actor.submit(rename(`T${index}`), HOST)));
    expect(actor.state.seq).toBe(601);
    expect(actor.since(88)).toBeNull();
    expect(actor.since(89)).toHaveLength(512);
  });

  it('writes one snapshot in five seconds, however much happens', async () => {
    const { store, shows, clock } = openShows();
    const actor = createShow(shows);
    const happen = async (times: number) => {
      for (let step = 0; step < times; step += 1) await actor.submit(rename(`T${actor.state.seq}`), HOST);
    };
    const snapshotSeq = () => store.log.readSnapshot(actor.state.id)?.seq;
    await happen(1_000);
    expect(snapshotSeq()).toBe(200);
    clock.atMs += 4_999;
    await happen(1);
    expect(snapshotSeq()).toBe(200);
    clock.atMs += 1;
    await happen(1);
    expect(snapshotSeq()).toBe(1_003);
  });

  it('comes back from a snapshot and its tail exactly as it was', async () => {
    const { store, shows, openRegistry } = openShows();
    const actor = createShow(shows);
    const seed = 7;
    const random = seededRandom(seed);
    for (let step = 0; step < 500; step += 1) {
      const some = actor.state.itemIds[Math.floor(random() * actor.state.itemIds.length)] ?? v.parse(ItemId, 'none');
      const add: ShowCommand = { type: 'shelf.add', facts: someFacts({ name: `Tea ${step}` }), visibility: 'listed' };
      const commands = [add, { type: 'shelf.remove', itemId: some }, { type: 'show.start' }] as const;
      const command = commands[Math.floor(random() * commands.length)];
      assert(command, 'one of the commands');
      await actor.submit(command, HOST);
    }
    const snapshot = store.log.readSnapshot(actor.state.id);
    expect(snapshot?.seq).toBeGreaterThanOrEqual(200);
    expect(openRegistry().get(actor.state.id)?.state).toEqual(actor.state);
    expect(store.log.read(actor.state.id, 0).reduce<ShowState | null>(apply, null)).toEqual(actor.state);
  });
});
