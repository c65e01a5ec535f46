import type { SellerId } from '../ids.ts';
import { closingOf } from './callout.ts';
import { participantOf } from './crew.ts';
import type { ShowEvent } from './event.ts';
import { flashEnding } from './flash-end.ts';
import { flashOf } from './flash.ts';
import { giveawayCancelling } from './giveaway-end.ts';
import { dropping, itemsOfSeller, sellerIdOf } from './sellers.ts';
import type { ShowState } from './state.ts';

/**
 * A seller is gone for good: what they sell is offered no more, and nobody wins it. Whoever has units reserved, or waits for some,
 * can still pay.
 */
export const closingTill = (state: ShowState, sellerId: SellerId, atMs: number): readonly ShowEvent[] => [
  ...dropping(state, { sellerId }),
  ...itemsOfSeller(state, sellerId).flatMap((item): readonly ShowEvent[] => {
    const given = state.giveaway?.itemId === item.id ? giveawayCancelling(state, atMs) : [];
    if (item.visibility !== 'listed') return given;
    return [
      ...(state.callout?.itemId === item.id ? closingOf(state, 'delisted') : []),
      ...(flashOf(state, item.id) ? flashEnding(state) : []),
      ...given,
      { type: 'shelf.delisted', itemId: item.id, by: 'seller' },
    ];
  }),
];

/** The same where somebody leaves, unless others sell under the same link. Whoever only fell silent may be back. */
export const afterLeaving = (state: ShowState, events: readonly ShowEvent[], atMs: number): readonly ShowEvent[] => {
  const left = events.find((event) => event.type === 'people.left');
  const person = left && state.crew && participantOf(state.crew, left.participantId);
  if (!person || person.role !== 'seller' || left.reason === 'silent') return events;
  const sellerId = sellerIdOf(person);
  const others = Object.values(state.crew?.participants ?? {}).filter(
    (other) => other.id !== person.id && other.role === 'seller' && sellerIdOf(other) === sellerId,
  );
  return others.length > 0 ? events : [...events, ...closingTill(state, sellerId, atMs)];
};
