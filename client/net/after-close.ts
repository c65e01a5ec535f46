import { ERRORS, type ErrorCode } from '../../shared/errors.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';

/** What the page does when its socket is gone. `refused` is final: trying the same again cannot help. */
export type NextStep =
  | { readonly next: 'retry'; readonly when: 'at-once' | 'after-backoff'; readonly code?: ErrorCode }
  | { readonly next: 'refused'; readonly code: ErrorCode };

const AFTER_BACKOFF = { next: 'retry', when: 'after-backoff' } as const;
const refused = (code: ErrorCode): NextStep => ({ next: 'refused', code });

/**
 * Decides by the close code. `malformedCloses` counts the 4400s in a row, this one included: one may be a cut frame, two are a
 * page that the server cannot understand.
 */
export const afterClose = (closeCode: number, malformedCloses: number): NextStep => {
  switch (closeCode) {
    case CLOSE_CODES.unauthorized:
      return refused('auth.required');
    case CLOSE_CODES.notFound:
      return refused('show.not-found');
    case CLOSE_CODES.removed:
      return refused('people.removed');
    case CLOSE_CODES.replaced:
      return refused('session.replaced');
    case CLOSE_CODES.malformed:
      return malformedCloses >= 2 ? refused('request.malformed') : AFTER_BACKOFF;
    case CLOSE_CODES.slow:
      return { next: 'retry', when: 'at-once' };
    default:
      return AFTER_BACKOFF;
  }
};

/** Decides by the failure that answered `session.open`. A refusal that will pass is told while the page waits. */
export const afterRefusedOpening = (code: ErrorCode): NextStep =>
  ERRORS[code].retry === 'never' ? refused(code) : { ...AFTER_BACKOFF, code };
