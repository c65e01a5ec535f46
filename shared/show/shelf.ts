import { assert, assertNever } from '../invariant.ts';
import { ItemId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { closingOf } from './callout.ts';
import { lineOf } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { flashOf } from './flash.ts';
import { MAX_SHELF_ITEMS, type ItemFacts, type KeptFacts, type ShelfItem, type Visibility } from './item.ts';
import { itemOf } from './item-of.ts';
import type { ProgramMark, ShowState } from './state.ts';
import { offering } from './till.ts';
import { isPublicItem, listingOf, publicIndexOf, shelfAudience } from './visibility.ts';

type ShelfCommand = Extract<ShowCommand, { type: `shelf.${string}` }>;
type ShelfEvent = Extract<ShowEvent, { type: `shelf.${string}` }>;

/**
 * Allowed in every phase: a shelf is filled before a show and corrected after it. `shelf.full` at `MAX_SHELF_ITEMS`,
 * `shelf.item-not-found`. An index behind the end means the end. Removing the explained item closes its callout.
 * So does unlisting it. `shelf.in-flash` for what would end or break a flash sale of it,
 * `shelf.item-held` while units of it are set aside, `shelf.stock-promised` for a stock below what is set aside and sold.
 */
export const decideShelf = (
  state: ShowState,
  command: ShelfCommand,
  { atMs, random }: { readonly atMs: number; readonly random: Random },
): Result<readonly ShowEvent[]> => {
  if (command.type === 'shelf.add') {
    if (state.itemIds.length >= MAX_SHELF_ITEMS) return refuse('shelf.full');
    const { facts, visibility } = command;
    return ok([{ type: 'shelf.added', itemId: makeId(ItemId, random), facts, visibility }]);
  }
  if (command.type === 'shelf.addAll') {
    if (state.itemIds.length + command.items.length > MAX_SHELF_ITEMS) return refuse('shelf.full');
    return ok(command.items.map((item) => ({ type: 'shelf.added', itemId: makeId(ItemId, random), ...item })));
  }
  const item = itemOf(state, command.itemId);
  if (!item) return refuse('shelf.item-not-found', 'itemId');
  switch (command.type) {
    case 'shelf.change':
      return decideChange(state, item, { facts: command.facts, atMs });
    case 'shelf.move':
      return ok(moving(state, item, command.toIndex));
    case 'shelf.remove': {
      if (flashOf(state, item.id)) return refuse('shelf.in-flash', 'itemId');
      if (item.held > 0) return refuse('shelf.item-held', 'itemId');
      const waitingIds = state.ledger ? lineOf(state.ledger, item.id).waitingIds : [];
      const dismissed = waitingIds.map((holdId): ShowEvent => ({ type: 'hold.cancelled', holdId }));
      const closing = state.callout?.itemId === item.id ? closingOf(state, 'removed') : [];
      return ok([...closing, ...dismissed, { type: 'shelf.removed', itemId: item.id, audience: shelfAudience(item) }]);
    }
    case 'shelf.list':
      return ok(listingOf(state, item));
    case 'shelf.unlist':
      if (flashOf(state, item.id)) return refuse('shelf.in-flash', 'itemId');
      return ok(unlisting(state, item));
    default:
      return assertNever(command);
  }
};

const moving = (state: ShowState, item: ShelfItem, wantedIndex: number): readonly ShowEvent[] => {
  const toIndex = Math.min(wantedIndex, state.itemIds.length - 1);
  if (state.itemIds[toIndex] === item.id) return [];
  const after = { items: state.items, itemIds: moved(state.itemIds, item.id, toIndex) };
  const publicIndex = Object.values(state.items).every(isPublicItem) ? null : publicIndexOf(after, item.id);
  return [{ type: 'shelf.moved', itemId: item.id, toIndex, publicIndex, audience: shelfAudience(item) }];
};

/** What was seen in a show that has begun cannot be hidden any more. */
const unlisting = (state: ShowState, { id: itemId, visibility }: ShelfItem): readonly ShowEvent[] => {
  if (visibility !== 'listed') return [];
  if (state.life.phase === 'draft') return [{ type: 'shelf.hidden', itemId }];
  const closing = state.callout?.itemId === itemId ? closingOf(state, 'delisted') : [];
  return [...closing, { type: 'shelf.delisted', itemId }];
};

type Change = { readonly facts: ItemFacts; readonly atMs: number };

/** Units that are promised or paid for cannot be taken back; more of them go to who waits. */
const decideChange = (state: ShowState, item: ShelfItem, { facts, atMs }: Change): Result<readonly ShowEvent[]> => {
  if (hasFacts(item, facts)) return ok([]);
  if (facts.stock !== null && facts.stock < item.held + item.sold) return refuse('shelf.stock-promised', 'facts.stock');
  const flash = flashOf(state, item.id);
  const isStillADeal = facts.priceMinor > (flash?.priceMinor ?? 0) && facts.currency === item.currency;
  if (flash && !isStillADeal) return refuse('shelf.in-flash', 'facts.priceMinor');
  const changed: ShowEvent = { type: 'shelf.changed', itemId: item.id, facts, audience: shelfAudience(item) };
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
    return withNew(state, event, { visibility: event.visibility, atIndex: state.itemIds.length });
  }
  const item = itemOf(state, event.itemId);
  // A viewer's page hears of it for the first time where it was hidden.
  if (event.type === 'shelf.listed' && !item)
    return withNew(state, event, { visibility: 'listed', atIndex: event.publicIndex });
  assert(item, 'only an item on the shelf changes');
  switch (event.type) {
    case 'shelf.changed': {
      const changed: ShelfItem = { ...item, ...event.facts };
      return { ...state, items: { ...state.items, [item.id]: changed } };
    }
    case 'shelf.moved':
      return { ...state, itemIds: moved(state.itemIds, item.id, event.toIndex) };
    case 'shelf.removed':
      return removeItem(state, item.id);
    case 'shelf.listed':
      return withVisibility(state, item, 'listed');
    case 'shelf.hidden':
      return withVisibility(state, item, 'hidden');
    case 'shelf.delisted':
      return withVisibility(state, item, 'delisted');
    default:
      return assertNever(event);
  }
};

