import type { ErrorCode } from '../../shared/errors.ts';
import { InviteId, makeId, type ShowId } from '../../shared/ids.ts';
import { inviteState, MAX_INVITES, type Invite, type InviteWish } from '../../shared/protocol/invites.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Records, StoredInvite } from '../store/port.ts';
import { hashToken, makeToken } from './token.ts';

export type InvitesDeps = {
  readonly records: Records;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
};

const REFUSALS = {
  revoked: 'invite.revoked',
  expired: 'invite.expired',
  'used-up': 'invite.used-up',
} as const satisfies Record<string, ErrorCode>;

/** Links into studios: opaque, of one show and role, limited in uses and time. The store keeps only their hashes. */
export class Invites {
  readonly #deps: InvitesDeps;

  constructor(deps: InvitesDeps) {
    this.#deps = deps;
  }

  /** Nobody but the caller ever learns the token. `invite.limit` while too many links of the show may still matter. */
  create(showId: ShowId, wish: InviteWish): Result<{ readonly invite: Invite; readonly token: string }> {
    const { records, clock, random } = this.#deps;
    const { role, name, explaining, maxUses, lifetimeMs } = wish;
    if (!this.#makeRoom(showId)) return refuse('invite.limit');
    const token = makeToken();
    const createdAtMs = clock();
    const times = { createdAtMs, expiresAtMs: createdAtMs + lifetimeMs, revokedAtMs: null };
    const invite: Invite = { id: makeId(InviteId, random), role, name, explaining, maxUses, uses: 0, ...times };
    records.createInvite(hashToken(token), { ...invite, showId });
    return ok({ invite, token });
  }

  /** Oldest first. */
  list(showId: ShowId): readonly Invite[] {
    return this.#deps.records.invitesOfShow(showId).map(({ showId: _show, ...invite }) => invite);
  }

  /** The link of this token, open or not. `invite.unknown`. */
  find(token: string): Result<StoredInvite> {
    const invite = this.#deps.records.inviteByTokenHash(hashToken(token));
    return invite ? ok(invite) : refuse('invite.unknown');
  }

  /** Whether the link lets somebody new in now: `invite.revoked`, `invite.expired`, `invite.used-up`. */
  checkOpen(invite: StoredInvite): Result<null> {
    const state = inviteState(invite, this.#deps.clock());
    return state === 'open' ? ok(null) : refuse(REFUSALS[state]);
  }

  /** From now on nobody has a seat by this link. `invite.unknown` for one of another show. */
  revoke(showId: ShowId, inviteId: InviteId): Result<null> {
    const { records, clock } = this.#deps;
    if (!records.invitesOfShow(showId).some(({ id }) => id === inviteId)) return refuse('invite.unknown', 'inviteId');
    records.revokeInvite(inviteId, clock());
    return ok(null);
  }

  /** Forgets the oldest link that can let nobody in by itself any more. One that is used up is not: its people may be there. */
  #makeRoom(showId: ShowId): boolean {
    const { records, clock } = this.#deps;
    const kept = records.invitesOfShow(showId);
    if (kept.length < MAX_INVITES) return true;
    const atMs = clock();
    const over = kept.find((invite) => {
      const state = inviteState(invite, atMs);
      return state === 'revoked' || state === 'expired';
    });
    if (over) records.deleteInvite(over.id);
    return over !== undefined;
  }
}
