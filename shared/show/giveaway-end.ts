import type { ShowEvent } from './event.ts';
import type { ShowState } from './state.ts';

/** What ends a giveaway before its time: nobody wins, and nothing is set aside for it any more. */
export const giveawayEnding = ({ giveaway }: Pick<ShowState, 'giveaway'>): readonly ShowEvent[] => {
  if (giveaway?.life.phase !== 'open') return [];
  return [
    { type: 'giveaway.cancelled', giveawayId: giveaway.id },
    { type: 'draw.over', giveawayId: giveaway.id },
  ];
};
