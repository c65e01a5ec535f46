import type { ErrorCode } from '../../../shared/errors.ts';
import { RefusedError } from '../../fixtures/signaling-socket.ts';

/** Null for a refusal that somebody gets who is late, or asks too much. */
export const orInVain = async <Value>(answer: Promise<Value>, refused: readonly ErrorCode[]): Promise<Value | null> => {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RefusedError && refused.includes(error.code)) return null;
    throw error;
  }
};
