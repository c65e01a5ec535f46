import type { ErrorCode } from '../../shared/errors.ts';
import { AppError } from '../../shared/errors.ts';
import type { Clock, TimerId } from '../platform/clock.ts';

/** Quiet time after the last change. Shorter writes during a drag, longer loses more in a crash. */
export const DEBOUNCE_MS = 500;
/** A change is never older than this when it is written, also when changes keep coming. */
export const MAX_WAIT_MS = 3_000;
/** After a failure, until the next try; a change does not shorten it, or a full disk would be hammered. */
export const RETRY_MS = 5_000;

/** Changes that are not written yet. */
export type Unsaved = { readonly firstChangeAtMs: number; readonly lastChangeAtMs: number };

export const saveAtMs = ({ firstChangeAtMs, lastChangeAtMs }: Unsaved): number =>
  Math.min(lastChangeAtMs + DEBOUNCE_MS, firstChangeAtMs + MAX_WAIT_MS);

export type SaveState =
  | { readonly state: 'saved' }
  | { readonly state: 'unsaved' }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly code: ErrorCode };

type AutosaveOptions<Value> = {
  readonly clock: Clock;
  /** Fails with an AppError; anything else is a defect and goes on to `flush`'s caller or the page's error handler. */
  readonly save: (value: Value) => Promise<void>;
  readonly onState: (state: SaveState) => void;
};

/** Writes the newest value in the background: one write at a time, tried again until it succeeds. */
export class Autosaver<Value> {
  readonly #options: AutosaveOptions<Value>;
  /** In a box, so that any value can be told from none. */
  #newest: { readonly value: Value } | null = null;
  #unsaved: Unsaved | null = null;
  #notBeforeMs = 0;
  #timer: TimerId | null = null;
  #writing: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: AutosaveOptions<Value>) {
    this.#options = options;
  }

  /** Remembers `value` as the newest; older ones are never written after it. */
  change(value: Value): void {
    if (this.#isClosed) return;
    const nowMs = this.#options.clock.now();
    this.#newest = { value };
    this.#unsaved = { firstChangeAtMs: this.#unsaved?.firstChangeAtMs ?? nowMs, lastChangeAtMs: nowMs };
    if (!this.#writing) {
      this.#options.onState({ state: 'unsaved' });
      this.#schedule();
    }
  }

  /** Writes now what is not written yet: before the page hides, and before it closes. */
  async flush(): Promise<void> {
    if (this.#writing) await this.#writing;
    if (this.#newest) await this.#write();
  }

  /** Flushes, then takes no more changes. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
    this.#stopTimer();
  }

  #schedule(): void {
    this.#stopTimer();
    if (!this.#unsaved) return;
    const { clock } = this.#options;
    const atMs = Math.max(saveAtMs(this.#unsaved), this.#notBeforeMs);
    this.#timer = clock.setTimeout(() => {
      this.#timer = null;
      void this.#write();
    }, atMs - clock.now());
  }

  #stopTimer(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeNewest().finally(() => {
      this.#writing = null;
      if (this.#newest && !this.#isClosed) this.#schedule();
    });
    return this.#writing;
  }

  async #writeNewest(): Promise<void> {
    const { save, onState, clock } = this.#options;
    const box = this.#newest;
    if (!box) return;
    this.#stopTimer();
    const unsaved = this.#unsaved;
    this.#newest = null;
    this.#unsaved = null;
    onState({ state: 'saving' });
    try {
      await save(box.value);
      onState({ state: this.#newest ? 'unsaved' : 'saved' });
    } catch (error) {
      this.#newest ??= box;
      this.#unsaved ??= unsaved;
      this.#notBeforeMs = clock.now() + RETRY_MS;
      if (!(error instanceof AppError)) throw error;
      onState({ state: 'failed', code: error.code });
    }
  }
}
