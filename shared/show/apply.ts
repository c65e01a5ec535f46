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
import { applyTalk } from './talk.ts';

/**
 * The state after `logged`; `null` is the state before `show.created`. Events apply in order, and without gaps where the crew
 * is known: any other seq throws, because a page that missed events must ask for them. A viewer's page (`crew` is null) is
 * not told of the crew's events, so its seq may jump.
 */
export const apply = (state: ShowState | null, logged: LoggedEvent): ShowState => {
  const lastSeq = state?.seq ?? 0;
  const follows = state?.crew === null ? logged.seq > lastSeq : logged.seq === lastSeq + 1;
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
