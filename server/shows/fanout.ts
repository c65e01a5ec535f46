import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShowState } from '../../shared/show/state.ts';

/** Hears the events of one transaction, in order, with the state after the last of them. */
export type ShowListener = (events: readonly LoggedEvent[], state: ShowState) => void;

/**
 * How many of a show's newest events a page can still resume from. More spares snapshots after long gaps; each event is
 * about 300 bytes of memory, and a page that missed more than this is served better by a snapshot.
 */
const RESUME_EVENTS = 512;

/** Tells a show's listeners what happened, and keeps the newest events for those who come back. */
export class Fanout {
  readonly #log: Log;
  readonly #listeners = new Set<ShowListener>();
  #recent: readonly LoggedEvent[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  get size(): number {
    return this.#listeners.size;
  }

  /** Keeps events that nobody needs to hear of: the log's tail, read when the show is loaded. */
  remember(events: readonly LoggedEvent[]): void {
    this.#recent = [...this.#recent, ...events].slice(-RESUME_EVENTS);
  }

  /** One listener's failure does not keep the others from hearing. */
  tell(events: readonly LoggedEvent[], state: ShowState): void {
    this.remember(events);
    for (const listener of [...this.#listeners]) {
      try {
        listener(events, state);
      } catch (error) {
        this.#log.error({ seq: state.seq }, 'a listener of the show failed', error);
      }
    }
  }

  listen(listener: ShowListener): Closable {
    this.#listeners.add(listener);
    return { close: () => this.#listeners.delete(listener) };
  }

  /** The events after `seq`, or null when some of them are no longer kept, or `seq` is not of this log. */
  since(seq: number, currentSeq: number): readonly LoggedEvent[] | null {
    if (seq === currentSeq) return [];
    const oldest = this.#recent[0];
    if (seq > currentSeq || !oldest || seq < oldest.seq - 1) return null;
    return this.#recent.filter((event) => event.seq > seq);
  }
}
