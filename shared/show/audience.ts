import { recentChat } from './chat.ts';
import type { ShowEvent, ToldEvent } from './event.ts';
import type { PublicShow, ShowState } from './state.ts';

/** Whose pages hear of an event: everybody's, only those of the people in the studio, or none: it names a buyer. */
export type Audience = 'everyone' | 'crew' | 'nobody';

/** What becomes of them is told to the buyer and counted for everybody, by other ways than the log's. */
const SECRET_FAMILIES = ['hold.', 'order.', 'chatter.'] as const;
const CREW_FAMILIES = ['people.', 'stage.', 'talk.', 'moderation.', 'production.'] as const;

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

/** Whether a page hears of `event`: a viewer's as one of everyone, or one of the crew's. */
export const hears = (page: 'everyone' | 'crew', event: ShowEvent): event is ToldEvent => {
  const audience = audienceOf(event);
  return audience === 'everyone' || audience === page;
};

/** What the people in the studio may know of a show. */
export const crewState = (state: ShowState): ShowState => ({ ...state, ledger: null, chatters: null });

/** What viewers may know of a show. */
export const publicState = (state: ShowState): PublicShow => ({
  ...state,
  chat: recentChat(state.chat),
  crew: null,
  ledger: null,
  chatters: null,
});
