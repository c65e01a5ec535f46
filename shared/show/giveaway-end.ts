import type { ShowEvent } from './event.ts';
import { offering, withCounts } from './offering.ts';
import type { ShowState } from './state.ts';

/** What ends a giveaway before its time: nobody wins, and nothing is set aside for it any more. */
export const giveawayEnding = ({ giveaway }: Pick<ShowState, 'giveaway'>): readonly ShowEvent[] => {
  if (giveaway?.life.phase !== 'open') return [];
  return [
    { type: 'giveaway.cancelled', giveawayId: giveaway.id },
    { type: 'draw.over', giveawayId: giveaway.id },
  ];
};

/** The same while the show goes on: what was set aside goes to who waits for it. */
export const giveawayCancelling = (state: ShowState, atMs: number): readonly ShowEvent[] => {
  const { ledger } = state;
  const ended = giveawayEnding(state);
  const { itemId = null, units = 0 } = ledger?.giveaway ?? {};
  if (ended.length === 0 || !ledger || itemId === null) return ended;
  return [...ended, ...offering(withCounts({ ...state, ledger }, itemId, { held: -units }), itemId, { atMs })];
};
