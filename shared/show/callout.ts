import { assert, assertNever } from '../invariant.ts';
import { CalloutId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { Actor } from './actor.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { itemOf } from './item-of.ts';
import { dropping, itemInReach, sellingOf } from './sellers.ts';
import type { ShowState } from './state.ts';
import { listingOf } from './visibility.ts';

type CalloutCommand = Extract<ShowCommand, { type: `callout.${string}` }>;
type CalloutEvent = Extract<ShowEvent, { type: `callout.${string}` }>;
type CloseReason = Extract<CalloutEvent, { type: 'callout.closed' }>['reason'];

/** The events that close the open callout: one, or none when nothing is explained. */
export const closingOf = (state: ShowState, reason: CloseReason): readonly ShowEvent[] =>
  state.callout ? [{ type: 'callout.closed', calloutId: state.callout.id, reason }] : [];

/**
 * One callout at a time: opening one replaces the other; opening the item that is open already changes nothing. What is explained
 * is offered: the callout of a product that is not lists it.
 * A seller explains their own products, and closes their own callouts: `seller.asks-first` where they have to ask, `seller.taken-off` for
 * what those in charge have delisted. `callout.show-not-running` unless live or interrupted, `shelf.item-not-found`, `callout.not-open`.
 */
export const decideCallout = (
  state: ShowState,
  command: CalloutCommand,
  { actor, random }: { readonly actor: Actor; readonly random: Random },
): Result<readonly ShowEvent[]> => {
  const selling = sellingOf(state, actor);
  if (!selling.ok) return selling;
  switch (command.type) {
    case 'callout.open': {
      if (state.life.phase !== 'live' && state.life.phase !== 'interrupted') {
        return refuse('callout.show-not-running');
      }
      const found = itemInReach(state, command.itemId, selling.value);
      if (!found.ok) return found;
      const item = found.value;
      if (selling.value?.explaining === 'asks-first') return refuse('seller.asks-first');
      if (selling.value && item.visibility === 'delisted') return refuse('seller.taken-off', 'itemId');
      if (state.callout?.itemId === command.itemId) return ok([]);
      const calloutId = makeId(CalloutId, random);
      const opened: ShowEvent = { type: 'callout.opened', calloutId, itemId: item.id };
      const asked = dropping(state, { itemId: item.id });
      return ok([...asked, ...closingOf(state, 'replaced'), ...listingOf(state, item), opened]);
    }
    case 'callout.close': {
      if (state.callout?.id !== command.calloutId) return refuse('callout.not-open', 'calloutId');
      const found = itemInReach(state, state.callout.itemId, selling.value);
      return found.ok ? ok(closingOf(state, 'stopped')) : found;
    }
    default:
      return assertNever(command);
  }
};

export const applyCallout = (state: ShowState, event: CalloutEvent, atMs: number): ShowState => {
  switch (event.type) {
    case 'callout.opened': {
      const item = itemOf(state, event.itemId);
      assert(item !== null && state.callout === null, 'a callout opens alone, for an item on the shelf');
      return {
        ...state,
        items: { ...state.items, [item.id]: { ...item, timesExplained: item.timesExplained + 1 } },
        callout: { id: event.calloutId, itemId: event.itemId, openedAtMs: atMs },
      };
    }
    case 'callout.closed':
      assert(state.callout?.id === event.calloutId, 'only the open callout closes');
      return { ...state, callout: null };
    default:
      return assertNever(event);
  }
};
