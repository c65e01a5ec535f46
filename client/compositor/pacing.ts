import type { SourceId } from '../../shared/ids.ts';

type Pulse = { lastAtMs: number; intervalMs: number };

/** Share of a new interval in a source's running mean: follows a camera that dims its rate within half a second. */
const INTERVAL_SHARE = 0.1;
/** A driver frame may be this share of a period early and still be composed at once: cameras jitter, and waiting is latency. */
const EARLY_SHARE = 0.3;
/** The clock waits this share of a period for a late driver before it composes without it. */
const LATE_SHARE = 0.5;
/** A source that was silent for so many of its own intervals no longer drives. */
const SILENT_INTERVALS = 2.5;
/** After a frame, the next is due no sooner than this share of a period, however late the one before was. */
const CATCH_UP_SHARE = 0.6;
/** One gap counts as at most so many intervals: a single stall is not a new rate. */
const MAX_INTERVALS = 2;

export type PacingFacts = {
  /** Program's frames per second. */
  readonly framesPerSecond: number;
};

/**
 * Decides when a frame is composed: with the arrival of the driver's frame (the fastest source that is seen), so that its
 * picture is passed on at once; by the clock when no source moves or the driver is late. Pure: every time is passed in,
 * in milliseconds of any one clock.
 */
export class Pacer {
  readonly #pulses = new Map<SourceId, Pulse>();
  #visible: readonly SourceId[] = [];
  #driver: SourceId | null = null;
  #periodMs: number;
  #dueAtMs = Number.NEGATIVE_INFINITY;
  #composedAtMs = Number.NEGATIVE_INFINITY;
  /** When the next frame is composed at the latest if this worker keeps up. */
  #deadlineAtMs = Number.POSITIVE_INFINITY;
  #motion: 'moving' | 'still' = 'still';
  #missedFrames = 0;

  constructor({ framesPerSecond }: PacingFacts) {
    this.#periodMs = 1000 / framesPerSecond;
  }

  /** Frames that viewers never got because composing was late: rendering lag. */
  get missedFrames(): number {
    return this.#missedFrames;
  }

  get driver(): SourceId | null {
    return this.#driver;
  }

  setRate({ framesPerSecond }: PacingFacts): void {
    this.#periodMs = 1000 / framesPerSecond;
  }

  /** The sources that the program shows, largest first, and whether the picture changes by time alone. */
  setProgram(visible: readonly SourceId[], motion: 'moving' | 'still'): void {
    this.#visible = visible;
    this.#motion = motion;
  }

  arrive(sourceId: SourceId, atMs: number): void {
    const pulse = this.#pulses.get(sourceId);
    if (!pulse) {
      this.#pulses.set(sourceId, { lastAtMs: atMs, intervalMs: this.#periodMs });
      return;
    }
    const intervalMs = Math.min(MAX_INTERVALS * pulse.intervalMs, atMs - pulse.lastAtMs);
    pulse.intervalMs += (intervalMs - pulse.intervalMs) * INTERVAL_SHARE;
    pulse.lastAtMs = atMs;
  }

  forget(sourceId: SourceId): void {
    this.#pulses.delete(sourceId);
  }

  /** When to ask again if nothing arrives before; may have passed. */
  nextAtMs(atMs: number): number {
    const pulse = this.#chooseDriver(atMs);
    if (!pulse) return this.#dueAtMs;
    const isFresh = pulse.lastAtMs > this.#composedAtMs;
    if (isFresh) return this.#dueAtMs - this.#earlyMs(pulse);
    return this.#latestAtMs(pulse);
  }

  /** Whether a frame is to be composed now. */
  isDue(atMs: number): boolean {
    return atMs >= this.nextAtMs(atMs);
  }

  /** A frame was composed at `atMs`; plans the next. */
  composed(atMs: number): void {
    const pulse = this.#chooseDriver(atMs);
    const periodMs = this.#periodMs;
    this.#missedFrames += Math.max(0, Math.round((atMs - this.#deadlineAtMs) / periodMs));
    const isFilledByClock = pulse !== null && pulse.lastAtMs <= this.#composedAtMs;
    const followingMs = Math.max(this.#dueAtMs + periodMs, atMs + CATCH_UP_SHARE * periodMs);
    if (isFilledByClock) this.#dueAtMs = atMs + CATCH_UP_SHARE * periodMs;
    // A driver that is faster than the program is thinned by a steady grid; any other leads, and the grid follows it.
    else this.#dueAtMs = pulse && this.#isFast(pulse) ? followingMs : Math.min(atMs + periodMs, followingMs);
    this.#composedAtMs = atMs;
    this.#deadlineAtMs = pulse ? this.#latestAtMs(pulse) : this.#dueAtMs;
  }

  #isFast(pulse: Pulse): boolean {
    return pulse.intervalMs < 0.9 * this.#periodMs;
  }

  #earlyMs(pulse: Pulse): number {
    return this.#isFast(pulse) ? pulse.intervalMs / 2 : EARLY_SHARE * this.#periodMs;
  }

  /** A driver slower than the program leaves gaps that only an animation needs filled. */
  #latestAtMs(pulse: Pulse): number {
    const patienceMs = LATE_SHARE * this.#periodMs;
    const isSlow = pulse.intervalMs > 1.2 * this.#periodMs;
    if (!isSlow) return this.#dueAtMs + patienceMs;
    if (this.#motion === 'moving') return this.#dueAtMs;
    return Math.max(this.#dueAtMs, pulse.lastAtMs + pulse.intervalMs) + patienceMs;
  }

  #chooseDriver(atMs: number): Pulse | null {
    let best: Pulse | null = null;
    let driver: SourceId | null = null;
    for (const sourceId of this.#visible) {
      const pulse = this.#pulses.get(sourceId);
      if (!pulse || this.#isSilent(pulse, atMs)) continue;
      const isKept = sourceId === this.#driver;
      // The driver changes only for a clearly faster one, so that two equal cameras do not take turns.
      if (best && !this.#isClearlyFaster(pulse, best) && !(isKept && !this.#isClearlyFaster(best, pulse))) continue;
      best = pulse;
      driver = sourceId;
    }
    this.#driver = driver;
    return best;
  }

  #isSilent(pulse: Pulse, atMs: number): boolean {
    return atMs - pulse.lastAtMs > SILENT_INTERVALS * Math.max(pulse.intervalMs, this.#periodMs);
  }

  #isClearlyFaster(pulse: Pulse, than: Pulse): boolean {
    return Math.max(pulse.intervalMs, this.#periodMs) < 0.8 * Math.max(than.intervalMs, this.#periodMs);
  }
}
