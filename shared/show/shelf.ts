import { inChunks } from '../chunks.ts';
import { assertNever } from '../invariant.ts';
import { ItemId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { Actor } from './actor.ts';
import { closingOf } from './callout.ts';
import { lineOf } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { flashOf } from './flash.ts';
import { MAX_SHELF_ITEMS, type ItemFacts, type ShelfItem } from './item.ts';
import { moved } from './shelf-apply.ts';
import type { SetItem } from './shelf-set.ts';
import type { ShowState } from './state.ts';
import { offering } from './offering.ts';
import { dropping, itemInReach, itemsOfSeller, MAX_SELLER_ITEMS, sellingOf, type Selling } from './sellers.ts';
import { unplanning } from './flash-plan.ts';
import { isPublicItem, listingOf, publicIndexOf, shelfAudience } from './visibility.ts';

type Circumstances = { readonly actor: Actor; readonly atMs: number; readonly random: Random };
type ShelfCommand = Extract<ShowCommand, { type: `shelf.${string}` }>;

/**
 * Allowed in every phase: a shelf is filled before a show and corrected after it. An index behind the end means the end.
 * Removing or unlisting the explained product closes its callout. A seller touches their own products alone (`auth.forbidden`),
 * which are never hidden and lead to no other site (`auth.forbidden` at `facts.link`, `facts.sku`).
 * Refuses `shelf.item-not-found`; `shelf.full` at `MAX_SHELF_ITEMS`, for a seller at `MAX_SELLER_ITEMS`, of several at the first
 * that found no place (`items.3`); `shelf.in-flash` what would end or break a flash sale of it; to remove it, `shelf.item-held`
 * while units of it are set aside; `shelf.stock-promised` a stock below what is set aside, sold and given; to a seller,
 * `seller.taken-off` to list what the studio took off, and `people.not-found` once they have left.
 */
export const decideShelf = (
  state: ShowState,
  command: ShelfCommand,
  { actor, atMs, random }: Circumstances,
): Result<readonly ShowEvent[]> => {
  const found = sellingOf(state, actor);
  if (!found.ok) return found;
  const selling = found.value;
  if (command.type === 'shelf.add') return decideAdd(state, command, { selling, random });
  if (command.type === 'shelf.addAll') return decideAddAll(state, command, { selling, random });
  const reached = itemInReach(state, command.itemId, selling);
  if (!reached.ok) return reached;
  const item = reached.value;
  switch (command.type) {
    case 'shelf.change':
      if (selling && command.facts.link !== item.link) return refuse('auth.forbidden', 'facts.link');
      if (selling && command.facts.sku !== item.sku) return refuse('auth.forbidden', 'facts.sku');
      return decideChange(state, item, { facts: command.facts, atMs });
    case 'shelf.move':
      return ok(moving(state, item, command.toIndex));
    case 'shelf.remove': {
      if (flashOf(state, item.id)) return refuse('shelf.in-flash', 'itemId');
      if (item.held > 0) return refuse('shelf.item-held', 'itemId');
      const waitingIds = state.ledger ? lineOf(state.ledger, item.id).waitingIds : [];
      const dismissed = [...inChunks(waitingIds)].map((holdId): ShowEvent => ({
        type: 'hold.cancelled',
        holdId,
        by: 'staff',
      }));
      const closing = state.callout?.itemId === item.id ? closingOf(state, 'removed') : [];
      return ok([
        ...closing,
        ...dropping(state, { itemId: item.id }),
        ...unplanning(state, item.id),
        ...dismissed,
        { type: 'shelf.removed', itemId: item.id, audience: shelfAudience(item) },
      ]);
    }
    case 'shelf.list':
      if (selling && item.visibility === 'delisted') return refuse('seller.taken-off', 'itemId');
      return ok(listingOf(state, item));
    case 'shelf.unlist':
      if (flashOf(state, item.id)) return refuse('shelf.in-flash', 'itemId');
      return ok(unlisting(state, item, selling));
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

type Adding = { readonly selling: Selling | null; readonly random: Random };

const decideAdd = (
  state: ShowState,
  { facts, visibility }: Extract<ShelfCommand, { type: 'shelf.add' }>,
  adding: Adding,
): Result<readonly ShowEvent[]> => {
  if (shelfRoom(state, adding.selling) < 1) return refuse('shelf.full');
  const leading = adding.selling && leadingAway(facts);
  if (leading) return refuse('auth.forbidden', leading);
  return ok([addedBy(adding, { facts, visibility })]);
};

/** All of them or none. */
const decideAddAll = (
  state: ShowState,
  { items }: Extract<ShelfCommand, { type: 'shelf.addAll' }>,
  adding: Adding,
): Result<readonly ShowEvent[]> => {
  const room = shelfRoom(state, adding.selling);
  if (items.length > room) return refuse('shelf.full', `items.${room}`);
  for (const [index, { facts }] of adding.selling ? items.entries() : []) {
    const leading = leadingAway(facts);
    if (leading) return refuse('auth.forbidden', `items.${index}.${leading}`);
  }
  return ok(items.map((item) => addedBy(adding, item)));
};

/** What of a product belongs to a shop elsewhere, which is not a seller's to name. */
const leadingAway = ({ link, sku }: ItemFacts): 'facts.link' | 'facts.sku' | null =>
  link !== null ? 'facts.link' : sku !== null ? 'facts.sku' : null;

const addedBy = ({ selling, random }: Adding, { facts, visibility }: SetItem): ShowEvent => ({
  type: 'shelf.added',
  itemId: makeId(ItemId, random),
  facts,
  visibility: selling ? 'listed' : visibility,
  seller: selling?.seller ?? null,
});

/** Products that still find a place. */
const shelfRoom = (state: ShowState, selling: Selling | null): number => {
  const places = MAX_SHELF_ITEMS - state.itemIds.length;
  const own = selling ? MAX_SELLER_ITEMS - itemsOfSeller(state, selling.seller.id).length : Infinity;
  return Math.max(0, Math.min(places, own));
};

/** What was seen in a show that has begun cannot be hidden any more; what a seller brings never is: their page would lose it. */
const unlisting = (state: ShowState, item: ShelfItem, selling: Selling | null): readonly ShowEvent[] => {
  const { id: itemId, visibility, seller } = item;
  // What its seller took off is out of their hands once those in charge say so too.
  if (visibility === 'withdrawn' && selling === null) return [{ type: 'shelf.delisted', itemId, by: 'studio' }];
  if (visibility !== 'listed') return [];
  if (state.life.phase === 'draft' && seller === null) return [{ type: 'shelf.hidden', itemId }];
  const closing = state.callout?.itemId === itemId ? closingOf(state, 'delisted') : [];
  const by = selling ? 'seller' : 'studio';
  return [...closing, ...dropping(state, { itemId }), { type: 'shelf.delisted', itemId, by }];
};

type Change = { readonly facts: ItemFacts; readonly atMs: number };

/** Units that are promised or paid for cannot be taken back; more of them go to who waits. */
export const decideChange = (
  state: ShowState,
  item: ShelfItem,
  { facts, atMs }: Change,
): Result<readonly ShowEvent[]> => {
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
  item.sku === facts.sku &&
  item.limitPerBuyer === facts.limitPerBuyer;
