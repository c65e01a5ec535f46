import { median } from '../figure.ts';

/** One decoded frame of the program. Epoch milliseconds of one machine; null where the stamp cannot be read. */
export type DecodedFrame = {
  readonly counter: number | null;
  readonly composedAtMs: number | null;
  readonly decodedAtMs: number;
};

export type Flow = {
  /** Frames that this time has room for at the program's rate. */
  readonly due: number;
  /** Never composed: the rendering was too slow, or its source. */
  readonly missed: number;
  /** Composed, and never decoded at the viewer's. */
  readonly lost: number;
  /** Decoded more than two frames after their turn: composition plus the median delay. */
  readonly late: number;
  readonly lostOrLatePercent: number;
  /** The longest time without a new frame. */
  readonly longestFreezeMs: number;
  readonly rejectedPercent: number;
};

const LATE_FRAMES = 2;

/** What became of a program's frames, by their stamps. Throws when hardly any can be read. */
export const judgeFlow = (frames: readonly DecodedFrame[], framesPerSecond: number): Flow => {
  const intervalMs = 1_000 / framesPerSecond;
  const readable = frames.flatMap(({ counter, composedAtMs, decodedAtMs }) =>
    counter === null || composedAtMs === null ? [] : [{ counter, composedAtMs, decodedAtMs }],
  );
  const [first] = readable;
  const last = readable.at(-1);
  if (!first || !last || first === last) throw new Error('too few frames were decoded');
  const due = Math.round((last.composedAtMs - first.composedAtMs) / intervalMs) + 1;
  const composed = last.counter - first.counter + 1;
  const missed = Math.max(0, due - composed);
  const lost = composed - new Set(readable.map(({ counter }) => counter)).size;
  const delays = readable.map(({ composedAtMs, decodedAtMs }) => decodedAtMs - composedAtMs);
  const limitMs = median(delays) + LATE_FRAMES * intervalMs;
  const late = delays.filter((delay) => delay > limitMs).length;
  return {
    due,
    missed,
    lost,
    late,
    lostOrLatePercent: (100 * (missed + lost + late)) / due,
    longestFreezeMs: longestGap(readable.map(({ decodedAtMs }) => decodedAtMs)),
    rejectedPercent: (100 * (frames.length - readable.length)) / frames.length,
  };
};

const longestGap = (times: readonly number[]): number => {
  let longest = 0;
  let previous = times[0] ?? 0;
  for (const time of times) {
    longest = Math.max(longest, time - previous);
    previous = time;
  }
  return longest;
};
