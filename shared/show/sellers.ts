import * as v from 'valibot';
import { SellerId, type ItemId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { placeOf, type Actor } from './actor.ts';
import { participantOf, type SellerAsk } from './crew.ts';
import type { ShowEvent } from './event.ts';
import { itemOf } from './item-of.ts';
import type { ShelfItem } from './item.ts';
import type { Participant } from './participant.ts';
import type { Seller } from './seller.ts';
import type { ShowState } from './state.ts';

/** Products of one seller on a shelf: enough for a stall, and no seller fills the shelf of everybody. */
export const MAX_SELLER_ITEMS = 50;

/** The seller that somebody is: whoever came by the same link is the same one. */
export const sellerIdOf = ({ id, inviteId }: Pick<Participant, 'id' | 'inviteId'>): SellerId =>
  v.parse(SellerId, inviteId ?? id);

/** Somebody who sells beside the channel. */
export type Selling = { readonly seller: Seller; readonly explaining: Participant['explaining'] };

/** As which seller `actor` asks; null for whoever has the whole shelf in hand. `people.not-found` for a seller who has left. */
export const sellingOf = ({ crew }: Pick<ShowState, 'crew'>, actor: Actor): Result<Selling | null> => {
  if (actor.role !== 'seller') return ok(null);
  const placeId = placeOf(actor);
  const person = crew && placeId !== null ? participantOf(crew, placeId) : null;
  if (!person) return refuse('people.not-found');
  const { name, explaining } = person;
  return ok({ seller: { id: sellerIdOf(person), name }, explaining });
};

/**
 * The product that `selling` may do something about: anything, for those in charge; a seller, their own. To a seller others'
 * hidden products are none: `shelf.item-not-found`, else `auth.forbidden`.
 */
export const itemInReach = (
  state: Pick<ShowState, 'items'>,
  itemId: ItemId,
  selling: Selling | null,
): Result<ShelfItem> => {
  const item = itemOf(state, itemId);
  const isOwn = selling === null || item?.seller?.id === selling.seller.id;
  if (!item || (!isOwn && item.visibility === 'hidden')) return refuse('shelf.item-not-found', 'itemId');
  return isOwn ? ok(item) : refuse('auth.forbidden', 'itemId');
};

/** What `sellerId` has on the shelf, in its order. */
export const itemsOfSeller = (state: Pick<ShowState, 'items' | 'itemIds'>, sellerId: SellerId): readonly ShelfItem[] =>
  state.itemIds.flatMap((itemId) => {
    const item = itemOf(state, itemId);
    return item?.seller?.id === sellerId ? [item] : [];
  });

/** What those in charge have yet to answer. */
export const openAsks = ({ crew }: Pick<ShowState, 'crew'>): readonly SellerAsk[] =>
  crew?.asks.filter(({ state }) => state === 'open') ?? [];

/** The events that drop what was asked about a product, or by a seller, where something was. */
export const dropping = (
  state: ShowState,
  about: { itemId: ItemId } | { sellerId: SellerId } | 'all',
): readonly ShowEvent[] =>
  (state.crew?.asks ?? [])
    .filter(
      ({ itemId, sellerId }) =>
        about === 'all' || ('itemId' in about ? about.itemId === itemId : about.sellerId === sellerId),
    )
    .map(({ sellerId }): ShowEvent => ({ type: 'seller.answered', sellerId, answer: 'dropped' }));
