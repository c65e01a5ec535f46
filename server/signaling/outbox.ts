import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { TickType } from '../../shared/protocol/ticks.ts';
import type { SendTurns, Writer } from './send-turns.ts';
import type { TextFrame } from './text-frame.ts';

/** The sending half of a socket. */
export type Wire = {
  /** Bytes that were written but have not left the process. */
  readonly unsentBytes: number;
  /** `onSent` is called when all of `frames` have left the process; a socket that is closing takes nothing, and calls nothing. */
  write(frames: readonly TextFrame[], onSent: () => void): void;
  close(code: number): void;
};

type OutboxOptions = {
  readonly wire: Wire;
  readonly turns: SendTurns;
  readonly tickHoldBytes: number;
  readonly maxUnsentBytes: number;
  readonly onDropped: (type: TickType | 'chat') => void;
};

/**
 * What goes to one socket: collected, and written together soon after. Events and replies always go, in order, but for what viewers
 * write; of ticks only the newest of a type waits for a slow reader. A reader that falls too far behind is closed: it comes back and
 * resumes from the last event that it has.
 */
export class Outbox implements Writer {
  readonly #options: OutboxOptions;
  readonly #held = new Map<TickType, TextFrame>();
  readonly #onSent = (): void => this.#release();
  #frames: TextFrame[] = [];
  #isOver = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** For a page that waits for it: written before what goes to everybody else. */
  answer(frame: TextFrame): void {
    this.#add(frame, 'answer');
  }

  send(frame: TextFrame): void {
    this.#add(frame, 'news');
  }

  /** What viewers write: dropped for a slow reader, so that it delays nothing that matters more. */
  sendChat(frame: TextFrame): void {
    if (this.#isOver) return;
    if (this.#mayHaveMore) this.send(frame);
    else this.#options.onDropped('chat');
  }

  tick(type: TickType, frame: TextFrame): void {
    if (this.#isOver) return;
    // Also when it goes at once: an older one must not follow it. Deleting keeps the order of the newest of each type.
    if (this.#held.delete(type)) this.#options.onDropped(type);
    if (this.#mayHaveMore) this.send(frame);
    else this.#held.set(type, frame);
  }

  write(): void {
    const frames = this.#frames;
    if (frames.length === 0) return;
    this.#frames = [];
    const { wire, maxUnsentBytes } = this.#options;
    // Judged before they are written: one large frame, a snapshot of a long shelf, makes nobody slow.
    if (wire.unsentBytes > maxUnsentBytes) this.close(CLOSE_CODES.slow);
    else wire.write(frames, this.#onSent);
  }

  /** What was to be sent before is, first. */
  close(code: number): void {
    this.write();
    if (this.#isOver) return;
    this.end();
    this.#options.wire.close(code);
  }

  /** The socket is gone. */
  end(): void {
    this.#isOver = true;
    this.#held.clear();
    this.#frames = [];
    this.#options.turns.forget(this);
  }

  get #mayHaveMore(): boolean {
    return this.#options.wire.unsentBytes < this.#options.tickHoldBytes;
  }

  #add(frame: TextFrame, what: 'answer' | 'news'): void {
    if (this.#isOver) return;
    this.#frames.push(frame);
    this.#options.turns.soon(this, what);
  }

  #release(): void {
    for (const [type, frame] of this.#held) {
      if (!this.#mayHaveMore) return;
      this.#held.delete(type);
      this.send(frame);
    }
  }
}
