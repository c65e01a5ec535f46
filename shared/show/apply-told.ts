import { assert, assertNever } from '../invariant.ts';
import { applyPublicEvent, isPublic } from './apply-public.ts';
import { isTold } from './audience.ts';
import type { CrewState } from './crew.ts';
import type { LoggedEvent, ToldEvent } from './event.ts';
import { applyPlan } from './flash-plan.ts';
import { applyModeration } from './moderation-apply.ts';
import { applyPeople } from './people.ts';
import { applyProduction } from './production.ts';
import { applySellers } from './sellers-apply.ts';
import { applyStage } from './stage.ts';
import { applyStock } from './stock-decide.ts';
import type { ShowState } from './state.ts';
import { applyTalk } from './talk.ts';

/** `apply` for a page of somebody in the studio: what the till does is told to no page, so numbers jump. */
export const applyTold = (state: ShowState | null, { seq, atMs, event }: LoggedEvent): ShowState => {
  assert(isTold(event), 'pages are not told of the till');
  assert(seq > (state?.seq ?? 0), 'an event is applied after the ones before it');
  return { ...applyToldEvent(state, event, atMs), seq };
};

export const applyToldEvent = (state: ShowState | null, event: ToldEvent, atMs: number): ShowState => {
  if (isPublic(event)) return applyPublicEvent(state, event, atMs);
  assert(state?.crew, 'events of the crew come to those who know it');
  return { ...state, crew: applyCrew(state.crew, event, atMs) };
};

type CrewEvent = Extract<
  ToldEvent,
  { type: `${'people' | 'stage' | 'seller' | 'production' | 'talk' | 'moderation' | 'stock' | 'sale'}.${string}` }
>;

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
    case 'people.faderSet':
    case 'people.qualitySet':
      return applyPeople(crew, event, atMs);
    case 'stage.entered':
    case 'stage.left':
    case 'stage.moved':
    case 'stage.spotlit':
    case 'stage.cued':
    case 'stage.screenSet':
      return applyStage(crew, event);
    case 'seller.asked':
    case 'seller.answered':
      return applySellers(crew, event, atMs);
    case 'production.opened':
    case 'production.edited':
    case 'production.taken':
    case 'production.stoodBy':
    case 'production.appointed':
    case 'production.handedOver':
      return applyProduction(crew, event, atMs);
    case 'talk.posted':
    case 'talk.removed':
      return applyTalk(crew, event, atMs);
    case 'moderation.held':
    case 'moderation.settled':
    case 'moderation.wordsSet':
    case 'moderation.restricted':
      return { ...crew, moderation: applyModeration(crew.moderation, event, atMs) };
    case 'stock.corrected':
      return applyStock(crew, event, atMs);
    case 'sale.planned':
    case 'sale.unplanned':
      return applyPlan(crew, event);
    default:
      return assertNever(event);
  }
};
