import { assert, assertNever } from '../invariant.ts';
import type { ShowEvent } from './event.ts';
import type { Giveaway } from './giveaway.ts';

type GiveawayEvent = Extract<ShowEvent, { type: `giveaway.${string}` }>;

export const applyGiveaway = (giveaway: Giveaway | null, event: GiveawayEvent): Giveaway => {
  if (event.type === 'giveaway.started') {
    assert(giveaway?.life.phase !== 'open', 'one giveaway at a time');
    const { type: _type, giveawayId, ...started } = event;
    return { id: giveawayId, ...started, entries: 0, life: { phase: 'open' } };
  }
  assert(giveaway?.id === event.giveawayId && giveaway.life.phase === 'open', 'only an open giveaway changes');
  switch (event.type) {
    case 'giveaway.counted':
      return { ...giveaway, entries: event.entries };
    case 'giveaway.drawn': {
      const { entries, seed, winners } = event;
      return { ...giveaway, entries, life: { phase: 'drawn', seed, winners } };
    }
    case 'giveaway.cancelled':
      return { ...giveaway, life: { phase: 'cancelled' } };
    default:
      return assertNever(event);
  }
};
