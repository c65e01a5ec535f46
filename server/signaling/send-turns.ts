/** Something that has frames to write. */
export type Writer = { write(): void };

/** Of those who only hear news, in one turn of the event loop: some six milliseconds of it. */
const NEWS_A_TURN = 512;
/** Where so many had an answer in one turn, more are asking meanwhile. */
const RUSH_ANSWERS = 4;
/**
 * Then it is less than a millisecond of news. In a rush, turns are some five milliseconds long, so that ten thousand still hear of
 * something within a second.
 */
const NEWS_IN_RUSH = 64;

/**
 * When sockets are written to: not while something is decided, but soon after, each once with all that it is to hear. Those first
 * who have an answer, all of them; of the others some hundreds a turn, so that ten thousand who hear of something do not keep those
 * waiting who ask.
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
    const answers = this.#answers.size;
    writeSome(this.#answers, answers);
    writeSome(this.#news, answers >= RUSH_ANSWERS ? NEWS_IN_RUSH : NEWS_A_TURN);
    if (this.#news.size > 0) this.#come();
  }
}

const writeSome = (writers: Set<Writer>, atMost: number): void => {
  let left = atMost;
  for (const writer of writers) {
    if (left === 0) return;
    left -= 1;
    writers.delete(writer);
    writer.write();
  }
};
