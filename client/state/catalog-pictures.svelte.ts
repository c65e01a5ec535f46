import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { PictureImport } from '../../shared/protocol/catalog.ts';
import type { Clock, TimerId } from '../platform/clock.ts';
import type { CallCatalog } from './catalog.svelte.ts';

type Options = {
  readonly call: CallCatalog;
  readonly clock: Clock;
  /** More pictures are there than a moment ago. */
  readonly onKept: () => void;
};

/** While pictures come, the server is asked for news this often. */
export const LOOK_EVERY_MS = 1_000;

/** How far the server is with fetching the products' pictures that lie on other sites. */
export class CatalogPictures {
  readonly #options: Options;
  readonly #signal: AbortSignal;
  #progress = $state.raw<PictureImport | null>(null);
  #problem = $state.raw<ErrorCode | null>(null);
  #isWatched = $state.raw(false);
  #timer: TimerId | null = null;
  /** Counts what was asked for: only the last answer counts. */
  #asked = 0;

  constructor(options: Options, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  /** Null until the first answer. */
  get progress(): PictureImport | null {
    return this.#progress;
  }

  /** Why the last question had no answer. */
  get problem(): ErrorCode | null {
    return this.#problem;
  }

  /** Whether pictures came while somebody looked here: how that ended is news then, and an old story otherwise. */
  get isWatched(): boolean {
    return this.#isWatched;
  }

  async look(): Promise<void> {
    await this.#ask('lookAtPictures');
  }

  async start(): Promise<void> {
    await this.#ask('importPictures');
  }

  /** What was fetched is kept. */
  async stop(): Promise<void> {
    await this.#ask('stopPictures');
  }

  /** Nothing of it is left for whoever signs in next. */
  clear(): void {
    this.#asked += 1;
    this.#rest();
    this.#progress = null;
    this.#problem = null;
    this.#isWatched = false;
  }

  async #ask(endpoint: 'lookAtPictures' | 'importPictures' | 'stopPictures'): Promise<void> {
    const turn = (this.#asked += 1);
    this.#rest();
    try {
      const progress = await this.#tell(endpoint);
      if (turn !== this.#asked) return;
      const hasMore = keptOf(progress) > keptOf(this.#progress);
      this.#progress = progress;
      this.#problem = null;
      if (hasMore && this.#isWatched) this.#options.onKept();
    } catch (error) {
      if (this.#signal.aborted || turn !== this.#asked) return;
      if (!(error instanceof AppError)) throw error;
      this.#problem = error.code;
      if (error.retry === 'never') return;
    }
    if (this.#progress?.state === 'running') this.#watch();
  }

  #tell(endpoint: 'lookAtPictures' | 'importPictures' | 'stopPictures'): Promise<PictureImport> {
    const { call } = this.#options;
    return endpoint === 'lookAtPictures' ? call(endpoint, null, this.#signal) : call(endpoint, {}, this.#signal);
  }

  #watch(): void {
    this.#isWatched = true;
    this.#timer = this.#options.clock.setTimeout(() => void this.look(), LOOK_EVERY_MS);
  }

  #rest(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}

const keptOf = (progress: PictureImport | null): number =>
  progress?.state === 'running' || progress?.state === 'ended' ? progress.kept : 0;
