import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { EventLog } from '../store/port.ts';

/** Events that are read and worked on at once: a few milliseconds, in which nobody else is served. */
export const EVENTS_AT_ONCE = 200;

/** The log of a show up to where the show is, read in parts of `EVENTS_AT_ONCE`. */
export function* eventsOf(log: EventLog, { id, seq }: Pick<ShowState, 'id' | 'seq'>): Generator<LoggedEvent> {
  for (let after = 0; after < seq; after += EVENTS_AT_ONCE) {
    yield* log.read(id, after, Math.min(EVENTS_AT_ONCE, seq - after));
  }
}
