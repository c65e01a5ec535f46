const RANGE = 2 ** 16;

/** Counts the packets of one RTP stream and those that its sequence numbers say are missing. Late ones fill their gap. */
export class SequenceCount {
  received = 0;
  #first: number | null = null;
  #highest = 0;

  add(sequence: number): void {
    this.received += 1;
    if (this.#first === null) {
      this.#first = sequence;
      this.#highest = sequence;
      return;
    }
    const ahead = (sequence - (this.#highest % RANGE) + RANGE) % RANGE;
    // More than half a round ahead is behind: an old packet.
    if (ahead < RANGE / 2) this.#highest += ahead;
  }

  get lost(): number {
    return this.#first === null ? 0 : this.#highest - this.#first + 1 - this.received;
  }
}
