import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { TickType } from '../../shared/protocol/ticks.ts';
import type { SendTurns, Writer } from './send-turns.ts';
import type { TextFrame } from './text-frame.ts';

/** The sending half of a socket. */
export type Wire = {
  /** Bytes that were written but have not left the process. */
  readonly unsentBytes: number;
  /**
   * `onSent`, where somebody waits for it, is called when all of `frames` have left the process; a socket that is closing takes
   * nothing, and calls nothing.
   */
  write(frames: readonly TextFrame[], onSent: (() => void) | undefined): void;
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
  /** Made with its first frame: a list that grows from nothing takes room for seventeen. */
  #frames: TextFrame[] | null = null;
  /** Whether something had not left after the last write. Where nothing had, the stream is not asked for each frame. */
  #isBehind = false;
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
    if (!frames) return;
    this.#frames = null;
    const { wire, tickHoldBytes, maxUnsentBytes } = this.#options;
    const unsentBytes = this.#unsentBytes;
    // Judged before they are written: one large frame, a snapshot of a long shelf, makes nobody slow.
    if (unsentBytes > maxUnsentBytes) return this.close(CLOSE_CODES.slow);
    // Ticks are held behind what waits. Who has read all can only be made to wait by much at once; to be told is a fifth of the cost.
    const mayHold = unsentBytes > 0 || bytesOf(frames) >= tickHoldBytes;
    wire.write(frames, mayHold ? this.#onSent : undefined);
    this.#isBehind = wire.unsentBytes > 0;
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
    this.#frames = null;
    this.#options.turns.forget(this);
  }

  get #mayHaveMore(): boolean {
    return this.#unsentBytes < this.#options.tickHoldBytes;
  }

  get #unsentBytes(): number {
    return this.#isBehind ? this.#options.wire.unsentBytes : 0;
  }

  #add(frame: TextFrame, what: 'answer' | 'news'): void {
    if (this.#isOver) return;
    if (this.#frames) this.#frames.push(frame);
    else this.#frames = [frame];
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

export const bytesOf = (frames: readonly TextFrame[]): number => frames.reduce((sum, { length }) => sum + length, 0);
