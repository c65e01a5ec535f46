import { assert } from '../../shared/invariant.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import { factsOf, type ShelfItem } from '../../shared/show/item.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { SignalingSocket } from '../fixtures/signaling-socket.ts';
import { cookieHeader, type Stage } from './stage.ts';

/** A show at the moment, and its first product. */
type Sight = { readonly show: ShowState; readonly item: ShelfItem };

/** The owner at the desk, without a page. */
export const withDesk = async <Value>(
  { server, cookies, showId }: Stage,
  work: (desk: SignalingSocket, sight: Sight) => Promise<Value>,
): Promise<Value> => {
  const desk = await SignalingSocket.connect({ url: server.url, cookie: cookieHeader(cookies) });
  try {
    const opening = { as: 'desk', version: PROTOCOL_VERSION, showId, resume: null } as const;
    const { show } = await desk.call('session.open', opening);
    const [item] = show?.itemIds.map((itemId) => show.items[itemId]) ?? [];
    assert(show && item, 'the show has a product');
    return await work(desk, { show, item });
  } finally {
    desk.close();
  }
};

/** The first product is sold in the show from now on, and there are so many of it. */
export const sellHere = (stage: Stage, stock: number): Promise<ShelfItem> =>
  withDesk(stage, async (desk, { item }) => {
    await desk.call('shelf.change', { itemId: item.id, facts: { ...factsOf(item), link: null, stock } });
    return item;
  });
