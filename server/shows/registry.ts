import type { ChannelId, ShowAddress } from '../../shared/ids.ts';
import { makeId, ShowId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import { parseAddress } from '../../shared/show/address.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { decide } from '../../shared/show/decide.ts';
import { isRunning } from '../../shared/show/life.ts';
import type { ShowPlan } from '../../shared/show/plan.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { Records, ShowRow } from '../store/port.ts';
import { ShowActor, type ShowActorDeps } from './actor.ts';
import type { ShowListener } from './fanout.ts';
import { freeAddress } from './free-address.ts';

export type ShowRegistryDeps = ShowActorDeps & { readonly records: Records };

export type NewShow = {
  readonly channelId: ChannelId;
  readonly title: string;
  /** Null: one is made from the title; of an unlisted show nobody can guess it. */
  readonly address: ShowAddress | null;
  readonly plan: ShowPlan;
};

/**
 * Every show's one actor, loaded when first asked for and kept. The store is synchronous, so neither loading nor
 * creating can interleave with another: two callers never get two actors of one show.
 */
export class ShowRegistry {
  readonly #deps: ShowRegistryDeps;
  readonly #actors = new Map<ShowId, ShowActor>();
  readonly #listeners = new Set<ShowListener>();

  constructor(deps: ShowRegistryDeps) {
    this.#deps = deps;
  }

  get(showId: ShowId): ShowActor | null {
    const known = this.#actors.get(showId);
    if (known) return known;
    const loaded = this.#deps.records.showById(showId) && ShowActor.load(showId, this.#deps);
    if (!loaded) return null;
    this.#actors.set(showId, loaded);
    loaded.listen((events, state) => this.#tell(events, state));
    return loaded;
  }

  /** Hears the events of every show from now on. */
  listen(listener: ShowListener): Closable {
    this.#listeners.add(listener);
    return { close: () => this.#listeners.delete(listener) };
  }

  #tell(...told: Parameters<ShowListener>): void {
    for (const listener of [...this.#listeners]) listener(...told);
  }

  byAddress(address: ShowAddress): ShowActor | null {
    const row = this.#deps.records.showByAddress(address);
    return row && this.get(row.id);
  }

  /** Newest first. */
  ofChannel(channelId: ChannelId): readonly ShowActor[] {
    return this.#actorsOf(this.#deps.records.showsOfChannel(channelId)).toSorted(
      (left, right) => right.state.createdAtMs - left.state.createdAtMs,
    );
  }

  /** `show.address-taken`; `request.malformed` for an address that is none after normalization. */
  create({ channelId, title, address, plan }: NewShow): Result<ShowActor> {
    const { records, events, clock, random } = this.#deps;
    const id = makeId(ShowId, random);
    const chosen = address === null ? freeAddress({ title, plan }, records, random) : parseAddress(address);
    if (chosen === null) return refuse('request.malformed', 'address');
    if (records.showByAddress(chosen)) return refuse('show.address-taken', 'address');

    const atMs = clock();
    const command = { type: 'show.create', id, channelId, title, address: chosen, plan } as const;
    const decided = decide(null, command, { actor: HOST, atMs, random });
    if (!decided.ok) return decided;
    // The log first: a crash between the two leaves an unreachable log, never a show without one.
    events.append(id, 0, atMs, decided.value);
    const created = records.createShow({ id, channelId, address: chosen, createdAtMs: atMs });
    assert(created === 'created', 'the address was free in this turn of the event loop');
    const actor = this.get(id);
    assert(actor, 'a show that was stored can be loaded');
    return ok(actor);
  }

  /** No media and no line survives a restart of the server: shows that were live are interrupted and people away until they are back. */
  async loseAll(): Promise<void> {
    const lost = this.#actorsOf(this.#deps.records.allShows()).flatMap((actor) =>
      losses(actor.state).map((command) => actor.submit(command, SYSTEM)),
    );
    await Promise.all(lost);
  }

  /** Those in memory: every show since the start of the server. */
  loaded(): Iterable<ShowActor> {
    return this.#actors.values();
  }

  /** The shows that are live or interrupted, of those in memory. */
  running(): readonly ShowActor[] {
    return [...this.#actors.values()].filter((actor) => isRunning(actor.state.life));
  }

  #actorsOf(rows: readonly ShowRow[]): readonly ShowActor[] {
    return rows.flatMap((row) => this.get(row.id) ?? []);
  }
}

/** What a show is told after a restart of the server. */
const losses = ({ life, crew }: ShowState): readonly ShowCommand[] => {
  const people = Object.values(crew?.participants ?? {}).filter(({ presence }) => presence.state === 'here');
  return [
    ...(life.phase === 'live' ? [{ type: 'show.interrupt' } as const] : []),
    ...people.map(({ id }) => ({ type: 'people.lose', participantId: id }) as const),
  ];
};
