/** A pause this long ends a burst of key presses: shorter splits one thought into several undo steps. */
const PAUSE_MS = 900;

/** Tells when a burst of small edits is over, so that it becomes one undo step. */
export class Burst {
  readonly #onEnd: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  go(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), PAUSE_MS);
  }

  end(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#onEnd();
  }
}
