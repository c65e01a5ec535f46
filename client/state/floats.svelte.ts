import type { Closable } from '../../shared/lifetime.ts';
import { REACTIONS, type Reaction, type ReactionCounts } from '../../shared/protocol/reactions.ts';
import type { Clock, TimerId } from '../platform/clock.ts';

/** One reaction on its way up. */
export type Float = {
  readonly id: number;
  readonly kind: Reaction;
  /** Across the way that it takes, 0…1. */
  readonly drift: number;
};

/** How long one is seen; the component's animation takes as long. */
export const FLOAT_MS = 2_400;
/** Of one kind at once, and of all: more are seen as a crowd, and cost a phone its frames. */
const MAX_AT_ONCE = 6;
const MAX_FLOATS = 30;
/** Steps of the golden section: whatever the number, neighbors are far from each other. */
const DRIFT_STEP = 0.618;

/** The reactions that rise over a picture. */
export class Floats implements Closable {
  readonly #clock: Clock;
  readonly #timers = new Set<TimerId>();
  #floats = $state.raw<readonly Float[]>([]);
  #made = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get all(): readonly Float[] {
    return this.#floats;
  }

  add(counts: ReactionCounts): void {
    const kinds = REACTIONS.flatMap((kind) =>
      Array.from({ length: Math.min(counts[kind], MAX_AT_ONCE) }, () => kind),
    ).slice(0, MAX_FLOATS - this.#floats.length);
    if (kinds.length === 0) return;
    const made = kinds.map((kind): Float => {
      this.#made += 1;
      return { id: this.#made, kind, drift: (this.#made * DRIFT_STEP) % 1 };
    });
    this.#floats = [...this.#floats, ...made];
    const newestId = this.#made;
    const oldestId = newestId - made.length;
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      this.#floats = this.#floats.filter(({ id }) => id <= oldestId || id > newestId);
    }, FLOAT_MS);
    this.#timers.add(timer);
  }

  close(): void {
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    this.#timers.clear();
  }
}
