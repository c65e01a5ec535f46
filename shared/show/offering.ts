import { inChunks } from '../chunks.ts';
import type { HoldId, ItemId } from '../ids.ts';
import type { Availability } from './allot.ts';
import type { ShowEvent } from './event.ts';
import { holdMs } from './hold.ts';
import { canComeBack, unitsLeft, type ShelfItem } from './item.ts';
import { itemOf } from './item-of.ts';
import { holdOf, lineOf, type Ledger } from './ledger.ts';
import { isRunning } from './life.ts';
import type { ShowState } from './state.ts';

/** A show whose ledger is known: the server's. */
export type ShowWithLedger = ShowState & { readonly ledger: Ledger };

export const availabilityOf = (state: ShowWithLedger, item: ShelfItem): Availability => ({
  left: unitsLeft(item),
  canComeBack: canComeBack(item),
  isAwaited: isAwaited(state, item),
});

/** Whether somebody waits who could have what they want. Who wants more than can ever come back is in nobody's way. */
export const isAwaited = (state: ShowWithLedger, item: ShelfItem): boolean =>
  lineOf(state.ledger, item.id).waitingIds.some((holdIds) =>
    holdIds.some((holdId) => (holdOf(state.ledger, holdId)?.quantity ?? Infinity) <= canComeBack(item)),
  );

type Offering = {
  readonly atMs: number;
  /** Somebody who waits no more by the events before these. */
  readonly withoutId?: HoldId;
};

/** The show after events that change how much of a product is held, sold and given by this much. */
export const withCounts = (
  state: ShowWithLedger,
  itemId: ItemId,
  by: { held?: number; sold?: number; given?: number },
): ShowWithLedger => {
  const item = itemOf(state, itemId);
  if (!item) return state;
  const { held = 0, sold = 0, given = 0 } = by;
  const counted = { ...item, held: item.held + held, sold: item.sold + sold, given: item.given + given };
  return { ...state, items: { ...state.items, [itemId]: counted } };
};

/** Those who wait are offered what is left, in order; who wants more than can ever come back is passed over. */
export const offering = (
  state: ShowWithLedger,
  itemId: ItemId,
  { atMs, withoutId }: Offering,
): readonly ShowEvent[] => {
  const item = itemOf(state, itemId);
  if (!item || !isRunning(state.life)) return [];
  let left = unitsLeft(item);
  const offered: ShowEvent[] = [];
  for (const holdId of inChunks(lineOf(state.ledger, itemId).waitingIds)) {
    const hold = holdId === withoutId ? null : holdOf(state.ledger, holdId);
    if (!hold) continue;
    if (hold.quantity > canComeBack(item)) continue;
    if (hold.quantity > left) break;
    left -= hold.quantity;
    offered.push({ type: 'hold.offered', holdId, untilMs: atMs + holdMs(hold) });
  }
  return offered;
};
