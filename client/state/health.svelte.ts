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

/**
 * The three ways a frame is lost, by OBS's names: *missed* (the compositor was late), *skipped* (the encoder was), *dropped*
 * (the network was), with everything else a host's health panel says.
 */
export class Health {
  #compositor = $state.raw<CompositorStats>();
  #publisher = $state.raw<PublisherHealth>();
  #latency = $state.raw<TickData<'latency.measured'>>();
  #history = $state.raw<readonly HealthSample[]>([]);

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
