import type { SourceId } from '../../shared/ids.ts';

type Held<Frame> = { readonly frame: Frame; readonly sequence: number };

/**
 * The newest frame of each source. Every frame that is put here is closed exactly once: when a newer one replaces it, when
 * its source goes, or with the store. More than one frame held per source would empty Chromium's camera pool and stall it.
 * @see https://www.w3.org/TR/webcodecs/#videoframe-interface
 */
export class FrameStore<Frame extends { close(): void }> {
  readonly #newest = new Map<SourceId, Held<Frame>>();
  /** Replaced while someone borrowed; closed when the loan ends. */
  #overdue: Frame[] = [];
  #loans = 0;
  #sequence = 0;
  #isClosed = false;

  /**
   * Keeps `frame` as the newest one of its source and closes the one it replaces. Takes ownership: the caller must not touch
   * `frame` again, even when the store is closed.
   */
  put(sourceId: SourceId, frame: Frame): void {
    if (this.#isClosed) {
      frame.close();
      return;
    }
    const replaced = this.#newest.get(sourceId);
    this.#sequence += 1;
    this.#newest.set(sourceId, { frame, sequence: this.#sequence });
    if (replaced) this.#drop(replaced.frame);
  }

  /** The newest frame, lent until the loan that was begun by `lend` ends. */
  newest(sourceId: SourceId): Frame | null {
    return this.#newest.get(sourceId)?.frame ?? null;
  }

  /** Differs for every frame that was ever put; 0 when the source has none. */
  sequence(sourceId: SourceId): number {
    return this.#newest.get(sourceId)?.sequence ?? 0;
  }

  /** Begins a loan: frames that are replaced meanwhile stay open until every loan is returned. */
  lend(): void {
    this.#loans += 1;
  }

  giveBack(): void {
    this.#loans -= 1;
    if (this.#loans > 0) return;
    const overdue = this.#overdue;
    if (overdue.length === 0) return;
    this.#overdue = [];
    for (const frame of overdue) frame.close();
  }

  remove(sourceId: SourceId): void {
    const held = this.#newest.get(sourceId);
    if (!held) return;
    this.#newest.delete(sourceId);
    this.#drop(held.frame);
  }

  close(): void {
    this.#isClosed = true;
    for (const sourceId of [...this.#newest.keys()]) this.remove(sourceId);
  }

  #drop(frame: Frame): void {
    if (this.#loans > 0) this.#overdue.push(frame);
    else frame.close();
  }
}
