import { expect, it } from 'vitest';
import { inviteState, type Invite } from './invites.ts';

type Limits = Pick<Invite, 'maxUses' | 'uses' | 'expiresAtMs' | 'revokedAtMs'>;
const aLink = (limits: Partial<Limits>): Limits => ({
  maxUses: 2,
  uses: 1,
  expiresAtMs: 2_000,
  revokedAtMs: null,
  ...limits,
});

it.each([
  ['open', aLink({}), 1_999],
  ['expired', aLink({}), 2_000],
  ['used-up', aLink({ uses: 2 }), 1_000],
  ['expired', aLink({ uses: 2 }), 3_000],
  ['revoked', aLink({ uses: 2, revokedAtMs: 500 }), 3_000],
] as const)('a link is %s', (state, link, atMs) => {
  expect(inviteState(link, atMs)).toBe(state);
});
