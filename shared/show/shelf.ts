import { assertNever } from '../invariant.ts';
import { ItemId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { closingOf } from './callout.ts';
import { lineOf } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { flashOf } from './flash.ts';
import { MAX_SHELF_ITEMS, type ItemFacts, type ShelfItem } from './item.ts';
import { itemOf } from './item-of.ts';
import { moved } from './shelf-apply.ts';
import type { ShowState } from './state.ts';
import { offering } from './offering.ts';
import { isPublicItem, listingOf, publicIndexOf, shelfAudience } from './visibility.ts';

type ShelfCommand = Extract<ShowCommand, { type: `shelf.${string}` }>;

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
      const dismissed = waitingIds.map((holdId): ShowEvent => ({ type: 'hold.cancelled', holdId, by: 'staff' }));
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
  if (facts.stock !== null && facts.stock < item.held + item.sold + item.given)
    return refuse('shelf.stock-promised', 'facts.stock');
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
