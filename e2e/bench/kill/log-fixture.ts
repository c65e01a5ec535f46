import { assert } from '../../../shared/invariant.ts';
import type { LoggedEvent, ShowEvent } from '../../../shared/show/event.ts';
import { Books } from './books.ts';
import type { EventOf } from './event-of.ts';

export const booksOf = (log: readonly LoggedEvent[]): Books => {
  const books = new Books();
  books.add(log);
  return books;
};

/** The log with more at its end. */
export const followed = (log: readonly LoggedEvent[], ...events: readonly ShowEvent[]): readonly LoggedEvent[] =>
  events.reduce((before, event) => [...before, { seq: before.length + 1, atMs: before.at(-1)?.atMs ?? 0, event }], log);

/** The newest event of a type. */
export const newest = <Type extends ShowEvent['type']>(log: readonly LoggedEvent[], type: Type): EventOf<Type> => {
  const isIt = (event: ShowEvent): event is EventOf<Type> => event.type === type;
  const event = log.map((logged) => logged.event).findLast(isIt);
  assert(event, `there is one of ${type}`);
  return event;
};

/** The log with something else where `event` was, or with nothing there. */
export const instead = (
  log: readonly LoggedEvent[],
  event: ShowEvent,
  ...others: readonly ShowEvent[]
): readonly LoggedEvent[] =>
  log
    .flatMap((logged) => (logged.event === event ? others.map((other) => ({ ...logged, event: other })) : [logged]))
    .map((logged, index) => ({ ...logged, seq: index + 1 }));
