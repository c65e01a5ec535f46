import type { Closable } from '../../shared/lifetime.ts';
import { addReactions, NO_REACTIONS, type ReactionCounts } from '../../shared/protocol/reactions.ts';
import type { Audience } from './audience.ts';
import { fanOutPauseMs } from './fan-out-pace.ts';
import { tickFrame } from './frames.ts';
import type { People } from './people.ts';

type RoomReactionsOptions = { readonly audience: Audience; readonly people: People; readonly everyMs: number };

/**
 * What viewers tap, added up and told a few times a second: however many tap, everybody gets as many messages. Nothing of it is
 * kept, and it is the first that a reader who is slow misses.
 */
export class RoomReactions implements Closable {
  readonly #options: RoomReactionsOptions;
  #counts = NO_REACTIONS;
  #timer: NodeJS.Timeout | null = null;
  #toldAtMs = -Infinity;

  constructor(options: RoomReactionsOptions) {
    this.#options = options;
  }

  add(taps: ReactionCounts): void {
    this.#counts = addReactions(this.#counts, taps);
    if (this.#timer) return;
    const { everyMs, audience } = this.#options;
    const pace = { everyMs, sockets: audience.size, toldAtMs: this.#toldAtMs, nowMs: performance.now() };
    this.#timer = setTimeout(() => this.#tell(), fanOutPauseMs(pace));
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    const { audience, people } = this.#options;
    const frame = tickFrame('reactions.counted', this.#counts);
    this.#timer = null;
    this.#counts = NO_REACTIONS;
    this.#toldAtMs = performance.now();
    audience.relayTick('reactions.counted', frame);
    people.relayTick('reactions.counted', frame);
  }
}
