import { expect, test } from 'vitest';
import { afterFailedTry } from './retry-policy.ts';

test('a line that is down is tried again, at least once a second, for ever', () => {
  const waits = [1, 2, 3, 4, 5, 1_000].map((attempt) => afterFailedTry('net.unreachable', attempt));
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000].map((delayMs) => ({ next: 'wait', delayMs })));
});

test.each(['media.worker-died', 'media.unavailable', 'net.timeout', 'media.not-found'] as const)(
  '%s passes',
  (code) => {
    expect(afterFailedTry(code, 1)).toEqual({ next: 'wait', delayMs: 100 });
  },
);

test.each(['auth.forbidden', 'browser.unsupported', 'media.invalid-parameters', 'show.ended'] as const)(
  '%s does not pass',
  (code) => {
    expect(afterFailedTry(code, 1)).toEqual({ next: 'give-up' });
  },
);
