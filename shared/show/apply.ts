import { assert } from '../invariant.ts';
import { applyToldEvent } from './apply-told.ts';
import { isTold } from './audience.ts';
import type { LoggedEvent } from './event.ts';
import type { ShowState } from './state.ts';
import { applyTill } from './till-apply.ts';

/**
 * The state after `logged`; `null` is the state before `show.created`. Events apply in order and without gaps where the whole show
 * is known; any other seq throws. Pages know less, and have `applyTold` and `applyPublic`.
 */
export const apply = (state: ShowState | null, { seq, atMs, event }: LoggedEvent): ShowState => {
  assert(seq === (state?.seq ?? 0) + 1, 'an event is applied right after the one before it');
  if (isTold(event)) return { ...applyToldEvent(state, event, atMs), seq };
  assert(state?.ledger, 'the till opens with the show');
  return { ...applyTill({ ...state, ledger: state.ledger }, event, atMs), seq };
};
