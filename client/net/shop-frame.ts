import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import {
  EMBED_SOURCE,
  FromShop,
  type CartLine,
  type ShopEvent,
  type ShopMessage,
  type ShopReply,
} from '../../shared/protocol/embed.ts';
import { makeIdText, type Random } from '../../shared/random.ts';
import type { Clock } from '../platform/clock.ts';

const ANSWER_MS = 5_000;

/** The window around this one. */
type Shop = { postMessage(message: ShopMessage, targetOrigin: string): void };

type Message = { readonly origin: string; readonly source: unknown; readonly data: unknown };

export type ShopFrameOptions = {
  readonly shop: Shop;
  /** Whom this page may be in a frame of. Browsers deliver a message only to the one that it is. */
  readonly origins: readonly string[];
  /** Hears every message to this window until the result is closed. */
  readonly listen: (hear: (message: Message) => void) => Closable;
  readonly onCart: (lines: readonly CartLine[]) => void;
  /** The shop hears from now on. */
  readonly onHello: () => void;
  readonly clock: Clock;
  readonly random: Random;
};

type Waiting = { readonly settle: (reply: ShopReply) => void; readonly fail: (error: AppError) => void };

/** The line between an embedded watch page and the shop's page around it. */
export class ShopFrame implements Closable {
  readonly #options: ShopFrameOptions;
  readonly #listening: Closable;
  readonly #waiting = new Map<string, Waiting>();
  /** Who has answered; from then on nobody else is spoken to. */
  #origin: string | null = null;

  constructor(options: ShopFrameOptions) {
    this.#options = options;
    this.#listening = options.listen((message) => this.#hear(message));
  }

  /** What the shop says to it. Rejects with `net.timeout` when it says nothing for five seconds. */
  tell(event: ShopEvent): Promise<ShopReply> {
    const { shop, origins, clock, random } = this.#options;
    const id = makeIdText(random);
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => this.#waiting.get(id)?.fail(new AppError('net.timeout')), ANSWER_MS);
      const end = (): void => {
        this.#waiting.delete(id);
        clock.clearTimeout(timer);
      };
      this.#waiting.set(id, {
        settle: (reply) => {
          end();
          resolve(reply);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      });
      for (const origin of this.#origin === null ? origins : [this.#origin]) {
        const message: ShopMessage = { source: EMBED_SOURCE, id, ...event };
        shop.postMessage(message, origin);
      }
    });
  }

  close(): void {
    this.#listening.close();
    for (const { fail } of [...this.#waiting.values()]) fail(new AppError('net.timeout'));
  }

  #hear({ origin, source, data }: Message): void {
    const { shop, origins, onCart, onHello } = this.#options;
    if (source !== shop || !origins.includes(origin) || (this.#origin !== null && origin !== this.#origin)) return;
    const parsed = v.safeParse(FromShop, data);
    // A shop's page says much that is for other frames.
    if (!parsed.success) return;
    const message = parsed.output;
    if (message.target === 'tally-hello') return onHello();
    if (message.target === 'tally-cart') return onCart(message.data.items);
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    this.#origin = origin;
    waiting.settle(message.reply);
  }
}

/** The messages that come to `window`. */
export const listenTo =
  (window: Window): ShopFrameOptions['listen'] =>
  (hear) => {
    const controller = new AbortController();
    window.addEventListener('message', hear, { signal: controller.signal });
    return { close: () => controller.abort() };
  };
