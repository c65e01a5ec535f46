import * as v from 'valibot';
import type { DrawId, ItemId, ShowId } from '../../../shared/ids.ts';
import { receiptPath } from '../../../shared/protocol/paths.ts';
import type { Random } from '../../../shared/random.ts';
import { DrawReceipt } from '../../../shared/show/draw-receipt.ts';
import type { FlashSale } from '../../../shared/show/flash.ts';
import type { Giveaway } from '../../../shared/show/giveaway.ts';
import type { ShowState } from '../../../shared/show/state.ts';
import type { SignalingSocket } from '../../fixtures/signaling-socket.ts';
import { orInVain } from './in-vain.ts';

type Place = { readonly url: string; readonly showId: ShowId };
/** What was acknowledged: a draw that is there from now on, or that is over. */
export type DrawCall = { readonly drawId: DrawId; readonly what: 'started' | 'ended' };

/** Below what the products cost. */
const DEAL_MINOR = 990;
/** As short as they can be: many draws, and many kills in each. */
const WARM_UP_MS = 10_000;
const OPEN_MS = 60_000;
const GIVEAWAY_MS = 30_000;
const WORD = 'honey';
const REFUSED_IN_VAIN = ['flash.nothing-left', 'flash.open', 'flash.not-open', 'giveaway.not-open'] as const;

/** What a host does of draws: a flash sale and a giveaway after the other, and receipts of what was drawn. */
export class DrawCaller {
  readonly calls: DrawCall[] = [];
  readonly receipts: DrawReceipt[] = [];
  readonly #place: Place;
  readonly #random: Random;
  readonly #drawn = new Set<DrawId>();

  constructor(place: Place, random: Random) {
    this.#place = place;
    this.#random = random;
  }

  async call(socket: SignalingSocket, { itemIds, flash, giveaway }: ShowState): Promise<void> {
    if (flash && flash.seed !== null) this.#drawn.add(flash.id);
    if (giveaway?.life.phase === 'drawn') this.#drawn.add(giveaway.id);
    if (flash && flash.life.phase !== 'over') await this.#endSale(socket, flash);
    else await this.#startSale(socket, this.#any(itemIds));
    if (giveaway?.life.phase === 'open') await this.#endGiveaway(socket, giveaway);
    else await this.#startGiveaway(socket, this.#any(itemIds));
    if (this.#random() < 0.3) await this.#fetchReceipt(this.#any([...this.#drawn]));
  }

  async #startSale(socket: SignalingSocket, itemId: ItemId | null): Promise<void> {
    if (itemId === null) return;
    const limitPerBuyer = this.#random() < 0.5 ? 1 : 3;
    const terms = { itemId, priceMinor: DEAL_MINOR, limitPerBuyer, warmUpMs: WARM_UP_MS, openMs: OPEN_MS };
    const started = await orInVain(socket.call('flash.start', terms), REFUSED_IN_VAIN);
    if (started) this.calls.push({ drawId: started.flashId, what: 'started' });
  }

  /** What is drawn has been sold for a while: the next one. Rarely it is called off, or closed while its draw is gathered. */
  async #endSale(socket: SignalingSocket, { id: flashId, life }: FlashSale): Promise<void> {
    const isDrawn = life.phase === 'open' && life.draw === 'drawn';
    if (this.#random() > (isDrawn ? 0.5 : 0.04)) return;
    const method = life.phase === 'warm-up' ? 'flash.cancel' : 'flash.close';
    const ended = await orInVain(socket.call(method, { flashId }), REFUSED_IN_VAIN);
    if (ended) this.calls.push({ drawId: flashId, what: 'ended' });
  }

  /** Of a product, or of something else where too little is left of it. */
  async #startGiveaway(socket: SignalingSocket, itemId: ItemId | null): Promise<void> {
    const winners = 1 + Math.floor(this.#random() * 3);
    const word = this.#random() < 0.5 ? WORD : null;
    const terms = { prize: 'A jar', winners, word, openMs: GIVEAWAY_MS };
    const started =
      (await orInVain(socket.call('giveaway.start', { ...terms, itemId }), ['giveaway.too-few-left'])) ??
      (await socket.call('giveaway.start', { ...terms, itemId: null }));
    this.calls.push({ drawId: started.giveawayId, what: 'started' });
  }

  async #endGiveaway(socket: SignalingSocket, { id: giveawayId }: Giveaway): Promise<void> {
    if (this.#random() > 0.02) return;
    const ended = await orInVain(socket.call('giveaway.cancel', { giveawayId }), REFUSED_IN_VAIN);
    if (ended) this.calls.push({ drawId: giveawayId, what: 'ended' });
  }

  async #fetchReceipt(drawId: DrawId | null): Promise<void> {
    if (drawId === null) return;
    const { url, showId } = this.#place;
    const response = await fetch(`${url}${receiptPath(showId, drawId)}`);
    if (!response.ok) throw new Error(`the receipt of ${drawId} was answered with ${response.status}`);
    this.receipts.push(v.parse(DrawReceipt, await response.json()));
  }

  #any<Value>(values: readonly Value[]): Value | null {
    return values[Math.floor(this.#random() * values.length)] ?? null;
  }
}
