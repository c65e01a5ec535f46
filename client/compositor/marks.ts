import type { DrawList, HitArea } from '../../shared/scene/draw-list.ts';
import { hitAreas } from '../../shared/scene/hit.ts';
import type { Program } from '../../shared/scene/program.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import { isSameRect } from '../planes/px-rect.ts';

/** A frame that was just composed. */
export type MarkedFrame = {
  readonly atMs: number;
  readonly list: DrawList;
  readonly program: Program;
  /** Where products will be once every running animation is over. */
  readonly settled: readonly HitArea[];
};

type Shown = Pick<ProgramMark, 'calloutId' | 'areas'>;

/**
 * Finds the first frame that shows something else to click, or another callout. A card that will enter is marked as soon as its
 * time is known, for the frames from that time on, with its resting place; one that leaves is gone with the first frame after it
 * was closed.
 */
export class MarkTracker {
  #last: Shown | null = null;

  /** The mark of this frame, or null when it shows what the last marked one did. */
  next({ atMs, list, program, settled }: MarkedFrame): ProgramMark | null {
    const { callout } = program;
    const calloutId = callout !== null && callout.closedAtMs === null ? callout.calloutId : null;
    if (this.#last && this.#last.calloutId === calloutId && isSameAreas(this.#last.areas, settled)) return null;
    const entersAtMs = callout?.openedAtMs ?? 0;
    const isAwaited = settled.length > 0 && hitAreas(list).length === 0 && entersAtMs <= atMs;
    if (isAwaited) return null;
    const areas = [...settled];
    this.#last = { calloutId, areas };
    return { captureAtMs: Math.floor(Math.max(atMs, entersAtMs)), calloutId, areas };
  }
}

const isSameAreas = (a: readonly HitArea[], b: readonly HitArea[]): boolean =>
  a.length === b.length &&
  a.every((area, index) => {
    const other = b[index];
    return other !== undefined && other.itemId === area.itemId && isSameRect(other.rect, area.rect);
  });
