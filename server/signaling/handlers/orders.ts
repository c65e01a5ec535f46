import { MAX_ORDERS_LISTED, orderCard } from '../../../shared/protocol/holds.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { maySeeSales } from '../../../shared/show/permissions.ts';
import { newestHolds } from '../../../shared/show/sales.ts';
import type { PersonHandlers } from '../handler.ts';

/** What is sold, for those who have the show in hand. `auth.forbidden` for everybody else in the studio. */
export const orderHandlers: PersonHandlers<'orders.list'> = {
  'orders.list': ({ room, session }) => {
    if (!maySeeSales(session.actor.role)) return refuse('auth.forbidden');
    const { ledger } = room.actor.state;
    return ok({ orders: ledger ? newestHolds(ledger, MAX_ORDERS_LISTED).map(orderCard) : [] });
  },
};
