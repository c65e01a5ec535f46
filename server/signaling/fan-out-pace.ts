/** What a frame to one more socket may cost of the time between two: about 20 µs of it are spent, a fifth. */
const MS_A_SOCKET = 0.1;

type Pace = {
  /** The least time between two in an ordinary room. */
  readonly everyMs: number;
  /** Whom it goes to. */
  readonly sockets: number;
  /** When it went last, and now, by the same clock. */
  readonly toldAtMs: number;
  readonly nowMs: number;
};

/**
 * How long the next frame of one kind to everybody in a room waits, in whole milliseconds: timers cut the rest off, and would be
 * early. A very large room hears less often, ten thousand sockets once a second: else counts of what is bought would leave no time
 * for those who buy.
 */
export const fanOutPauseMs = ({ everyMs, sockets, toldAtMs, nowMs }: Pace): number =>
  Math.ceil(Math.max(0, toldAtMs + Math.max(everyMs, sockets * MS_A_SOCKET) - nowMs));
