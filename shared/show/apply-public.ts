import { assert, assertNever } from '../invariant.ts';
import { audienceOf } from './audience.ts';
import { applyChat } from './chat-apply.ts';
import { applyCallout } from './callout.ts';
import type { LoggedEvent, ShowEvent } from './event.ts';
import { applyFlash } from './flash-apply.ts';
import { applyGiveaway } from './giveaway-apply.ts';
import { applyCreated, applyLife } from './life.ts';
import { applyMark } from './mark.ts';
import { applyQuestions } from './questions-apply.ts';
import { applyShelf } from './shelf-apply.ts';
import type { PublicEvent } from './public-event.ts';
import type { ShowState } from './state.ts';

/** Whether everybody hears of it. */
export const isPublic = (event: ShowEvent): event is PublicEvent => audienceOf(event) === 'everyone';

/** `apply` for a viewer's page, which is told of nothing else: it needs no line of what the studio and the till do. */
export const applyPublic = (state: ShowState | null, { seq, atMs, event }: LoggedEvent): ShowState => {
  assert(isPublic(event), 'viewers are told what is for everyone');
  assert(seq > (state?.seq ?? 0), 'an event is applied after the ones before it');
  return { ...applyPublicEvent(state, event, atMs), seq };
};

export const applyPublicEvent = (state: ShowState | null, event: PublicEvent, atMs: number): ShowState => {
  if (event.type === 'show.created') {
    assert(state === null, 'a show is created once');
    return applyCreated(event, atMs);
  }
  assert(state !== null, 'a show begins with show.created');
  switch (event.type) {
    case 'show.renamed':
    case 'show.planned':
    case 'show.started':
    case 'show.interrupted':
    case 'show.resumed':
    case 'show.ended':
      return applyLife(state, event, atMs);
    case 'shelf.added':
    case 'shelf.changed':
    case 'shelf.moved':
    case 'shelf.removed':
    case 'shelf.listed':
    case 'shelf.hidden':
    case 'shelf.delisted':
      return applyShelf(state, event);
    case 'callout.opened':
    case 'callout.closed':
      return applyCallout(state, event, atMs);
    case 'program.marked':
      return applyMark(state, event);
    case 'flash.announced':
    case 'flash.opened':
    case 'flash.drawn':
    case 'flash.ended':
      return { ...state, flash: applyFlash(state.flash, event, atMs) };
    case 'giveaway.started':
    case 'giveaway.counted':
    case 'giveaway.drawn':
    case 'giveaway.cancelled':
      return { ...state, giveaway: applyGiveaway(state.giveaway, event) };
    case 'chat.posted':
    case 'chat.removed':
    case 'chat.pinned':
    case 'chat.aired':
    case 'chat.slowed':
      return { ...state, chat: applyChat(state.chat, event) };
    case 'question.asked':
    case 'question.voted':
    case 'question.answering':
    case 'question.answered':
      return { ...state, chat: { ...state.chat, questions: applyQuestions(state.chat.questions, event, atMs) } };
    default:
      return assertNever(event);
  }
};
