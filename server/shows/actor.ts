import { AppError } from '../../shared/errors.ts';
import { assert } from '../../shared/invariant.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Actor } from '../../shared/show/actor.ts';
import { apply } from '../../shared/show/apply.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { decide } from '../../shared/show/decide.ts';
import type { LoggedEvent, ShowEvent } from '../../shared/show/event.ts';
import { assertShowInvariants } from '../../shared/show/invariants.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { EventLog } from '../store/port.ts';
import { Fanout, type ShowListener } from './fanout.ts';

export type ShowActorDeps = {
  readonly events: EventLog;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
  readonly log: Log;
};

export type CommandOutcome = Result<readonly LoggedEvent[]>;

type Asked = {
  readonly command: ShowCommand;
  readonly actor: Actor;
  readonly resolve: (outcome: CommandOutcome) => void;
  readonly reject: (error: unknown) => void;
};
type Decided = { readonly asked: Asked; readonly outcome: CommandOutcome };
type Batch = { readonly decided: readonly Decided[]; readonly events: readonly ShowEvent[]; readonly state: ShowState };

/** Reading a snapshot and this many events takes a few milliseconds. */
const SNAPSHOT_EVERY_EVENTS = 200;
/**
 * A snapshot costs as much as the whole show is large. Where ten thousand buy, one each 200 events took half of the server's time
 * (measured); so the tail may grow to this share of the log.
 */
const TAIL_SHARE = 1 / 4;
/** And a tail may be as long as what is bought in this time: a rush is no time to write down everything that there ever was. */
const SNAPSHOT_PAUSE_MS = 5_000;

/** After how many events the next snapshot is due. */
const snapshotIntervalEvents = (snapshotSeq: number): number =>
  Math.max(SNAPSHOT_EVERY_EVENTS, Math.floor(snapshotSeq * TAIL_SHARE));

/** The snapshot and the tail of a show's log added up, or null when the log knows no such show. */
const loadShow = (events: EventLog, showId: ShowState['id']) => {
  const snapshot = events.readSnapshot(showId);
  const tail = events.read(showId, snapshot?.seq ?? 0);
  const state = tail.reduce<ShowState | null>(apply, snapshot);
  return state && { state, tail, snapshotSeq: snapshot?.seq ?? 0 };
};

/**
 * The one point where a show's commands are decided: a queue, then decide → append → apply → tell, then the answers.
 * All commands that arrive in one turn of the event loop share one transaction (group commit). Nothing is answered or
 * told before it is stored; when storing fails, everything of that transaction is refused and the state stays.
 */
export class ShowActor {
  readonly #deps: ShowActorDeps;
  readonly #fanout: Fanout;
  #state: ShowState;
  #snapshotSeq: number;
  #snapshotAtMs = -Infinity;
  #queue: Asked[] = [];
  /** After a failed append the log may or may not have kept the events; it is read again before the next ones. */
  #trust: 'in-step' | 'unsure' = 'in-step';

  private constructor(deps: ShowActorDeps, loaded: NonNullable<ReturnType<typeof loadShow>>) {
    this.#deps = deps;
    this.#state = loaded.state;
    this.#snapshotSeq = loaded.snapshotSeq;
    this.#fanout = new Fanout(deps.log.with({ showId: loaded.state.id }));
    this.#fanout.remember(loaded.tail);
  }

  /** Null when the log knows no such show. */
  static load(showId: ShowState['id'], deps: ShowActorDeps): ShowActor | null {
    const loaded = loadShow(deps.events, showId);
    return loaded && new ShowActor(deps, loaded);
  }

  get state(): ShowState {
    return this.#state;
  }

  /** Resolves with the stored events (none when nothing changed) or the refusal; rejects only when our own logic is wrong. */
  submit(command: ShowCommand, actor: Actor): Promise<CommandOutcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, actor, resolve, reject });
      if (this.#queue.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Hears of every event from now on. Read `state` in the same turn: nothing is lost between the two. */
  listen(listener: ShowListener): Closable {
    return this.#fanout.listen(listener);
  }

  /** The events after `seq`, or null when that is too long ago: send `state` instead. */
  since(seq: number): readonly LoggedEvent[] | null {
    return this.#fanout.since(seq, this.#state.seq);
  }

  #flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    const atMs = this.#deps.clock();
    try {
      this.#catchUp();
      const batch = this.#decideAll(queue, atMs);
      if (batch.events.length > 0) this.#commit(batch, atMs);
      for (const { asked, outcome } of batch.decided) asked.resolve(outcome);
    } catch (error) {
      this.#refuseAll(queue, error);
    }
  }

  /** Each command sees what the ones before it led to. One that breaks our logic fails alone. */
  #decideAll(queue: readonly Asked[], atMs: number): Batch {
    let state = this.#state;
    const decided: Decided[] = [];
    const events: ShowEvent[] = [];
    for (const asked of queue) {
      try {
        const verdict = decide(state, asked.command, { actor: asked.actor, atMs, random: this.#deps.random });
        const logged = verdict.ok ? this.#number(verdict.value, state.seq, atMs) : [];
        const next = logged.reduce(apply, state);
        if (logged.length > 0) assertShowInvariants(next);
        state = next;
        events.push(...logged.map(({ event }) => event));
        decided.push({ asked, outcome: verdict.ok ? ok(logged) : verdict });
      } catch (error) {
        asked.reject(error);
      }
    }
    return { decided, events, state };
  }

  #number(events: readonly ShowEvent[], afterSeq: number, atMs: number): readonly LoggedEvent[] {
    return events.map((event, index) => ({ seq: afterSeq + index + 1, atMs, event }));
  }

  #commit(batch: Batch, atMs: number): void {
    this.#trust = 'unsure';
    const logged = this.#deps.events.append(this.#state.id, this.#state.seq, atMs, batch.events);
    assert(logged.at(-1)?.seq === batch.state.seq, 'the log numbers events as the actor does');
    this.#trust = 'in-step';
    this.#state = batch.state;
    this.#fanout.tell(logged, batch.state);
    this.#keepSnapshot(atMs);
  }

  #catchUp(): void {
    if (this.#trust === 'in-step') return;
    const missed = this.#deps.events.read(this.#state.id, this.#state.seq);
    this.#state = missed.reduce(apply, this.#state);
    this.#trust = 'in-step';
    if (missed.length > 0) this.#fanout.tell(missed, this.#state);
  }

  /** A snapshot only saves reading time, so failing to write one must not refuse what is stored already. */
  #keepSnapshot(atMs: number): void {
    if (this.#state.seq - this.#snapshotSeq < snapshotIntervalEvents(this.#snapshotSeq)) return;
    // Of either sign: a clock that is set back must not mean that there are none for long.
    if (Math.abs(atMs - this.#snapshotAtMs) < SNAPSHOT_PAUSE_MS) return;
    this.#snapshotAtMs = atMs;
    try {
      this.#deps.events.writeSnapshot(this.#state);
      this.#snapshotSeq = this.#state.seq;
    } catch (error) {
      this.#deps.log.warn({ showId: this.#state.id, code: codeOf(error) }, 'the snapshot was not written');
    }
  }

  #refuseAll(queue: readonly Asked[], error: unknown): void {
    if (!(error instanceof AppError)) {
      for (const asked of queue) asked.reject(error);
      return;
    }
    this.#deps.log.error({ showId: this.#state.id, code: error.code }, 'a transaction of the show failed', error);
    for (const asked of queue) asked.resolve(refuse(error.code));
  }
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'server.internal');
