import type { Closable } from '../../../shared/lifetime.ts';

type WatchOptions = {
  /** A question that any living worker answers at once. */
  readonly ask: () => Promise<unknown>;
  readonly onHung: () => void;
  readonly everyMs: number;
};

/** A server that was itself stopped for a while finds one turn late: the answer lies in a pipe that it has not read yet. */
const MAX_SILENT_TURNS = 2;

/**
 * Asks a worker every `everyMs`, and tells once when it has left a question unanswered for two more turns. A worker that runs
 * but does not answer is as bad as a dead one, and mediasoup waits for its answers for ever.
 */
export const watchOver = ({ ask, onHung, everyMs }: WatchOptions): Closable => {
  let silentTurns = 0;
  let isAsked = false;
  const answered = (): void => {
    isAsked = false;
    silentTurns = 0;
  };
  const turn = (): void => {
    if (isAsked) {
      silentTurns += 1;
      if (silentTurns < MAX_SILENT_TURNS) return;
      clearInterval(timer);
      onHung();
      return;
    }
    isAsked = true;
    ask().then(answered, answered);
  };
  const timer = setInterval(turn, everyMs).unref();
  return { close: () => clearInterval(timer) };
};
