import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { GiveawayId } from '../../shared/ids.ts';
import type { ChatSelf } from '../../shared/protocol/chat-self.ts';
import { makeIdText, type Random } from '../../shared/random.ts';
import type { Giveaway } from '../../shared/show/giveaway.ts';
import { IntentKey } from '../../shared/show/hold.ts';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';
import type { ChatWire } from './chat-wire.ts';
import type { DrawCheck, ReadReceipt } from './draw-check.svelte.ts';

type Options = ChatWire & {
  readonly random: Random;
  /** Where this browser's part in a draw is kept: its other tabs and a reload find their ticket by it. */
  readonly store: TextStore | null;
  readonly readReceipt: ReadReceipt;
  readonly self: () => ChatSelf | null;
  /** What this viewer is called; null before they have chosen. */
  readonly name: () => string | null;
  /** Writes it in the chat; gives why it was not taken, or null. */
  readonly write: (text: string) => Promise<ErrorCode | null>;
};

/** What a viewer is in the newest giveaway. */
export type Part = 'none' | 'entered' | 'won';

/** The giveaway that runs or was the last, and what this viewer is in it. */
export class Giveaways {
  readonly #options: Options;
  #isEntering = $state.raw(false);
  #failure = $state.raw<ErrorCode | null>(null);

  constructor(options: Options) {
    this.#options = options;
  }

  get current(): Giveaway | null {
    return this.#options.feed.show?.giveaway ?? null;
  }

  get part(): Part {
    const { current } = this;
    const self = this.#options.self();
    if (!current || !self) return 'none';
    const { life, id } = current;
    if (life.phase === 'drawn' && life.winners.some(({ mark }) => mark === self.mark)) return 'won';
    return self.enteredId === id ? 'entered' : 'none';
  }

  get isEntering(): boolean {
    return this.#isEntering;
  }

  /** Why the last try to enter was not taken; null when it was. */
  get failure(): ErrorCode | null {
    return this.#failure;
  }

  /** Needs a name: by it everybody hears of a winner. */
  async enter(): Promise<void> {
    const { current } = this;
    const name = this.#options.name();
    if (!current || name === null || this.#isEntering) return;
    this.#isEntering = true;
    this.#failure = null;
    try {
      await this.#enter(current, name);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#failure = error.code;
    } finally {
      this.#isEntering = false;
    }
  }

  /** What the next message says of itself: in a giveaway that is entered by writing, it is this browser's ticket. */
  intent(): string {
    const { current } = this;
    return current?.life.phase === 'open' ? this.#ticketKey(current.id) : makeIdText(this.#options.random);
  }

  /** The draw, to be done again by this page. What that takes is loaded for those who want to know. */
  async checkDraw({ id: drawId, commitment, life }: Giveaway): Promise<DrawCheck | null> {
    const { feed, store, readReceipt } = this.#options;
    if (!feed.show || life.phase !== 'drawn') return null;
    const { DrawCheck } = await import('./draw-check.svelte.ts');
    return new DrawCheck({
      showId: feed.show.id,
      drawId,
      commitment,
      intent: this.part === 'none' ? null : readKept(store, ticketAt(drawId), IntentKey),
      told: life.winners.map(({ ticket }) => ticket),
      read: readReceipt,
    });
  }

  async #enter({ id: giveawayId, word }: Giveaway, name: string): Promise<void> {
    const { call, write } = this.#options;
    if (word !== null) this.#failure = await write(word);
    else await call('giveaway.enter', { giveawayId, intent: this.#ticketKey(giveawayId), name });
  }

  #ticketKey(giveawayId: GiveawayId): string {
    const { store, random } = this.#options;
    const kept = readKept(store, ticketAt(giveawayId), IntentKey);
    if (kept !== null) return kept;
    const made = makeIdText(random);
    keep(store, ticketAt(giveawayId), made);
    return made;
  }
}

const ticketAt = (giveawayId: GiveawayId): string => `tally-entry-${giveawayId}`;
