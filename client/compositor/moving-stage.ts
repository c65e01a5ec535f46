import type { ProgramStage, StageSeats } from '../../shared/scene/program.ts';
import { changeStage, restingStage } from '../../shared/scene/stage.ts';

/**
 * The stage, frame by frame. A change begins with the frames and not with the click: with the last frame that did not know of it,
 * and at most one frame's time before the first that does. So nobody skips a part of the way because a frame or a message came
 * late, and between two frames everybody goes as far as a move goes in the time between.
 */
export class MovingStage {
  /** Null before the first frame: whoever is there from the start does not move in. */
  #stage: ProgramStage | null = null;
  #frameAtMs = Number.NEGATIVE_INFINITY;

  /** The stage in the frame of `atMs`, for every frame that is composed, in order. `periodMs` is a frame's time at full rate. */
  inFrame(seats: StageSeats, atMs: number, periodMs: number): ProgramStage {
    const beginsAtMs = Math.max(this.#frameAtMs, atMs - periodMs);
    this.#frameAtMs = atMs;
    this.#stage = this.#stage === null ? restingStage(seats) : changeStage(this.#stage, seats, beginsAtMs);
    return this.#stage;
  }
}
