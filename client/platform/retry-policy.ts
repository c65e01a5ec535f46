import { ERRORS, type ErrorCode } from '../../shared/errors.ts';

const FIRST_WAIT_MS = 100;
/** A host off air loses viewers by the second, a guest the conversation, and a call on a line that is down costs nothing. */
const LONGEST_WAIT_MS = 1_000;

export type NextTry = { readonly next: 'wait'; readonly delayMs: number } | { readonly next: 'give-up' };

/** What follows the `attempt`-th try in a row (from 1) to send or receive that failed with `code`. */
export const afterFailedTry = (code: ErrorCode, attempt: number): NextTry => {
  // The transport was replaced or lost between two steps of one try; a fresh one has all that it needs.
  const isPassing = code === 'media.not-found' || ERRORS[code].retry !== 'never';
  if (!isPassing) return { next: 'give-up' };
  return { next: 'wait', delayMs: Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 10)) };
};
