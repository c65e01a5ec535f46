import type { ShowEvent } from './event.ts';
import type { ShowState } from './state.ts';

/** Whose pages hear of an event: everybody's, or only those of the people in the studio. */
export type Audience = 'everyone' | 'crew';

const CREW_FAMILIES = ['people.', 'stage.', 'talk.', 'production.'] as const;

/**
 * Events of the crew change nothing that viewers know, so a viewer's page leaves them out: its log has gaps, and its order is
 * the whole log's.
 */
export const audienceOf = ({ type }: ShowEvent): Audience =>
  CREW_FAMILIES.some((family) => type.startsWith(family)) ? 'crew' : 'everyone';

/** What viewers may know of a show. */
export const publicState = (state: ShowState): ShowState => ({ ...state, crew: null });
