import { assert } from '../../../shared/invariant.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { reportNumbers } from '../../../shared/show/numbers-report.ts';
import { maySeeSales } from '../../../shared/show/permissions.ts';
import type { HandlersOf, PersonHandlers } from '../handler.ts';

/** How the show goes, for those who have it in hand. `auth.forbidden` for everybody else in the studio. */
export const numberHandlers: PersonHandlers<'numbers.read'> = {
  'numbers.read': ({ room, session }) => {
    if (!maySeeSales(session.actor.role)) return refuse('auth.forbidden');
    const { state } = room.actor;
    const { numbers, ledger } = state;
    assert(numbers && ledger, 'the server knows the whole show');
    return ok(reportNumbers({ ...state, numbers, ledger }, room.audience.watchers));
  },
};

/** What a viewer's page tells of what its person saw. */
export const noticeHandlers: Pick<HandlersOf<'viewer'>, 'viewer.notice'> = {
  'viewer.notice': ({ room, session }, { notices }) => {
    room.meter.notice(session, notices);
    return ok({});
  },
};
