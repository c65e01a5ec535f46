import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { comesBackWithDevice } from '../../shared/scene/source-opening.ts';
import type { OpenSource } from '../capture/open-source.ts';

export type SlotState<Source extends OpenSource> =
  | { readonly state: 'off' }
  | { readonly state: 'opening' }
  | { readonly state: 'on'; readonly source: Source }
  | { readonly state: 'fault'; readonly code: ErrorCode };

type OpenDevice<Source> = (signal: AbortSignal) => Promise<Source>;

/** One device of a person: opened, changed without a gap, lost and brought back. */
export class DeviceSlot<Source extends OpenSource> implements Closable {
  /** Told whenever another source delivers, or none. Who is told takes no part in closing it. */
  readonly #onSource: (source: Source | null) => void;
  #open: OpenDevice<Source> | null = null;
  #attempt: AbortController | null = null;
  #isClosed = false;
  #now = $state.raw<SlotState<Source>>({ state: 'off' });

  constructor(onSource: (source: Source | null) => void) {
    this.#onSource = onSource;
  }

  get now(): SlotState<Source> {
    return this.#now;
  }

  get source(): Source | null {
    return this.#now.state === 'on' ? this.#now.source : null;
  }

  /**
   * Delivers by `open` from now on. What delivered before goes on until the new source does, and stays when that fails; a
   * device that is busy because of it (a phone has one camera at a time) is let go first. The newest call wins.
   */
  async use(open: OpenDevice<Source>): Promise<Result<void>> {
    if (this.#isClosed) return ok(undefined);
    this.#attempt?.abort();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#open = open;
    if (!this.source) this.#now = { state: 'opening' };
    try {
      await this.#openInto(open, attempt.signal);
      return ok(undefined);
    } catch (error) {
      if (attempt.signal.aborted) return ok(undefined);
      if (!(error instanceof AppError)) throw error;
      if (!this.source) this.#now = { state: 'fault', code: error.code };
      return refuse(error.code);
    }
  }

  /** Lets the device go: its light goes out. */
  turnOff(): void {
    this.#open = null;
    this.#attempt?.abort();
    this.#letGo();
    this.#now = { state: 'off' };
  }

  /** Something was plugged in, or the machine woke: a fault that this may cure is tried again. */
  async recover(): Promise<void> {
    const { now } = this;
    if (now.state === 'fault' && this.#open && comesBackWithDevice(now.code)) await this.use(this.#open);
  }

  close(): void {
    this.turnOff();
    this.#isClosed = true;
  }

  async #openInto(open: OpenDevice<Source>, signal: AbortSignal): Promise<void> {
    try {
      this.#accept(await open(signal), signal);
    } catch (error) {
      if (signal.aborted || !this.source || !(error instanceof AppError) || !error.code.endsWith('.busy')) throw error;
      this.#letGo();
      this.#now = { state: 'opening' };
      this.#accept(await open(signal), signal);
    }
  }

  #accept(source: Source, signal: AbortSignal): void {
    if (signal.aborted) {
      source.close();
      return;
    }
    const former = this.source;
    this.#now = { state: 'on', source };
    this.#onSource(source);
    former?.close();
    source.onFault(({ code }) => {
      if (this.source !== source) return;
      this.#letGo();
      this.#now = { state: 'fault', code };
    });
  }

  #letGo(): void {
    const { source } = this;
    if (!source) return;
    this.#now = { state: 'off' };
    this.#onSource(null);
    source.close();
  }
}
