import { assert, assertNever } from '../invariant.ts';
import { applyCallout } from './callout.ts';
import type { LoggedEvent } from './event.ts';
import { applyCreated, applyLife } from './life.ts';
import { applyMark } from './mark.ts';
import { applyShelf } from './shelf.ts';
import type { ShowState } from './state.ts';

/**
 * The state after `logged`; `null` is the state before `show.created`. Events apply in order and without gaps: any other
 * seq throws, because a page that missed events must ask for them.
 */
export const apply = (state: ShowState | null, logged: LoggedEvent): ShowState => {
  assert(logged.seq === (state?.seq ?? 0) + 1, 'an event is applied right after the one before it');
  const next = applyEvent(state, logged);
  return { ...next, seq: logged.seq };
};

const applyEvent = (state: ShowState | null, { event, atMs }: LoggedEvent): ShowState => {
  if (event.type === 'show.created') {
    assert(state === null, 'a show is created once');
    return applyCreated(event, atMs);
  }
  assert(state !== null, 'a show begins with show.created');
  switch (event.type) {
    case 'show.renamed':
    case 'show.started':
    case 'show.interrupted':
    case 'show.resumed':
    case 'show.ended':
      return applyLife(state, event, atMs);
    case 'shelf.added':
    case 'shelf.changed':
    case 'shelf.moved':
    case 'shelf.removed':
      return applyShelf(state, event);
    case 'callout.opened':
    case 'callout.closed':
      return applyCallout(state, event, atMs);
    case 'program.marked':
      return applyMark(state, event);
    default:
      return assertNever(event);
  }
};
