import type { FlashId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';

/** Wakes those who wait for a draw, all at once: in a full room that is everybody, so none of them listens alone. */
export class Draws implements Closable {
  readonly #waiting = new Map<FlashId, { readonly over: Promise<void>; readonly end: () => void }>();

  /** Resolves when everybody in the draw has their verdict, or the room is over. */
  over(flashId: FlashId): Promise<void> {
    const known = this.#waiting.get(flashId);
    if (known) return known.over;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#waiting.set(flashId, { over: promise, end: () => resolve(undefined) });
    return promise;
  }

  hear(events: readonly LoggedEvent[]): void {
    for (const { event } of events) {
      if (event.type !== 'draw.closed') continue;
      this.#waiting.get(event.flashId)?.end();
      this.#waiting.delete(event.flashId);
    }
  }

  close(): void {
    for (const { end } of this.#waiting.values()) end();
    this.#waiting.clear();
  }
}
