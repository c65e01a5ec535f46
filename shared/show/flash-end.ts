import { valuesOf } from '../buckets.ts';
import type { DrawEntry } from './draw-entries.ts';
import type { ShowEvent } from './event.ts';
import type { ShowState } from './state.ts';

/** What ends a flash sale with its show: nobody is drawn any more, and everybody in the draw hears that it is closed. */
export const flashEnding = ({ flash, ledger }: ShowState): readonly ShowEvent[] => {
  if (!flash || flash.life.phase === 'over') return [];
  const reason = flash.life.phase === 'warm-up' ? 'cancelled' : 'closed';
  const ended: ShowEvent = { type: 'flash.ended', flashId: flash.id, reason };
  if (!ledger?.draw) return [ended];
  const rejected = valuesOf<DrawEntry>(ledger.draw.entries).map(({ buyerId, intent, itemId, quantity }): ShowEvent => ({
    type: 'hold.rejected',
    buyerId,
    intent,
    itemId,
    quantity,
    reason: 'closed',
  }));
  return [ended, ...rejected, { type: 'draw.closed', flashId: flash.id }];
};
