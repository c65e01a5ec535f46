/** Something that has frames to write. */
export type Writer = { write(): void };

/** Writes in one turn of the event loop: some four milliseconds of it. */
const WRITES_A_TURN = 256;
/** However many answers there are: else news would wait for as long as people ask. */
const NEWS_A_TURN = 64;

/**
 * When sockets are written to: not while something is decided, but soon after, each once with all that it is to hear; a few hundred
 * a turn, so that ten thousand who hear of something do not keep those waiting who ask for it; and those first who have an answer.
 */
export class SendTurns {
  readonly #later: (work: () => void) => void;
  readonly #answers = new Set<Writer>();
  readonly #news = new Set<Writer>();
  #isComing = false;

  /** `later` runs something in another turn of the event loop, as `setImmediate` does. */
  constructor(later: (work: () => void) => void) {
    this.#later = later;
  }

  soon(writer: Writer, what: 'answer' | 'news'): void {
    if (what === 'answer') {
      this.#news.delete(writer);
      this.#answers.add(writer);
    } else if (!this.#answers.has(writer)) this.#news.add(writer);
    this.#come();
  }

  /** It has nothing to write any more. */
  forget(writer: Writer): void {
    this.#answers.delete(writer);
    this.#news.delete(writer);
  }

  #come(): void {
    if (this.#isComing) return;
    this.#isComing = true;
    this.#later(() => this.#turn());
  }

  #turn(): void {
    this.#isComing = false;
    const answered = writeSome(this.#answers, WRITES_A_TURN);
    writeSome(this.#news, Math.max(NEWS_A_TURN, WRITES_A_TURN - answered));
    if (this.#answers.size + this.#news.size > 0) this.#come();
  }
}

/** How many it were. */
const writeSome = (writers: Set<Writer>, atMost: number): number => {
  let written = 0;
  for (const writer of writers) {
    if (written === atMost) break;
    written += 1;
    writers.delete(writer);
    writer.write();
  }
  return written;
};
