import type { ShowEvent } from './event.ts';
import { participantOf } from './crew.ts';
import { factsOf } from './item.ts';
import { itemsOfSeller, sellerIdOf } from './sellers.ts';
import type { ShowState } from './state.ts';
import { shelfAudience } from './visibility.ts';

/**
 * The same, and what a seller brought follows them to their new name; what others brought by the same link stays theirs. What was
 * ordered keeps the name that it was ordered under.
 */
export const afterRenaming = (state: ShowState, events: readonly ShowEvent[]): readonly ShowEvent[] => {
  const renamed = events.find((event) => event.type === 'people.renamed');
  const person = renamed && state.crew && participantOf(state.crew, renamed.participantId);
  if (!person || person.role !== 'seller') return events;
  const seller = { id: sellerIdOf(person), name: renamed.name };
  const own = itemsOfSeller(state, seller.id).filter((item) => item.seller?.name === person.name);
  return [
    ...events,
    ...own.map((item): ShowEvent => {
      const { id: itemId } = item;
      return { type: 'shelf.changed', itemId, facts: factsOf(item), seller, audience: shelfAudience(item) };
    }),
  ];
};
