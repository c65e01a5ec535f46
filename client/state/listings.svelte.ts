import { AppError } from '../../shared/errors.ts';
import type { ListedShow } from '../../shared/protocol/lobby.ts';
import type { Category } from '../../shared/show/plan.ts';
import type { Clock } from '../platform/clock.ts';
import { mergeListed } from './merge-listed.ts';
import { repeat } from './repeat.ts';
import type { Scope } from '../../shared/lifetime.ts';

const REFRESH_MS = 10_000;

type Options = {
  readonly shows: readonly ListedShow[];
  /** The list as the server has it now. Rejects with AppErrors. */
  readonly read: (signal: AbortSignal) => Promise<readonly ListedShow[]>;
  /** Nobody looks at a hidden page. */
  readonly isHidden: () => boolean;
  readonly clock: Clock;
};

/** What there is to watch, refreshed while somebody looks. */
export class Listings {
  readonly #options: Options;
  readonly #signal: AbortSignal;
  #shows = $state.raw<readonly ListedShow[]>([]);
  #freshness = $state.raw<'fresh' | 'stale'>('fresh');
  #category = $state.raw<Category | null>(null);
  readonly #chosen = $derived(
    this.#category === null ? this.#shows : this.#shows.filter(({ category }) => category === this.#category),
  );
  /** Of the shows that are there, in their own order. */
  readonly categories = $derived(new Set(this.#shows.map(({ category }) => category)));

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    this.#signal = scope.signal;
    this.#shows = options.shows;
    scope.use(repeat(options.clock, REFRESH_MS, () => void this.refresh()));
  }

  /** Everything, or what is of the chosen category. */
  get shows(): readonly ListedShow[] {
    return this.#chosen;
  }

  get isEmpty(): boolean {
    return this.#shows.length === 0;
  }

  /** `stale`: the last try to refresh it failed. */
  get freshness(): 'fresh' | 'stale' {
    return this.#freshness;
  }

  /** Null for all. */
  get category(): Category | null {
    return this.#category;
  }

  choose(category: Category | null): void {
    this.#category = category;
  }

  async refresh(): Promise<void> {
    const { read, isHidden, clock } = this.#options;
    if (isHidden()) return;
    try {
      this.#shows = mergeListed(this.#shows, await read(this.#signal), Math.round(clock.now()));
      this.#freshness = 'fresh';
    } catch (error) {
      if (this.#signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      this.#freshness = 'stale';
    }
  }
}
