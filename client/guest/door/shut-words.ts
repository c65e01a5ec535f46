import type { ErrorCode } from '../../../shared/errors.ts';

type Words = 'unknown' | 'expired' | 'usedUp' | 'revoked' | 'barred' | 'seatGone' | 'showGone';

const WORDS: Partial<Record<ErrorCode, Words>> = {
  'invite.unknown': 'unknown',
  'invite.expired': 'expired',
  'invite.used-up': 'usedUp',
  'invite.revoked': 'revoked',
  'invite.barred': 'barred',
  'auth.required': 'seatGone',
  'auth.forbidden': 'seatGone',
  'show.not-found': 'showGone',
};

/** Which words a shut door has for a code; null for one that says enough by its own sentence. */
export const shutWords = (code: ErrorCode): Words | null => WORDS[code] ?? null;
