import { AppError } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import {
  addReactions,
  MAX_TAPS,
  NO_REACTIONS,
  type Reaction,
  type ReactionCounts,
} from '../../shared/protocol/reactions.ts';
import type { Connection } from '../net/connection.ts';
import type { Clock, TimerId } from '../platform/clock.ts';
import { Floats } from './floats.svelte.ts';

type Options = { readonly call: Connection['call']; readonly clock: Clock };

/** Taps are told together, this often: nobody sees a difference, and a fast thumb sends no more than a slow one. */
const TELL_EVERY_MS = 300;

/** What this viewer taps, and what everybody does. */
export class Reactions implements Closable {
  readonly floats: Floats;
  readonly #options: Options;
  #untold = NO_REACTIONS;
  /** Told, and on its way back among everybody's: this viewer has seen it rise already. */
  #told = NO_REACTIONS;
  #timer: TimerId | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.floats = new Floats(options.clock);
  }

  tap(kind: Reaction): void {
    if (this.#untold[kind] >= MAX_TAPS) return;
    const one = { ...NO_REACTIONS, [kind]: 1 };
    this.#untold = addReactions(this.#untold, one);
    this.floats.add(one);
    this.#timer ??= this.#options.clock.setTimeout(() => void this.#tell(), TELL_EVERY_MS);
  }

  /** What everybody tapped, this viewer too. */
  handleCounted(counts: ReactionCounts): void {
    const own = map((kind) => Math.min(counts[kind], this.#told[kind]));
    this.#told = map((kind) => this.#told[kind] - own[kind]);
    this.floats.add(map((kind) => counts[kind] - own[kind]));
  }

  close(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
    this.floats.close();
  }

  async #tell(): Promise<void> {
    const taps = this.#untold;
    this.#timer = null;
    this.#untold = NO_REACTIONS;
    this.#told = addReactions(this.#told, taps);
    try {
      await this.#options.call('reaction.tap', taps);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Nobody misses a tap that did not arrive; it must not hide those of others.
      this.#told = map((kind) => Math.max(0, this.#told[kind] - taps[kind]));
    }
  }
}

const map = (countOf: (kind: Reaction) => number): ReactionCounts => ({
  heart: countOf('heart'),
  thumb: countOf('thumb'),
  laugh: countOf('laugh'),
});
