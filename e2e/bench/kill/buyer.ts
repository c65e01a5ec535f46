import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { Buyers } from '../../../server/till/buyers.ts';
import type { BuyerId, HoldId, ShowAddress } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import { ENDPOINTS } from '../../../shared/protocol/http.ts';
import { makeIdText, type Random } from '../../../shared/random.ts';
import type { ToldLoggedEvent } from '../../../shared/show/event.ts';
import { atFlashPrice, flashOf } from '../../../shared/show/flash.ts';
import type { ShowState } from '../../../shared/show/state.ts';
import { SignalingSocket } from '../../fixtures/signaling-socket.ts';
import { Entrant } from './entrant.ts';
import type { Fate } from './fate.ts';
import { orInVain } from './in-vain.ts';
import { Sight } from './sight.ts';
import { statedOf, type Stated } from './stated.ts';
import { Wish } from './wish.ts';

type Shop = { readonly url: string; readonly address: ShowAddress };

/** As long as a person may take between two taps when a host counts down. */
const THINK_MS = 25;
/** The server lets a page wish ten times at once; what a page asks again counts too. */
const NEW_WISHES_A_LIFE = 5;
const ASKED_AGAIN_A_LIFE = 2;
const MAX_QUANTITY = 3;
const REFUSED_IN_VAIN = ['hold.not-open', 'hold.contended', 'request.too-many'] as const;

const cookies = new Buyers('http');

/** Somebody who buys without a page, over many lives of one server, and keeps a list of what it was told. */
export class Buyer {
  readonly id: BuyerId;
  readonly wishes: Wish[] = [];
  /** What cannot be, of what the server said. */
  readonly problems: string[] = [];
  /** What the server said of its show, each time that this buyer came. */
  readonly stated: Stated[] = [];
  /** What everybody was told of draws, as it came to this buyer. */
  readonly told = new Set<string>();
  readonly entrant: Entrant;
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
    this.entrant = new Entrant(`Buyer ${id.slice(0, 4)}`, random);
  }

  /** Comes, asks again for what was not answered, and buys until `killed`. Says so each time that an answer came or a draw is near. */
  async live(killed: AbortSignal, fate: Pick<Fate, 'answered' | 'drawsAt'>): Promise<void> {
    try {
      const sight = new Sight(this.told);
      const onEvent = (logged: ToldLoggedEvent): void => {
        sight.hear(logged);
        for (const atMs of sight.drawsAtMs) fate.drawsAt(atMs);
      };
      const socket = await SignalingSocket.connect({ url: this.#shop.url, cookie: this.#cookie, onEvent });
      await this.#open(socket, sight);
      fate.answered();
      await this.#comeBack(socket);
      for (let wishes = 0; !killed.aborted; await delay(this.#random() * THINK_MS)) {
        if (wishes < NEW_WISHES_A_LIFE && this.#random() < 0.5) wishes += await this.#wish(socket, sight.show);
        else if (this.#random() < 0.3) await this.#enter(socket, sight.show);
        else await this.#tend(socket);
        fate.answered();
      }
    } catch (error) {
      // A line that breaks is what a kill is for a buyer.
      if (!killed.aborted) throw error;
    }
  }

  async #open(socket: SignalingSocket, sight: Sight): Promise<void> {
    const { address } = this.#shop;
    const opening = { as: 'viewer', version: PROTOCOL_VERSION, address, resume: null, watch: null } as const;
    const { show } = await socket.call('session.open', opening);
    assert(show, 'a fresh session is told the show');
    this.stated.push(statedOf(show));
    sight.open(show);
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

  /** Returns how many: while a draw is gathered, some ask in two tabs at once. */
  async #wish(socket: SignalingSocket, show: ShowState | null): Promise<number> {
    const item = this.#any(Object.values(show?.items ?? {}));
    if (!show || !item) return 0;
    const { id: itemId, priceMinor, currency } = atFlashPrice(show, item);
    const life = flashOf(show, itemId)?.life;
    const isGathered = life?.phase === 'open' && life.draw === 'gathering';
    const wishes = Array.from({ length: isGathered && this.#random() < 0.3 ? 2 : 1 }, () => {
      const quantity = 1 + Math.floor(this.#random() * MAX_QUANTITY);
      return new Wish({ intent: makeIdText(this.#random), itemId, quantity, seen: { priceMinor, currency } });
    });
    this.wishes.push(...wishes);
    await Promise.all(wishes.map((wish) => this.#ask(socket, wish)));
    for (const wish of wishes) if (wish.holdId !== null && this.#random() < 0.6) await this.#pay(socket, wish);
    return wishes.length;
  }

  async #enter(socket: SignalingSocket, show: ShowState | null): Promise<void> {
    if (show?.giveaway?.life.phase === 'open') await this.entrant.enter(socket, show.giveaway);
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
    else if (chance < 0.4) await orInVain(socket.call('hold.extend', { holdId: wish.holdId }), REFUSED_IN_VAIN);
    else await this.#pay(socket, wish);
  }

  async #cancel(socket: SignalingSocket, wish: Wish): Promise<void> {
    if (!wish.holdId) return;
    wish.cancel = 'asked';
    const done = await orInVain(socket.call('hold.cancel', { holdId: wish.holdId }), REFUSED_IN_VAIN);
    wish.cancel = done ? 'acknowledged' : 'no';
  }

  /** At the demo provider's page. What is refused is over, waits, or was paid before the answer was lost: the books know. */
  async #pay(socket: SignalingSocket, wish: Wish): Promise<void> {
    if (!wish.holdId) return;
    const started = await orInVain(socket.call('hold.startCheckout', { holdId: wish.holdId }), REFUSED_IN_VAIN);
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

  #any<Value>(values: readonly Value[]): Value | null {
    return values[Math.floor(this.#random() * values.length)] ?? null;
  }
}
