/** Ten seconds at 30 frames: long enough for a p95, short enough to follow a change. */
const WINDOW_FRAMES = 300;

/** The newest latencies of presented frames, in milliseconds; adding one allocates nothing. */
export class LatencyWindow {
  readonly #ring = new Float64Array(WINDOW_FRAMES);
  #added = 0;

  add(latencyMs: number): void {
    this.#ring[this.#added % WINDOW_FRAMES] = latencyMs;
    this.#added += 1;
  }

  /** The smallest measured value that at least `fraction` of the values do not exceed; null before the first frame. */
  percentile(fraction: number): number | null {
    const sorted = this.#ring.slice(0, Math.min(this.#added, WINDOW_FRAMES)).sort();
    return sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)] ?? null;
  }

  /** After a break: what was measured before says nothing about the new path. */
  clear(): void {
    this.#added = 0;
  }
}
