import { assert, assertNever } from '../invariant.ts';
import { applyCallout } from './callout.ts';
import type { CrewState } from './crew.ts';
import type { LoggedEvent, ShowEvent } from './event.ts';
import { applyCreated, applyLife } from './life.ts';
import { applyMark } from './mark.ts';
import { applyPeople } from './people.ts';
import { applyProduction } from './production.ts';
import { applyShelf } from './shelf.ts';
import { applyStage } from './stage.ts';
import type { ShowState } from './state.ts';
import { applyTill } from './till-apply.ts';
import { applyTalk } from './talk.ts';

/**
 * The state after `logged`; `null` is the state before `show.created`. Events apply in order, and without gaps where the whole
 * show is known: any other seq throws. A page is not told of everything (it knows no book), so its seq may jump.
 */
export const apply = (state: ShowState | null, logged: LoggedEvent): ShowState => {
  const lastSeq = state?.seq ?? 0;
  const follows = state?.book === null ? logged.seq > lastSeq : logged.seq === lastSeq + 1;
  assert(follows, 'an event is applied right after the one before it');
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
    case 'hold.granted':
    case 'hold.waitlisted':
    case 'hold.rejected':
    case 'hold.offered':
    case 'hold.extended':
    case 'hold.checkoutStarted':
    case 'hold.expired':
    case 'hold.cancelled':
    case 'hold.listClosed':
    case 'order.paid':
    case 'order.refundDue':
    case 'order.surplusPaid':
    case 'order.refunded': {
      const { book } = state;
      assert(book, 'what was sold is told to those who know the book');
      return applyTill({ ...state, book }, event, atMs);
    }
    case 'program.marked':
      return applyMark(state, event);
    default:
      assert(state.crew, 'events of the crew come to those who know it');
      return { ...state, crew: applyCrew(state.crew, event, atMs) };
  }
};

type CrewEvent = Extract<ShowEvent, { type: `${'people' | 'stage' | 'production' | 'talk'}.${string}` }>;

const applyCrew = (crew: CrewState, event: CrewEvent, atMs: number): CrewState => {
  switch (event.type) {
    case 'people.joined':
    case 'people.lost':
    case 'people.returned':
    case 'people.left':
    case 'people.renamed':
    case 'people.switched':
    case 'people.muted':
    case 'people.pictureSet':
    case 'people.qualitySet':
      return applyPeople(crew, event, atMs);
    case 'stage.entered':
    case 'stage.left':
    case 'stage.moved':
    case 'stage.spotlit':
    case 'stage.cued':
    case 'stage.screenSet':
      return applyStage(crew, event);
    case 'production.opened':
    case 'production.edited':
    case 'production.taken':
    case 'production.stoodBy':
    case 'production.handedOver':
      return applyProduction(crew, event, atMs);
    case 'talk.posted':
    case 'talk.removed':
      return applyTalk(crew, event, atMs);
    default:
      return assertNever(event);
  }
};
