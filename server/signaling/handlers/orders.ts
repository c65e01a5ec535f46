import { MAX_ORDERS_LISTED, orderCard } from '../../../shared/protocol/holds.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { chatterOf } from '../../../shared/show/chatters.ts';
import type { Hold } from '../../../shared/show/hold.ts';
import { maySeeSales } from '../../../shared/show/permissions.ts';
import { newestHolds } from '../../../shared/show/sales.ts';
import type { PersonHandlers } from '../handler.ts';

/** What is sold, for those who have the show in hand. `auth.forbidden` for everybody else in the studio. */
export const orderHandlers: PersonHandlers<'orders.list'> = {
  'orders.list': ({ room, session }) => {
    if (!maySeeSales(session.actor.role)) return refuse('auth.forbidden');
    const { ledger, chatters } = room.actor.state;
    if (!ledger || !chatters) return ok({ orders: [] });
    const winner = ({ life, buyerId }: Hold) =>
      life.state === 'won' ? (chatterOf(chatters, buyerId)?.name ?? null) : null;
    return ok({ orders: newestHolds(ledger, MAX_ORDERS_LISTED).map((hold) => orderCard(hold, winner(hold))) });
  },
};
