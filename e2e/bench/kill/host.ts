import { assert } from '../../../shared/invariant.ts';
import type { ItemId, ShowId } from '../../../shared/ids.ts';
import { Currency } from '../../../shared/money.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import type { Random } from '../../../shared/random.ts';
import type { ItemFacts } from '../../../shared/show/item.ts';
import type { ShowState } from '../../../shared/show/state.ts';
import * as v from 'valibot';
import { SignalingSocket } from '../../fixtures/signaling-socket.ts';
import { DrawCaller } from './draw-caller.ts';

type Studio = { readonly url: string; readonly cookie: string; readonly showId: ShowId };

/** Less than what is wished for in a life of the server: there are buyers who wait, and some who come too late. */
const FRESH_STOCK = 8;
const PRODUCTS = ['Acacia honey', 'Linden honey', 'Chestnut honey', 'Forest honey'] as const;

const factsOf = (name: string): ItemFacts => ({
  name,
  priceMinor: 1_290,
  formerPriceMinor: null,
  currency: v.parse(Currency, 'EUR'),
  stock: FRESH_STOCK,
  link: null,
  pictureId: null,
  sku: null,
  limitPerBuyer: null,
});

/** The show's host without a page: each time that the server is back, brings more of everything, and calls draws. */
export class StockingHost {
  readonly #studio: Studio;
  /** By product: the last stock that was acknowledged. */
  readonly acknowledged = new Map<ItemId, number>();
  readonly draws: DrawCaller;

  constructor(studio: Studio, random: Random) {
    this.#studio = studio;
    this.draws = new DrawCaller(studio, random);
  }

  async fillShelf(): Promise<void> {
    const { socket } = await this.#open();
    for (const name of PRODUCTS) {
      const { itemId } = await socket.call('shelf.add', { facts: factsOf(name), visibility: 'listed' });
      this.acknowledged.set(itemId, FRESH_STOCK);
    }
    socket.close();
  }

  /** Until `killed` at most. */
  async work(killed: AbortSignal): Promise<void> {
    try {
      const { socket, show } = await this.#open();
      for (const { id: itemId, name, stock } of Object.values(show.items)) {
        const more = (stock ?? 0) + FRESH_STOCK;
        await socket.call('shelf.change', { itemId, facts: { ...factsOf(name), stock: more } });
        this.acknowledged.set(itemId, more);
      }
      await this.draws.call(socket, show);
    } catch (error) {
      if (!killed.aborted) throw error;
    }
  }

  async #open(): Promise<{ readonly socket: SignalingSocket; readonly show: ShowState }> {
    const { url, cookie, showId } = this.#studio;
    const socket = await SignalingSocket.connect({ url, cookie });
    const opening = { as: 'studio', version: PROTOCOL_VERSION, showId, resume: null, claim: 'take-over' } as const;
    const { show } = await socket.call('session.open', opening);
    assert(show, 'a fresh session is told the show');
    return { socket, show };
  }
}
