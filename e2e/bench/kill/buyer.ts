import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { Buyers } from '../../../server/till/buyers.ts';
import type { BuyerId, HoldId, ShowAddress } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import { ENDPOINTS } from '../../../shared/protocol/http.ts';
import { makeIdText, type Random } from '../../../shared/random.ts';
import type { ShelfItem } from '../../../shared/show/item.ts';
import { RefusedError, SignalingSocket } from '../../fixtures/signaling-socket.ts';
import type { Stated } from './books.ts';
import { Wish } from './wish.ts';

type Shop = { readonly url: string; readonly address: ShowAddress };

/** As long as a person may take between two taps when a host counts down. */
const THINK_MS = 25;
/** The server lets a page wish ten times at once; what a page asks again counts too. */
const NEW_WISHES_A_LIFE = 6;
const ASKED_AGAIN_A_LIFE = 3;
const MAX_QUANTITY = 3;
const REFUSED_IN_VAIN: readonly string[] = ['hold.not-open', 'hold.contended', 'request.too-many'];

const cookies = new Buyers('http');

/** Somebody who buys without a page, over many lives of one server, and keeps a list of what it was told. */
export class Buyer {
  readonly id: BuyerId;
  readonly wishes: Wish[] = [];
  /** What cannot be, of what the server said. */
  readonly problems: string[] = [];
  /** What the server said of its stock, each time that this buyer came. */
  readonly stated: Stated[] = [];
  readonly #shop: Shop;
  readonly #random: Random;
  readonly #cookie: string;

  constructor(shop: Shop, random: Random) {
    this.#shop = shop;
    this.#random = random;
    this.#cookie = cookies.welcome(undefined)?.split(';')[0] ?? '';
    const id = cookies.find(this.#cookie);
    assert(id, 'the cookie names somebody');
    this.id = id;
  }

  /** Comes, asks again for what was not answered, and buys until `killed`. Says so each time that an answer came. */
  async live(killed: AbortSignal, onAnswer: () => void): Promise<void> {
    try {
      const socket = await SignalingSocket.connect({ url: this.#shop.url, cookie: this.#cookie });
      const items = await this.#open(socket);
      onAnswer();
      await this.#comeBack(socket);
      for (let wishes = 0; !killed.aborted; await delay(this.#random() * THINK_MS)) {
        const item = items[Math.floor(this.#random() * items.length)];
        if (item && wishes < NEW_WISHES_A_LIFE && this.#random() < 0.5) {
          wishes += 1;
          await this.#wish(socket, item);
        } else await this.#tend(socket);
        onAnswer();
      }
    } catch (error) {
      // A line that breaks is what a kill is for a buyer.
      if (!killed.aborted) throw error;
    }
  }

  async #open(socket: SignalingSocket): Promise<readonly ShelfItem[]> {
    const { address } = this.#shop;
    const opening = { as: 'viewer', version: PROTOCOL_VERSION, address, resume: null, watch: null } as const;
    const { show } = await socket.call('session.open', opening);
    assert(show, 'a fresh session is told the show');
    const items = show.itemIds.flatMap((itemId) => show.items[itemId] ?? []);
    this.stated.push(...items.map(({ id: itemId, held, sold }) => ({ seq: show.seq, itemId, held, sold })));
    return items;
  }

  /** What a page does with its kept intents: the unanswered first, and some that were answered long ago. */
  async #comeBack(socket: SignalingSocket): Promise<void> {
    const unanswered = this.wishes.filter(({ verdict }) => verdict === null);
    const answered = this.wishes.filter(({ verdict }) => verdict !== null);
    const again = Array.from({ length: ASKED_AGAIN_A_LIFE }, () => this.#any(answered));
    for (const wish of [...unanswered, ...again]) if (wish) await this.#ask(socket, wish);
    for (const wish of this.wishes.filter(({ payment }) => payment === 'asked')) await this.#pay(socket, wish);
    for (const wish of this.wishes.filter(({ cancel }) => cancel === 'asked')) await this.#cancel(socket, wish);
  }

  async #wish(socket: SignalingSocket, { id: itemId, priceMinor, currency }: ShelfItem): Promise<void> {
    const quantity = 1 + Math.floor(this.#random() * MAX_QUANTITY);
    const intent = makeIdText(this.#random);
    const wish = new Wish({ intent, itemId, quantity, seen: { priceMinor, currency } });
    this.wishes.push(wish);
    await this.#ask(socket, wish);
    if (wish.holdId !== null && this.#random() < 0.6) await this.#pay(socket, wish);
  }

  async #ask(socket: SignalingSocket, wish: Wish): Promise<void> {
    const problem = wish.hear(await socket.call('hold.request', wish.params));
    if (problem !== null) this.problems.push(problem);
  }

  /** Something with a hold of before: it may have been offered meanwhile, or be over. */
  async #tend(socket: SignalingSocket): Promise<void> {
    const wish = this.#any(
      this.wishes.filter(({ holdId, payment, cancel }) => holdId && payment === 'no' && cancel === 'no'),
    );
    if (!wish?.holdId) return;
    const chance = this.#random();
    if (chance < 0.3) await this.#cancel(socket, wish);
    else if (chance < 0.4) await this.#try(socket.call('hold.extend', { holdId: wish.holdId }));
    else await this.#pay(socket, wish);
  }

  async #cancel(socket: SignalingSocket, wish: Wish): Promise<void> {
    if (!wish.holdId) return;
    wish.cancel = 'asked';
    const done = await this.#try(socket.call('hold.cancel', { holdId: wish.holdId }));
    wish.cancel = done ? 'acknowledged' : 'no';
  }

  /** At the demo provider's page. What is refused is over, waits, or was paid before the answer was lost: the books know. */
  async #pay(socket: SignalingSocket, wish: Wish): Promise<void> {
    if (!wish.holdId) return;
    const started = await this.#try(socket.call('hold.startCheckout', { holdId: wish.holdId }));
    if (!started) {
      wish.payment = 'no';
      return;
    }
    wish.payment = 'asked';
    await this.#playCheckout(started.url, this.#random() < 0.3 ? 'twice' : 'paid', wish.holdId);
    wish.payment = 'acknowledged';
  }

  async #playCheckout(url: string, outcome: 'paid' | 'twice', holdId: HoldId): Promise<void> {
    const { path, body } = ENDPOINTS.playCheckout;
    const token = new URL(url, this.#shop.url).hash.slice(1);
    const response = await fetch(`${this.#shop.url}${path}`, {
      method: 'POST',
      headers: { Origin: this.#shop.url, 'Content-Type': 'application/json' },
      body: JSON.stringify(v.parse(body, { token, outcome })),
    });
    if (!response.ok) throw new Error(`paying ${holdId} was answered with ${response.status}`);
  }

  /** Null for a refusal that a buyer who is late gets. */
  async #try<Value>(answer: Promise<Value>): Promise<Value | null> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof RefusedError && REFUSED_IN_VAIN.includes(error.code)) return null;
      throw error;
    }
  }

  #any(wishes: readonly Wish[]): Wish | null {
    return wishes[Math.floor(this.#random() * wishes.length)] ?? null;
  }
}
