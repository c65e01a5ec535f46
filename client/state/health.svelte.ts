import type { TickData } from '../../shared/protocol/ticks.ts';
import type { CompositorStats } from '../compositor/messages.ts';
import type { PublisherHealth } from '../publish/health.ts';

/** How many seconds the health panel looks back. */
export const HISTORY_S = 120;

/** One second of the studio's work, as the health panel draws it. */
export type HealthSample = {
  readonly atMs: number;
  readonly composedPerSecond: number;
  readonly bitrateBps: number;
  readonly latencyP50Ms: number | null;
  /** Totals so far; those of the publisher begin again with each broadcast. */
  readonly composedFrames: number;
  readonly missedFrames: number;
  readonly encodedFrames: number;
  readonly skippedFrames: number;
  readonly droppedFrames: number;
};

type Frames = Pick<CompositorStats, 'composedFrames' | 'missedFrames'>;

const NO_FRAMES: Frames = { composedFrames: 0, missedFrames: 0 };

const framesSince = (then: Frames, now: Frames): Frames => ({
  composedFrames: now.composedFrames - then.composedFrames,
  missedFrames: now.missedFrames - then.missedFrames,
});

/**
 * The three ways a frame is lost, by OBS's names: *missed* (the compositor was late), *skipped* (the encoder was), *dropped*
 * (the network was), with everything else a host's health panel says.
 */
export class Health {
  #compositor = $state.raw<CompositorStats>();
  #publisher = $state.raw<PublisherHealth>();
  #latency = $state.raw<TickData<'latency.measured'>>();
  #history = $state.raw<readonly HealthSample[]>([]);
  /** The compositor's totals where counting begins. */
  #counted = $state.raw<Frames>(NO_FRAMES);
  readonly #frames = $derived(framesSince(this.#counted, this.#compositor ?? NO_FRAMES));

  /**
   * Composed and missed since this page went on air; before that, since it opened. Opening devices costs frames that no viewer
   * would have seen.
   */
  get frames(): Frames {
    return this.#frames;
  }

  get compositor(): CompositorStats | undefined {
    return this.#compositor;
  }

  /** Undefined while nothing is sent. */
  get publisher(): PublisherHealth | undefined {
    return this.#publisher;
  }

  /** What viewers measured; undefined until the first one reported. */
  get latency(): TickData<'latency.measured'> | undefined {
    return this.#latency;
  }

  get history(): readonly HealthSample[] {
    return this.#history;
  }

  handleCompositor(stats: CompositorStats, atMs: number): void {
    // A compositor that had to be restarted counts from nothing.
    if (stats.composedFrames < this.#counted.composedFrames) this.#counted = NO_FRAMES;
    this.#compositor = stats;
    const sample: HealthSample = {
      atMs,
      composedPerSecond: stats.composedPerSecond,
      bitrateBps: this.#publisher?.bitrateBps ?? 0,
      latencyP50Ms: this.#latency?.p50Ms ?? null,
      composedFrames: stats.composedFrames,
      missedFrames: stats.missedFrames,
      encodedFrames: this.#publisher?.encodedFrames ?? 0,
      skippedFrames: this.#publisher?.skippedFrames ?? 0,
      droppedFrames: this.#publisher?.droppedFrames ?? 0,
    };
    this.#history = [...this.#history.slice(1 - HISTORY_S), sample];
  }

  /** The program goes on air. */
  handleOn(): void {
    this.#counted = this.#compositor ?? NO_FRAMES;
  }

  handlePublisher(health: PublisherHealth): void {
    this.#publisher = health;
  }

  handleLatency(latency: TickData<'latency.measured'>): void {
    this.#latency = latency;
  }

  handleOff(): void {
    this.#publisher = undefined;
    this.#latency = undefined;
  }
}
