import { expect, it } from 'vitest';
import { MAX_INVITE_LIFETIME_MS } from '../../../shared/protocol/invites.ts';
import { LIFETIMES, spanOf } from './time-spans.ts';

it.each([
  [10_000, 'minutes', 1],
  [60_000, 'minutes', 1],
  [LIFETIMES.hour - 2_000, 'minutes', 60],
  [7_169_999, 'minutes', 119],
  [7_170_000, 'hours', 2],
  [LIFETIMES.day - 2_000, 'hours', 24],
  [170_999_999, 'hours', 47],
  [171_000_000, 'days', 2],
  [LIFETIMES.week - 2_000, 'days', 7],
  [MAX_INVITE_LIFETIME_MS, 'days', 30],
] as const)('%i ms are read in %s: %i', (durationMs, unit, count) => {
  expect(spanOf(durationMs)).toEqual({ unit, count });
});

it('no link can be wished for that the server would not make', () => {
  expect(Math.max(...Object.values(LIFETIMES))).toBeLessThanOrEqual(MAX_INVITE_LIFETIME_MS);
});
