import * as v from 'valibot';
import { assert } from '../../shared/invariant.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import { factsOf, ItemFacts, type ShelfItem } from '../../shared/show/item.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { SignalingSocket } from '../fixtures/signaling-socket.ts';
import { cookieHeader, type Stage } from './stage.ts';

/** A show at the moment, and its first product. */
type Sight = { readonly show: ShowState; readonly item: ShelfItem };

/** The owner at the desk, without a page. */
export const withDesk = <Value>(
  stage: Stage,
  work: (desk: SignalingSocket, sight: Sight) => Promise<Value>,
): Promise<Value> =>
  withSocket(stage, async (desk) => {
    const { show } = await openDesk(desk, stage);
    const [item] = show?.itemIds.map((itemId) => show.items[itemId]) ?? [];
    assert(show && item, 'the show has a product');
    return work(desk, { show, item });
  });

const openDesk = (desk: SignalingSocket, { showId }: Stage) =>
  desk.call('session.open', { as: 'desk', version: PROTOCOL_VERSION, showId, resume: null });

const withSocket = async <Value>(
  { server, cookies }: Stage,
  work: (socket: SignalingSocket) => Promise<Value>,
): Promise<Value> => {
  const socket = await SignalingSocket.connect({ url: server.url, cookie: cookieHeader(cookies) });
  try {
    return await work(socket);
  } finally {
    socket.close();
  }
};

/** Puts a product on an empty shelf, of which there are so many. */
export const shelve = async (stage: Stage, stock: number): Promise<Pick<ShelfItem, 'id' | 'currency'>> => {
  const facts = v.parse(ItemFacts, { ...SOMETHING, stock });
  const { itemId } = await withSocket(stage, async (desk) => {
    await openDesk(desk, stage);
    return desk.call('shelf.add', { facts, visibility: 'listed' });
  });
  return { id: itemId, currency: facts.currency };
};

const SOMETHING = {
  name: 'Mug',
  priceMinor: 1_500,
  formerPriceMinor: null,
  currency: 'EUR',
  link: null,
  pictureId: null,
};

/** The first product is sold in the show from now on, and there are so many of it. */
export const sellHere = (stage: Stage, stock: number): Promise<ShelfItem> =>
  withDesk(stage, async (desk, { item }) => {
    await desk.call('shelf.change', { itemId: item.id, facts: { ...factsOf(item), link: null, stock } });
    return item;
  });
