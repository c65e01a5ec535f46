import { expect, it } from 'vitest';
import { MAX_INVITE_LIFETIME_MS } from '../../../shared/protocol/invites.ts';
import { LIFETIMES, spanOf } from './time-spans.ts';

it.each([
  [10_000, 'minutes', 1],
  [60_000, 'minutes', 1],
  [7_199_999, 'minutes', 119],
  [7_200_000, 'hours', 2],
  [172_799_999, 'hours', 47],
  [172_800_000, 'days', 2],
  [MAX_INVITE_LIFETIME_MS, 'days', 30],
] as const)('%i ms are read in %s: %i', (durationMs, unit, count) => {
  expect(spanOf(durationMs)).toEqual({ unit, count });
});

it('no link can be wished for that the server would not make', () => {
  expect(Math.max(...Object.values(LIFETIMES))).toBeLessThanOrEqual(MAX_INVITE_LIFETIME_MS);
});
