import { assertNever } from '../invariant.ts';
import type { CrewState, SellerAsk } from './crew.ts';
import type { ShowEvent } from './event.ts';

export type SellerEvent = Extract<ShowEvent, { type: `seller.${string}` }>;

export const applySellers = (crew: CrewState, event: SellerEvent, atMs: number): CrewState => {
  const { sellerId } = event;
  const others = crew.asks.filter((ask) => ask.sellerId !== sellerId);
  const ask = crew.asks.find((each) => each.sellerId === sellerId);
  switch (event.type) {
    case 'seller.asked': {
      const { name, itemId } = event;
      return { ...crew, asks: [...others, { sellerId, name, itemId, atMs, state: 'open' }] };
    }
    case 'seller.answered':
      return { ...crew, asks: ask && event.answer === 'declined' ? [...others, declined(ask)] : others };
    default:
      return assertNever(event);
  }
};

const declined = (ask: SellerAsk): SellerAsk => ({ ...ask, state: 'declined' });
