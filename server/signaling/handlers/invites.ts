import * as v from 'valibot';
import { SellerId } from '../../../shared/ids.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { SYSTEM } from '../../../shared/show/actor.ts';
import { mayInvite, mayInviteAs } from '../../../shared/show/permissions.ts';
import type { Invites } from '../../auth/invites.ts';
import type { MethodOf, PersonHandlers } from '../handler.ts';

/** Links into this studio. They are no part of the show's log, so that no page but the asking one learns of them. */
export const makeInviteHandlers = (
  invites: Invites,
): PersonHandlers<Extract<MethodOf<'crew'>, `invite.${string}`>> => ({
  'invite.create': ({ room, session }, wish) =>
    mayInviteAs(session.actor.role, wish.role) ? invites.create(room.showId, wish) : refuse('auth.forbidden'),
  'invite.list': ({ room, session }) =>
    mayInvite(session.actor.role) ? ok({ invites: [...invites.list(room.showId)] }) : refuse('auth.forbidden'),
  'invite.revoke': async ({ room, session }, { inviteId }) => {
    if (!mayInvite(session.actor.role)) return refuse('auth.forbidden');
    const revoked = invites.revoke(room.showId, inviteId);
    if (!revoked.ok) return revoked;
    const left = await room.people.seeOffInvited(inviteId);
    if (!left.ok) return left;
    // Whoever sold by it may have fallen silent before.
    const closed = await room.actor.submit({ type: 'seller.close', sellerId: v.parse(SellerId, inviteId) }, SYSTEM);
    return closed.ok ? ok({}) : closed;
  },
});
