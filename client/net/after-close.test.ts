import { expect, test } from 'vitest';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { afterClose, afterRefusedOpening } from './after-close.ts';

test.each([
  [CLOSE_CODES.unauthorized, 'auth.required'],
  [CLOSE_CODES.removed, 'people.removed'],
  [CLOSE_CODES.notFound, 'show.not-found'],
  [CLOSE_CODES.replaced, 'session.replaced'],
] as const)('close code %i is final', (closeCode, code) => {
  expect(afterClose(closeCode, 0)).toEqual({ next: 'refused', code });
});

test('a malformed frame is forgiven once and final the second time', () => {
  expect(afterClose(CLOSE_CODES.malformed, 1)).toEqual({ next: 'retry', when: 'after-backoff' });
  expect(afterClose(CLOSE_CODES.malformed, 2)).toEqual({ next: 'refused', code: 'request.malformed' });
});

test('a slow reader comes back at once for what it missed', () => {
  expect(afterClose(CLOSE_CODES.slow, 0)).toEqual({ next: 'retry', when: 'at-once' });
});

test.each([1000, 1001, 1006, CLOSE_CODES.silent, CLOSE_CODES.tooMany, CLOSE_CODES.stopping])(
  'after close code %i the page comes back by backoff',
  (closeCode) => {
    expect(afterClose(closeCode, 0)).toEqual({ next: 'retry', when: 'after-backoff' });
  },
);

test('a refused opening is final only when its code says that retrying cannot help', () => {
  expect(afterRefusedOpening('session.replaced')).toEqual({ next: 'refused', code: 'session.replaced' });
  expect(afterRefusedOpening('people.full')).toEqual({ next: 'retry', when: 'after-backoff', code: 'people.full' });
});
