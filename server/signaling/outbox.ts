import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { TickType } from '../../shared/protocol/ticks.ts';

/** The sending half of a socket. */
export type Wire = {
  /** Bytes that were sent but have not left the process. */
  readonly unsentBytes: number;
  /** `onSent` is called when the text has left the process, or never will. */
  send(text: string, onSent: () => void): void;
  close(code: number): void;
};

type OutboxOptions = {
  readonly wire: Wire;
  readonly tickHoldBytes: number;
  readonly maxUnsentBytes: number;
  readonly onDropped: (type: TickType | 'chat') => void;
};

/**
 * What goes to one socket. Events and replies always go, in order, but for what viewers write; of ticks only the newest of a
 * type waits for a slow reader. A reader that falls too far behind is closed: it comes back and resumes from the last event that it has.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #held = new Map<TickType, string>();
  #isOver = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  send(text: string): void {
    if (this.#isOver) return;
    const { wire, maxUnsentBytes } = this.#options;
    // Judged before it is sent: one large frame, a snapshot of a long shelf, makes nobody slow.
    if (wire.unsentBytes > maxUnsentBytes) this.close(CLOSE_CODES.slow);
    else wire.send(text, () => this.#flush());
  }

  /** What viewers write: dropped for a slow reader, so that it delays nothing that matters more. */
  sendChat(text: string): void {
    if (this.#isOver) return;
    if (this.#options.wire.unsentBytes < this.#options.tickHoldBytes) this.send(text);
    else this.#options.onDropped('chat');
  }

  /** `text` is the whole frame: a broadcast is serialized once, not once a socket. */
  tick(type: TickType, text: string): void {
    if (this.#isOver) return;
    // Also when it is sent at once: an older one must not follow it. Deleting keeps the order of the newest of each type.
    if (this.#held.delete(type)) this.#options.onDropped(type);
    if (this.#options.wire.unsentBytes < this.#options.tickHoldBytes) this.send(text);
    else this.#held.set(type, text);
  }

  close(code: number): void {
    if (this.#isOver) return;
    this.end();
    this.#options.wire.close(code);
  }

  /** The socket is gone. */
  end(): void {
    this.#isOver = true;
    this.#held.clear();
  }

  #flush(): void {
    const { wire, tickHoldBytes } = this.#options;
    for (const [type, text] of this.#held) {
      if (this.#isOver || wire.unsentBytes >= tickHoldBytes) return;
      this.#held.delete(type);
      this.send(text);
    }
  }
}
