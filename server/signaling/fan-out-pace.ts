/** What a frame to one more socket may cost of the time between two: about 20 µs of it are spent, a fifth. */
const MS_A_SOCKET = 0.1;

/**
 * The least time between two frames of one kind to everybody in a room, in milliseconds. `everyMs` in an ordinary one; in a very
 * large one more, a second for ten thousand sockets: else counts of what is bought would leave no time for those who buy.
 */
export const fanOutPaceMs = (everyMs: number, sockets: number): number => Math.max(everyMs, sockets * MS_A_SOCKET);
