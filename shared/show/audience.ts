import { assertNever } from '../invariant.ts';
import type { StudioRole } from './actor.ts';
import { recentChat } from './chat.ts';
import type { ShowEvent, ToldEvent } from './event.ts';
import { hasShelf } from './permissions.ts';
import type { PublicShow, ShowState } from './state.ts';
import { publicShelf } from './visibility.ts';

/** Whose pages hear of an event: everybody's, only those of the people in the studio, or none: it names a buyer. */
export type Audience = 'everyone' | 'crew' | 'nobody';

/** What becomes of them is told to the buyer, or counted for those who may know it, by other ways than the log's. */
const SECRET_FAMILIES = ['hold.', 'order.', 'draw.', 'chatter.', 'audience.'] as const;
const CREW_FAMILIES = [
  'people.',
  'stage.',
  'seller.',
  'talk.',
  'moderation.',
  'production.',
  'stock.',
  'sale.',
] as const;

/**
 * Events of the crew change nothing that viewers know, so a viewer's page leaves them out, and every page those of the till: its
 * log has gaps, and its order is the whole log's.
 */
export const audienceOf = ({ type }: ShowEvent): Audience => {
  if (SECRET_FAMILIES.some((family) => type.startsWith(family))) return 'nobody';
  return CREW_FAMILIES.some((family) => type.startsWith(family)) ? 'crew' : 'everyone';
};

/** Whether any page hears of it. */
export const isTold = (event: ShowEvent): event is ToldEvent => audienceOf(event) !== 'nobody';

/**
 * What viewers are told of an event; null for what is none of theirs. A product that is hidden from now on is gone for them, and
 * the places of those that they know are counted without the hidden ones.
 */
export const publicEvent = (event: ShowEvent): ToldEvent | null => {
  if (!isTold(event) || audienceOf(event) !== 'everyone') return null;
  switch (event.type) {
    case 'shelf.added':
      return event.visibility === 'hidden' ? null : event;
    case 'shelf.changed':
    case 'shelf.removed':
      return event.audience === 'crew' ? null : event;
    case 'shelf.moved': {
      const { toIndex, publicIndex, audience } = event;
      return audience === 'crew' ? null : { ...event, toIndex: publicIndex ?? toIndex, publicIndex: null };
    }
    case 'shelf.hidden':
      return { type: 'shelf.removed', itemId: event.itemId, audience: 'everyone' };
    default:
      return event;
  }
};

/**
 * Who looks. `crew` has the shelf in hand and knows everything; `backstage` does not know why a stock was corrected and what is
 * planned; nor does `seller`, who also knows of the shelf only what viewers do.
 */
export type Onlooker = 'everyone' | 'seller' | 'backstage' | 'crew';

/** As whom somebody of the studio looks. */
export const onlookerAs = (role: StudioRole): Exclude<Onlooker, 'everyone'> => {
  if (role === 'seller') return 'seller';
  return hasShelf(role) ? 'crew' : 'backstage';
};

/**
 * A correction names products that may be hidden, and has a note that was written for those who count; a planned price is nobody's
 * to tell before its sale.
 */
const isOfThoseInCharge = ({ type }: ShowEvent): boolean => type.startsWith('stock.') || type.startsWith('sale.');

/** What a page is told of an event; null for nothing. */
export const toldTo = (page: Onlooker, event: ShowEvent): ToldEvent | null => {
  if (!isTold(event)) return null;
  switch (page) {
    case 'crew':
      return event;
    case 'backstage':
      return isOfThoseInCharge(event) ? null : event;
    case 'seller':
      return audienceOf(event) === 'crew' && !isOfThoseInCharge(event) ? event : publicEvent(event);
    case 'everyone':
      return publicEvent(event);
    default:
      return assertNever(page);
  }
};

/** What those who have the shelf in hand may know of a show. */
export const crewState = (state: ShowState): ShowState => ({ ...state, ledger: null, chatters: null, numbers: null });

const backstageState = (state: ShowState): ShowState => ({
  ...crewState(state),
  crew: state.crew && { ...state.crew, corrections: [], flashPlans: [] },
});

/** What a page may know of a show. */
export const stateFor = (page: Onlooker, state: ShowState): ShowState => {
  switch (page) {
    case 'crew':
      return crewState(state);
    case 'backstage':
      return backstageState(state);
    case 'seller':
      return { ...backstageState(state), ...publicShelf(state) };
    case 'everyone':
      return publicState(state);
    default:
      return assertNever(page);
  }
};

/** What viewers may know of a show. */
export const publicState = (state: ShowState): PublicShow => ({
  ...state,
  ...publicShelf(state),
  chat: recentChat(state.chat),
  crew: null,
  ledger: null,
  chatters: null,
  numbers: null,
});
