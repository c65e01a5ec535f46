import type { SourceId } from '../../shared/ids.ts';
import type { Clock, TimerId } from '../platform/clock.ts';
import type { DrawList } from '../../shared/scene/draw-list.ts';
import type { Pacer } from './pacing.ts';
import { Timings } from './timings.ts';

export type LoopComposer = {
  /** The sources in the picture, largest first, and whether it changes by time alone; null before there is a picture. */
  readonly shown: { readonly sources: readonly SourceId[]; readonly motion: DrawList['motion'] } | null;
  compose(atMs: number): Promise<void>;
};

export type LoopPorts = {
  readonly composer: LoopComposer;
  readonly pacer: Pacer;
  readonly clock: Clock;
  /** One piece of work for the time between frames: a raster, a thumbnail. */
  readonly workOff: () => Promise<void>;
  readonly onError: (error: unknown) => void;
};

/** Percentiles of the last second of composing, in milliseconds. */
export type LoopTimings = { readonly p50Ms: number; readonly p95Ms: number };

/** Composes when the pacer says so: with arriving frames, and by a timer when none arrives. */
export class ProgramLoop {
  readonly #ports: LoopPorts;
  readonly #durations = new Timings();
  #state: 'waiting' | 'composing' | 'closed' = 'waiting';
  #timer: { readonly id: TimerId; readonly dueAtMs: number } | null = null;
  #isWorking = false;

  constructor(ports: LoopPorts) {
    this.#ports = ports;
  }

  /** A frame of `sourceId` arrived and lies in the store. */
  arrived(sourceId: SourceId): void {
    this.#ports.pacer.arrive(sourceId, this.#ports.clock.now());
    this.pump();
  }

  /** Composes if a frame is due, or else makes sure that it will be. */
  pump(): void {
    const { clock, pacer } = this.#ports;
    if (this.#state !== 'waiting') return;
    const nowMs = clock.now();
    if (!pacer.isDue(nowMs)) return this.#arm(pacer.nextAtMs(nowMs));
    this.#state = 'composing';
    this.#compose(nowMs).catch(this.#ports.onError);
  }

  takeTimings(): LoopTimings {
    const [p50Ms = 0, p95Ms = 0] = this.#durations.take(0.5, 0.95);
    return { p50Ms, p95Ms };
  }

  close(): void {
    this.#state = 'closed';
    this.#disarm();
  }

  async #compose(nowMs: number): Promise<void> {
    const { composer, pacer, clock } = this.#ports;
    pacer.composed(nowMs);
    await composer.compose(nowMs);
    if (this.#state === 'closed') return;
    this.#state = 'waiting';
    const { shown } = composer;
    if (shown) {
      this.#durations.add(clock.now() - nowMs);
      pacer.setProgram(shown.sources, shown.motion);
    }
    this.#workOffLater();
    this.pump();
  }

  /** In a task of its own, so that a frame that arrived meanwhile goes first. */
  #workOffLater(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#ports.clock.setTimeout(() => {
      const done = (): void => {
        this.#isWorking = false;
      };
      this.#ports.workOff().then(done).catch(this.#ports.onError);
    }, 0);
  }

  #arm(atMs: number): void {
    // A timer that fires too early only looks again; setting one for every arrival would cost more.
    if (this.#timer && this.#timer.dueAtMs <= atMs) return;
    this.#disarm();
    const { clock } = this.#ports;
    const fire = (): void => {
      this.#timer = null;
      this.pump();
    };
    this.#timer = { dueAtMs: atMs, id: clock.setTimeout(fire, Math.max(0, atMs - clock.now())) };
  }

  #disarm(): void {
    if (this.#timer) this.#ports.clock.clearTimeout(this.#timer.id);
    this.#timer = null;
  }
}
