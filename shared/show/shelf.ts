import { assert, assertNever } from '../invariant.ts';
import { ItemId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { closingOf } from './callout.ts';
import { lineOf } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { MAX_SHELF_ITEMS, type ItemFacts, type ShelfItem } from './item.ts';
import { itemOf } from './item-of.ts';
import type { ShowState } from './state.ts';
import { offering } from './till.ts';

type ShelfCommand = Extract<ShowCommand, { type: `shelf.${string}` }>;
type ShelfEvent = Extract<ShowEvent, { type: `shelf.${string}` }>;

/**
 * Allowed in every phase: a shelf is filled before a show and corrected after it. `shelf.full` at `MAX_SHELF_ITEMS`,
 * `shelf.item-not-found`. An index behind the end means the end. Removing the explained item closes its callout.
 * `shelf.item-held` while units of it are set aside, `shelf.stock-promised` for a stock below what is set aside and sold.
 */
export const decideShelf = (
  state: ShowState,
  command: ShelfCommand,
  { atMs, random }: { readonly atMs: number; readonly random: Random },
): Result<readonly ShowEvent[]> => {
  if (command.type === 'shelf.add') {
    if (state.itemIds.length >= MAX_SHELF_ITEMS) return refuse('shelf.full');
    return ok([{ type: 'shelf.added', itemId: makeId(ItemId, random), facts: command.facts }]);
  }
  const item = itemOf(state, command.itemId);
  if (!item) return refuse('shelf.item-not-found', 'itemId');
  switch (command.type) {
    case 'shelf.change':
      return decideChange(state, item, { facts: command.facts, atMs });
    case 'shelf.move': {
      const toIndex = Math.min(command.toIndex, state.itemIds.length - 1);
      return ok(state.itemIds[toIndex] === item.id ? [] : [{ type: 'shelf.moved', itemId: item.id, toIndex }]);
    }
    case 'shelf.remove': {
      if (item.held > 0) return refuse('shelf.item-held', 'itemId');
      const waitingIds = state.ledger ? lineOf(state.ledger, item.id).waitingIds : [];
      const dismissed = waitingIds.map((holdId): ShowEvent => ({ type: 'hold.cancelled', holdId }));
      const closing = state.callout?.itemId === item.id ? closingOf(state, 'removed') : [];
      return ok([...closing, ...dismissed, { type: 'shelf.removed', itemId: item.id }]);
    }
    default:
      return assertNever(command);
  }
};

type Change = { readonly facts: ItemFacts; readonly atMs: number };

/** Units that are promised or paid for cannot be taken back; more of them go to who waits. */
const decideChange = (state: ShowState, item: ShelfItem, { facts, atMs }: Change): Result<readonly ShowEvent[]> => {
  if (hasFacts(item, facts)) return ok([]);
  if (facts.stock !== null && facts.stock < item.held + item.sold) return refuse('shelf.stock-promised', 'facts.stock');
  const changed: ShowEvent = { type: 'shelf.changed', itemId: item.id, facts };
  const { ledger } = state;
  if (!ledger) return ok([changed]);
  const items = { ...state.items, [item.id]: { ...item, ...facts } };
  return ok([changed, ...offering({ ...state, ledger, items }, item.id, { atMs })]);
};

const hasFacts = (item: ShelfItem, facts: ItemFacts): boolean =>
  item.name === facts.name &&
  item.priceMinor === facts.priceMinor &&
  item.formerPriceMinor === facts.formerPriceMinor &&
  item.currency === facts.currency &&
  item.stock === facts.stock &&
  item.link === facts.link &&
  item.pictureId === facts.pictureId &&
  item.limitPerBuyer === facts.limitPerBuyer;

export const applyShelf = (state: ShowState, event: ShelfEvent): ShowState => {
  if (event.type === 'shelf.added') {
    assert(itemOf(state, event.itemId) === null, 'an item is added once');
    const item: ShelfItem = { id: event.itemId, ...event.facts, timesExplained: 0, held: 0, sold: 0 };
    return { ...state, items: { ...state.items, [item.id]: item }, itemIds: [...state.itemIds, item.id] };
  }
  const item = itemOf(state, event.itemId);
  assert(item, 'only an item on the shelf changes');
  switch (event.type) {
    case 'shelf.changed': {
      const changed: ShelfItem = { ...item, ...event.facts };
      return { ...state, items: { ...state.items, [item.id]: changed } };
    }
    case 'shelf.moved':
      return { ...state, itemIds: without(state.itemIds, item.id).toSpliced(event.toIndex, 0, item.id) };
    case 'shelf.removed':
      return removeItem(state, item.id);
    default:
      return assertNever(event);
  }
};

/** Where the item could be clicked in the picture goes with it. */
const removeItem = (state: ShowState, itemId: ItemId): ShowState => {
  const { [itemId]: _removed, ...items } = state.items;
  const mark = state.mark && { ...state.mark, areas: state.mark.areas.filter((area) => area.itemId !== itemId) };
  return { ...state, items, itemIds: without(state.itemIds, itemId), mark };
};

const without = (itemIds: readonly ItemId[], itemId: ItemId): ItemId[] => itemIds.filter((id) => id !== itemId);
