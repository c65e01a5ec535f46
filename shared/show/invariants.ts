import { assert } from '../invariant.ts';
import { itemOf } from './item-of.ts';
import { isRunning } from './life.ts';
import type { ShowState } from './state.ts';

/**
 * What is true of every show at every seq. Throws `InvariantError`.
 * The server checks it before it stores what a command led to; the seeded tests check it after each step.
 */
export const assertShowInvariants = (state: ShowState): void => {
  assert(new Set(state.itemIds).size === state.itemIds.length, 'an item is on the shelf once');
  assert(Object.keys(state.items).length === state.itemIds.length, 'every item has a place on the shelf');
  assert(
    state.itemIds.every((itemId) => itemOf(state, itemId)?.id === itemId),
    'every place on the shelf has its item',
  );
  if (state.callout) {
    assert(itemOf(state, state.callout.itemId), 'what is explained is on the shelf');
    assert(isRunning(state.life), 'only a running show explains');
  }
  if (state.mark) {
    assert(isRunning(state.life), 'only a running show has a marked picture');
    assert(
      state.mark.areas.every((area) => itemOf(state, area.itemId)),
      'what can be clicked is on the shelf',
    );
  }
};