/** Where the item could be clicked in the picture goes with it. */
const removeItem = (state: ShowState, itemId: ItemId): ShowState => {
  const { [itemId]: _removed, ...items } = state.items;
  return { ...state, items, itemIds: without(state.itemIds, itemId), mark: withoutAreas(state.mark, itemId) };
};

type NewItem = { readonly itemId: ItemId; readonly facts: KeptFacts };
type NewPlace = { readonly visibility: Visibility; readonly atIndex: number };

const withNew = (state: ShowState, { itemId, facts }: NewItem, { visibility, atIndex }: NewPlace): ShowState => {
  const item: ShelfItem = { id: itemId, ...facts, visibility, timesExplained: 0, held: 0, sold: 0 };
  const itemIds = state.itemIds.toSpliced(atIndex, 0, itemId);
  return { ...state, items: { ...state.items, [itemId]: item }, itemIds };
};

/** What is not offered any more cannot be clicked in the picture. */
const withVisibility = (state: ShowState, item: ShelfItem, visibility: Visibility): ShowState => ({
  ...state,
  items: { ...state.items, [item.id]: { ...item, visibility } },
  mark: visibility === 'listed' ? state.mark : withoutAreas(state.mark, item.id),
});

const withoutAreas = (mark: ProgramMark | null, itemId: ItemId): ProgramMark | null =>
  mark && { ...mark, areas: mark.areas.filter((area) => area.itemId !== itemId) };

const without = (itemIds: readonly ItemId[], itemId: ItemId): ItemId[] => itemIds.filter((id) => id !== itemId);
const moved = (itemIds: readonly ItemId[], itemId: ItemId, toIndex: number): ItemId[] =>
  without(itemIds, itemId).toSpliced(toIndex, 0, itemId);
