import { MAX_ORDERS_LISTED, orderCard } from '../../../shared/protocol/orders.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { chatterOf } from '../../../shared/show/chatters.ts';
import type { Hold } from '../../../shared/show/hold.ts';
import { isAllowed, maySeeSales } from '../../../shared/show/permissions.ts';
import { newestHolds } from '../../../shared/show/sales.ts';
import type { HandOff } from '../../checkout/hand-off.ts';
import type { PersonHandlers } from '../handler.ts';

type OrderMethods = 'orders.list' | 'orders.withdraw' | 'orders.settle' | 'orders.refund';

/** What is sold, for those who have the show in hand; money is for fewer. `auth.forbidden` for everybody else in the studio. */
export const makeOrderHandlers = (handOff: Pick<HandOff, 'refund'>): PersonHandlers<OrderMethods> => ({
  'orders.list': ({ room, session }) => {
    if (!maySeeSales(session.actor.role)) return refuse('auth.forbidden');
    const { ledger, chatters } = room.actor.state;
    if (!ledger || !chatters) return ok({ orders: [] });
    const winner = ({ life, buyerId }: Hold) =>
      life.state === 'won' ? (chatterOf(chatters, buyerId)?.name ?? null) : null;
    return ok({ orders: newestHolds(ledger, MAX_ORDERS_LISTED).map((hold) => orderCard(hold, winner(hold))) });
  },
  'orders.withdraw': async ({ room, session }, { holdId }) => {
    const outcome = await room.actor.submit({ type: 'hold.withdraw', holdId }, session.actor);
    return outcome.ok ? ok({}) : outcome;
  },
  'orders.settle': async ({ room, session }, { holdId }) => {
    const outcome = await room.actor.submit({ type: 'order.settle', holdId }, session.actor);
    return outcome.ok ? ok({}) : outcome;
  },
  'orders.refund': ({ room, session: { actor } }, refund) =>
    // Before the provider is asked: what it gives back cannot be taken again.
    isAllowed(actor.role, 'order.refund') ? handOff.refund(room.actor, refund, actor) : refuse('auth.forbidden'),
});
