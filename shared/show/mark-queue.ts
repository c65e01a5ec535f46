import type { ProgramMark } from './state.ts';

/**
 * Marks waiting for their frame. A mark's event usually overtakes the frame that it belongs to; the viewer's page applies it
 * when that frame is on the screen.
 */
export type MarkQueue = {
  /** The mark of the picture on the screen; null before the first. */
  readonly current: ProgramMark | null;
  /** In capture order, all later than `current`. */
  readonly waiting: readonly ProgramMark[];
};

export const EMPTY_MARKS: MarkQueue = { current: null, waiting: [] };

/**
 * How much later than a frame's capture time a mark may be and still belong to it. Capture times derived from RTP are
 * within 7 ms of the compositor's clock; at 30 frames a second the next frame is 33 ms away, so 12 ms cannot pick the wrong one.
 */
const TOLERANCE_MS = 12;

export const enqueueMark = (queue: MarkQueue, mark: ProgramMark): MarkQueue => ({
  ...queue,
  waiting: [...queue.waiting.filter(({ captureAtMs }) => captureAtMs < mark.captureAtMs), mark],
});

/** The queue when the frame captured at `captureAtMs` (the studio's clock) is on the screen; the same object when nothing is due. */
export const presentFrame = (queue: MarkQueue, captureAtMs: number): MarkQueue => {
  const due = queue.waiting.filter((mark) => mark.captureAtMs <= captureAtMs + TOLERANCE_MS);
  const current = due.at(-1);
  return current ? { current, waiting: queue.waiting.slice(due.length) } : queue;
};
