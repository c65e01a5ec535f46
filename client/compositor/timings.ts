/** Durations of about a second of frames; more are not kept. */
const CAPACITY = 128;

/** Collects durations and gives their percentiles, without allocating while it collects. */
export class Timings {
  readonly #values = new Float64Array(CAPACITY);
  #count = 0;

  add(valueMs: number): void {
    this.#values[this.#count % CAPACITY] = valueMs;
    this.#count += 1;
  }

  /** The values at these shares (0…1) of all, by nearest rank; 0 when nothing was collected. Begins anew. */
  take(...shares: readonly number[]): number[] {
    const kept = this.#values.slice(0, Math.min(this.#count, CAPACITY)).sort();
    this.#count = 0;
    return shares.map((share) => kept[Math.max(0, Math.ceil(share * kept.length) - 1)] ?? 0);
  }
}
