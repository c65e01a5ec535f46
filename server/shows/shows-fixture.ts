import * as v from 'valibot';
import { AccountId, ChannelId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { Log, LogFields } from '../../shared/log.ts';
import { seededRandom } from '../../shared/random.ts';
import type { Store } from '../store/port.ts';
import { openMemoryStore } from '../store/sqlite/open.ts';
import type { ShowActor } from './actor.ts';
import { ShowRegistry } from './registry.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';

/** The real store, in memory, for tests that must not know which one it is. */
export const openTestStore = (): Store => openMemoryStore();

type Line = LogFields & { readonly level: string; readonly message: string };

/** A log that keeps its lines, so that a test can ask what was said. */
export const makeTestLog = (lines: Line[] = [], bound: LogFields = {}): Log & { readonly lines: readonly Line[] } => {
  const at = (level: string) => (fields: LogFields, message: string) =>
    void lines.push({ ...bound, ...fields, level, message });
  return {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => makeTestLog(lines, { ...bound, ...fields }),
  };
};

export const channel = { id: v.parse(ChannelId, 'channel1'), name: 'Tea house', handle: 'tea' };

/** A registry over a store in memory (or `store`), with one channel in it and a clock that a test drives. */
export const openShows = (store: Store = openTestStore()) => {
  const clock = { atMs: 1_000 };
  const log = makeTestLog();
  if (!store.records.channelById(channel.id)) {
    const id = v.parse(AccountId, 'account1');
    store.records.createAccount({ id, handle: 'tea', passwordHash: 'none', channelId: channel.id }, channel);
  }
  const openRegistry = (): ShowRegistry =>
    new ShowRegistry({
      records: store.records,
      events: store.log,
      clock: () => clock.atMs,
      random: seededRandom(clock.atMs),
      log,
    });
  return { store, clock, log, shows: openRegistry(), openRegistry };
};

export const createShow = (shows: ShowRegistry, title = 'Spring teas'): ShowActor => {
  const created = shows.create({ channelId: channel.id, title, address: null, plan: NO_PLAN });
  assert(created.ok, 'the show was created');
  return created.value;
};
