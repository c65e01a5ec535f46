import { assert } from '../invariant.ts';
import { applyToldEvent } from './apply-told.ts';
import { isTold } from './audience.ts';
import { applyChatters, isOfChatters } from './chatters-apply.ts';
import type { LoggedEvent, ShowEvent } from './event.ts';
import { applyNumbers, isOfNumbers } from './numbers-apply.ts';
import type { ShowState } from './state.ts';
import { applyTill, isOfTill } from './till-apply.ts';

/**
 * The state after `logged`; `null` is the state before `show.created`. Events apply in order and without gaps where the whole show
 * is known; any other seq throws. Pages know less, and have `applyTold` and `applyPublic`.
 */
export const apply = (state: ShowState | null, { seq, atMs, event }: LoggedEvent): ShowState => {
  assert(seq === (state?.seq ?? 0) + 1, 'an event is applied right after the one before it');
  const next = { ...applyWhole(state, event, atMs), seq };
  if (isOfChatters(event)) {
    assert(next.chatters, 'the chat opens with the show');
    return { ...next, chatters: applyChatters(next.chatters, event) };
  }
  if (!isOfNumbers(event)) return next;
  assert(next.numbers, 'the audience is counted from the beginning');
  return { ...next, numbers: applyNumbers({ ...next, numbers: next.numbers }, event, atMs) };
};

const applyWhole = (state: ShowState | null, event: ShowEvent, atMs: number): ShowState => {
  if (isTold(event)) return applyToldEvent(state, event, atMs);
  assert(state, 'a show begins with show.created');
  if (!isOfTill(event)) return state;
  assert(state.ledger, 'the till opens with the show');
  return applyTill({ ...state, ledger: state.ledger }, event, atMs);
};
